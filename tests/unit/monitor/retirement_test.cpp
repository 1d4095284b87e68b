#include <gtest/gtest.h>

#include "junheng/monitor/subject_need.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;

struct Person {
  std::optional<model::Sex> sex;
  std::int16_t birth_year = 0;
  std::optional<model::Post> post;
};

/// Teachers of Chinese in a primary school, beside what the table tells of them.
model::Dataset school_of(const std::vector<Person>& persons) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).grade(1).set("pupils", 40).set("classes", 1);
  for (std::size_t i = 0; i < persons.size(); ++i) data.teacher(Stage::Primary, "语文");
  model::Dataset out = data.build();
  for (const Person& each : persons) {
    out.teachers.sexes.push_back(each.sex);
    out.teachers.birth_years.push_back(each.birth_year);
    out.teachers.posts.push_back(each.post);
  }
  return out;
}

SubjectFigure chinese_of(const model::Dataset& dataset) {
  static const standards::CurriculumLibrary library = standards::load_curricula(standards::built_in_curricula());
  static const standards::RetirementLibrary ages = standards::load_retirement(standards::built_in_retirement());
  SubjectInput input{&dataset, SchoolYear{2024},     &library, library.default_curriculum(), library.default_loads(),
                     {},       &ages.tables.front(), {}};
  input.leaving_by = {SchoolYear{2025}, SchoolYear{2026}};
  const SubjectMonitor made = monitor_subjects(input);
  for (std::size_t i = 0; i < made.subjects.size(); ++i)
    if (made.subjects[i] == "chinese") return made.schools.front().subjects[i];
  return {};
}

// A man of 1965: half of the year's months by September 2025 (retirement_test of standards). By September 2026 all: the
// December of 1965 is 60 in December 2025, 11 months on, the third four months: three months later, March 2026, gone. A woman of 1990
// stays. One without sex and one without year of birth are not told.
TEST(RetiredTeachers, BySubjectAndYear) {
  const SubjectFigure figure = chinese_of(school_of({{model::Sex::Male, 1965, model::Post::Teacher},
                                                     {model::Sex::Female, 1990, std::nullopt},
                                                     {std::nullopt, 1960, std::nullopt},
                                                     {model::Sex::Female, 0, std::nullopt}}));
  EXPECT_DOUBLE_EQ(figure.have.value, 4);
  EXPECT_DOUBLE_EQ(figure.retirement_told, 2);
  ASSERT_EQ(figure.retired.size(), 2U);
  EXPECT_DOUBLE_EQ(figure.retired[0], 0.5);
  EXPECT_DOUBLE_EQ(figure.retired[1], 1);
}

// Sex "all" has no age.
TEST(RetiredTeachers, WithoutAnAgeForThemTheyAreNotTold) {
  EXPECT_DOUBLE_EQ(chinese_of(school_of({{model::Sex::All, 1960, std::nullopt}})).retirement_told, 0);
}

}  // namespace
}  // namespace junheng::monitor
