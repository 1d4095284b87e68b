#include "junheng/synth/subject_staff.h"

#include <map>
#include <set>
#include <string>
#include <tuple>

#include <gtest/gtest.h>

#include "junheng/standards/curriculum.h"
#include "unit/synth/generated_dataset.h"

namespace junheng::synth {
namespace {

using StageKey = std::tuple<std::string, std::string, std::string>;  // school, year, stage

StageKey key_of(const CsvRecord& row) { return {row.text("school_id"), row.text("school_year"), row.text("stage")}; }

class SubjectStaffTable : public ::testing::Test {
 protected:
  GeneratedDataset dataset_{ten_counties(2)};
};

TEST_F(SubjectStaffTable, TeachersAddUpToThoseOfTheStage) {
  std::map<StageKey, double> teachers;
  std::map<StageKey, double> pe_arts;
  const std::set<std::string> of_pe_arts = {"体育与健康", "音乐", "美术"};
  for (const CsvRecord& row : dataset_.table("subject_staff").rows) {
    teachers[key_of(row)] += row.number("teachers");
    if (of_pe_arts.contains(row.text("subject"))) pe_arts[key_of(row)] += row.number("teachers");
    ASSERT_GE(row.number("teachers"), 0);
    ASSERT_GE(row.number("weekly_periods"), 0);
  }
  std::set<std::string> special;
  for (const CsvRecord& school : dataset_.table("schools").rows)
    if (school.text("kind") == "514") special.insert(school.text("school_id"));
  ASSERT_FALSE(special.empty());
  std::size_t stages = 0;
  for (const CsvRecord& row : dataset_.table("stage_facts").rows) {
    const std::string& stage = row.text("stage");
    const bool is_told = (stage == "primary" || stage == "junior") && !special.contains(row.text("school_id"));
    ASSERT_EQ(teachers.contains(key_of(row)), is_told);
    if (!is_told) continue;
    ++stages;
    ASSERT_EQ(teachers[key_of(row)], row.number("teachers"));
    ASSERT_EQ(pe_arts[key_of(row)], row.number("teachers_pe_arts"));
  }
  EXPECT_EQ(teachers.size(), stages);
}

// The week of Shandong's table, which adds to 29, 29, 30, 30, 30, 30, 34, 34, 34 periods (standards.md 5.2), as junior schools teach it
// too.
TEST_F(SubjectStaffTable, TheWeekIsAsLongAsTheTimetable) {
  constexpr std::array<int, 9> kWeek = {29, 29, 30, 30, 30, 30, 34, 34, 34};
  std::map<StageKey, double> due;
  for (const CsvRecord& row : dataset_.table("grade_facts").rows) {
    const int grade = static_cast<int>(row.number("grade"));
    if (grade > 9) continue;
    due[{row.text("school_id"), row.text("school_year"), grade <= 6 ? "primary" : "junior"}] +=
        row.number("classes") * kWeek.at(static_cast<std::size_t>(grade - 1));
  }
  std::map<StageKey, double> given;
  for (const CsvRecord& row : dataset_.table("subject_staff").rows) given[key_of(row)] += row.number("weekly_periods");
  for (const auto& [key, periods] : given) ASSERT_EQ(periods, due.at(key)) << std::get<0>(key);
}

TEST_F(SubjectStaffTable, EverySubjectIsKnownToTheListOfSubjects) {
  const standards::CurriculumLibrary library = standards::load_curricula(standards::built_in_curricula());
  std::set<std::string> words;
  for (const CsvRecord& row : dataset_.table("subject_staff").rows) words.insert(row.text("subject"));
  EXPECT_EQ(words.size(), 15U);
  for (const std::string& word : words) EXPECT_NE(library.recognise(word), nullptr) << word;
}

TEST_F(SubjectStaffTable, SomeSchoolsGiveWayToTheExaminationAndMostDoNot) {
  // Physical education has 3 to 4 periods in primary grades: 4 4 3 3 3 3.
  constexpr std::array<int, 6> kWeekly = {4, 4, 3, 3, 3, 3};
  std::map<StageKey, double> due;
  for (const CsvRecord& row : dataset_.table("grade_facts").rows) {
    const int grade = static_cast<int>(row.number("grade"));
    if (grade <= 6)
      due[{row.text("school_id"), row.text("school_year"), "primary"}] +=
          row.number("classes") * kWeekly.at(static_cast<std::size_t>(grade - 1));
  }
  double schools = 0;
  double below = 0;
  for (const CsvRecord& row : dataset_.table("subject_staff").rows) {
    if (row.text("subject") != "体育与健康" || row.text("stage") != "primary") continue;
    ++schools;
    if (row.number("weekly_periods") < due.at(key_of(row))) ++below;
    ASSERT_LE(row.number("weekly_periods"), due.at(key_of(row)));
    ASSERT_GE(row.number("weekly_periods"), 0.8 * due.at(key_of(row)) - 1);
  }
  EXPECT_GT(below / schools, 0.05);
  EXPECT_LT(below / schools, 0.5);
}

}  // namespace
}  // namespace junheng::synth
