#include "junheng/monitor/subject_areas.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;

const standards::CurriculumLibrary& library() {
  static const standards::CurriculumLibrary loaded = standards::load_curricula(standards::built_in_curricula());
  return loaded;
}

SubjectInput input_of(const model::Dataset& dataset) {
  return {&dataset, SchoolYear{2024}, &library(), library().default_curriculum(), library().default_loads()};
}

std::size_t slot(const SubjectMonitor& monitor, std::string_view subject) {
  return static_cast<std::size_t>(std::ranges::find(monitor.subjects, subject) - monitor.subjects.begin());
}

/// Two schools with one class of grade 1 each: Chinese is due 8 periods a week and needs 8 / 14 = 0.571 teachers.
DatasetBuilder two_schools() {
  DatasetBuilder data;
  data.county("330102");
  for (const char* id : {"P1", "P2"}) {
    data.school(id, 211).stage(Stage::Primary).set("pupils", 40);
    data.grade(1).set("pupils", 40).set("classes", 1);
  }
  return data;
}

/// 2 x 0.571 = 1.143 teachers: no post is full in one school, two persons fill what both need.
TEST(AreaSubjects, PartsOfPostsAddUpToSharedPosts) {
  DatasetBuilder data;
  data.county("330102");
  for (const char* id : {"P1", "P2"}) {
    data.school(id, 211).stage(Stage::Primary).set("pupils", 40);
    data.grade(1).set("pupils", 40).set("classes", 1);
    data.subject_staff(Stage::Primary, "语文").set("teachers", 0);
  }
  const auto dataset = data.build();
  const SubjectMonitor monitor = monitor_subjects(input_of(dataset));
  const AreaSubject& sum = monitor.areas.front().subjects[slot(monitor, "chinese")];
  EXPECT_EQ(sum.full_posts, 0);
  EXPECT_EQ(sum.shared_posts, 2);
  const SubjectFigure& school = monitor.schools.front().subjects[slot(monitor, "chinese")];
  EXPECT_EQ(school.full_posts(), 0);
  EXPECT_DOUBLE_EQ(*school.part_post(), 8.0 / 14);
}

/// Two classes in each of grades 1 to 6: 84 / 14 = 6 in Chinese, a whole number but for rounding; PE 40 / 18 = 2.222.
TEST(AreaSubjects, WholeNeedHasNoPartOfAPost) {
  DatasetBuilder data;
  data.county("330102").school("P1", 211).stage(Stage::Primary).set("pupils", 480);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", 80).set("classes", 2);
  data.subject_staff(Stage::Primary, "语文").set("teachers", 6);
  const auto dataset = data.build();
  const SubjectMonitor monitor = monitor_subjects(input_of(dataset));
  const auto& school = monitor.schools.front();
  EXPECT_EQ(school.subjects[slot(monitor, "chinese")].full_posts(), 6);
  EXPECT_NEAR(*school.subjects[slot(monitor, "chinese")].part_post(), 0, 1e-12);
  EXPECT_EQ(school.subjects[slot(monitor, "physical_education")].full_posts(), 2);
  EXPECT_NEAR(*school.subjects[slot(monitor, "physical_education")].part_post(), 40.0 / 18 - 2, 1e-12);
  EXPECT_EQ(monitor.areas.front().subjects[slot(monitor, "physical_education")].shared_posts, 1);
}

/// 5 and 2 of 8 periods: P2 lacks 6, P1 3. A school without any number is in no list.
TEST(SubjectArea, UnderTaughtSchoolsLackMostPeriodsFirst) {
  DatasetBuilder data;
  data.county("330102");
  for (const auto& [id, periods] : {std::pair{"P1", 5.0}, std::pair{"P2", 2.0}, std::pair{"P3", 8.0}}) {
    data.school(id, 211).stage(Stage::Primary).set("pupils", 40);
    data.grade(1).set("pupils", 40).set("classes", 1);
    data.subject_staff(Stage::Primary, "语文").set("teachers", 1).set("weekly_periods", periods);
  }
  data.school("P4", 211).stage(Stage::Primary).set("pupils", 40);
  data.grade(1).set("pupils", 40).set("classes", 1);
  const auto dataset = data.build();
  const SubjectMonitor monitor = monitor_subjects(input_of(dataset));
  const auto areas = subject_areas(monitor, dataset, std::nullopt, "");
  const auto schools = areas.front().under_taught_schools(slot(monitor, "chinese"));
  ASSERT_EQ(schools.size(), 2U);
  EXPECT_EQ(schools[0]->school, SchoolIndex(std::size_t{1}));
  EXPECT_EQ(schools[1]->school, SchoolIndex(std::size_t{0}));
}

/// History is in no primary grade; a teacher of it makes it worth saying.
TEST(SubjectArea, SubjectIsIdleWithoutGradesAndTeachers) {
  DatasetBuilder data = two_schools();
  const auto dataset = data.build();
  const SubjectMonitor monitor = monitor_subjects(input_of(dataset));
  const auto areas = subject_areas(monitor, dataset, std::nullopt, "");
  EXPECT_TRUE(areas.front().is_idle(slot(monitor, "history")));
  EXPECT_FALSE(areas.front().is_idle(slot(monitor, "chinese")));
  DatasetBuilder more = two_schools();
  more.subject_staff(Stage::Primary, "历史").set("teachers", 1);
  const auto staffed = more.build();
  const SubjectMonitor with_teacher = monitor_subjects(input_of(staffed));
  EXPECT_FALSE(subject_areas(with_teacher, staffed, std::nullopt, "").front().is_idle(slot(with_teacher, "history")));
}

/// Classes that no table tells may be of grades that have history.
TEST(SubjectArea, UnknownGradesAreNotIdle) {
  DatasetBuilder data;
  data.county("330102").school("J1", 311).stage(Stage::Junior).set("pupils", 40);
  const auto dataset = data.build();
  const SubjectMonitor monitor = monitor_subjects(input_of(dataset));
  EXPECT_FALSE(subject_areas(monitor, dataset, std::nullopt, "").front().is_idle(slot(monitor, "history")));
}

TEST(SubjectYears, YearsWithoutTeachersBySubjectAreLeftOut) {
  DatasetBuilder data;
  data.county("330102").school("P1", 211);
  for (const int year : {2021, 2022, 2023, 2024, 2025}) {
    data.year(year).stage(Stage::Primary).set("pupils", 40);
    data.grade(1).set("pupils", 40).set("classes", year == 2022 ? 2 : 1);
    if (year != 2021 && year != 2023) data.subject_staff(Stage::Primary, "语文").set("teachers", 1);
  }
  const auto dataset = data.build();
  const SubjectInput input = input_of(dataset);
  const SubjectMonitor last = monitor_subjects(input);
  const auto years = subject_years(input, last);
  // 2021 and 2023 have none, 2025 is after the year asked for.
  ASSERT_EQ(years.size(), 2U);
  EXPECT_EQ(years[0].year, SchoolYear{2022});
  EXPECT_EQ(years[1].year, SchoolYear{2024});
  const AreaIndex county(std::size_t{0});
  EXPECT_DOUBLE_EQ(years[0].find(county)->subjects[slot(last, "chinese")].need, 16.0 / 14);
  EXPECT_DOUBLE_EQ(years[1].find(county)->subjects[slot(last, "chinese")].need, 8.0 / 14);
}

TEST(SubjectYear, AreaWithoutSchoolsIsNotFound) { EXPECT_EQ(SubjectYear{}.find(AreaIndex(std::size_t{0})), nullptr); }

}  // namespace
}  // namespace junheng::monitor
