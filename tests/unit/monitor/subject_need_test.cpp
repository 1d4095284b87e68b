#include "junheng/monitor/subject_need.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;

const standards::CurriculumLibrary& library() {
  static const standards::CurriculumLibrary loaded = standards::load_curricula(standards::built_in_curricula());
  return loaded;
}

/// Under Shandong's table and the built-in loads.
SubjectMonitor run(const model::Dataset& dataset) {
  return monitor_subjects({&dataset, SchoolYear{2024}, &library(), library().default_curriculum(), library().default_loads()});
}

std::size_t slot(const SubjectMonitor& result, std::string_view subject) {
  return static_cast<std::size_t>(std::ranges::find(result.subjects, subject) - result.subjects.begin());
}

const SubjectFigure& figure(const SubjectMonitor& result, std::string_view subject, std::size_t school = 0) {
  return result.schools.at(school).subjects.at(slot(result, subject));
}

const AreaSubject& area(const SubjectMonitor& result, std::string_view subject, std::size_t area = 0) {
  return result.areas.at(area).subjects.at(slot(result, subject));
}

/// The worked example of docs/methods/teacher-need.md: a primary school with two classes in each grade, a junior school with one.
DatasetBuilder worked_example() {
  DatasetBuilder data;
  data.county("330102").school("P1", 211).stage(Stage::Primary).set("pupils", 480);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", 80).set("classes", 2);
  data.subject_staff(Stage::Primary, "语文").set("teachers", 7).set("weekly_periods", 90);
  data.subject_staff(Stage::Primary, "体育").set("teachers", 1.5).set("weekly_periods", 30);
  data.subject_staff(Stage::Primary, "音乐").set("teachers", 1).set("weekly_periods", 16);
  data.subject_staff(Stage::Primary, "美术").set("teachers", 0.5).set("weekly_periods", 8);
  data.school("J1", 311).stage(Stage::Junior).set("pupils", 120);
  for (int grade = 7; grade <= 9; ++grade) data.grade(grade).set("pupils", 40).set("classes", 1);
  data.subject_staff(Stage::Junior, "语文").set("teachers", 1).set("weekly_periods", 14);
  data.subject_staff(Stage::Junior, "化学").set("teachers", 1).set("weekly_periods", 3);
  return data;
}

TEST(SubjectNeed, WorkedExampleOfTheMethod) {
  const model::Dataset dataset = worked_example().build();
  const SubjectMonitor result = run(dataset);
  // Chinese, primary: 2 x (8 + 8 + 7 + 7 + 6 + 6) = 84 periods, load 14: 6 teachers; 7 are there.
  EXPECT_DOUBLE_EQ(figure(result, "chinese").need.value, 6);
  EXPECT_DOUBLE_EQ(*figure(result, "chinese").gap(), -1);
  // PE: 2 x (4 + 4 + 3 + 3 + 3 + 3) = 40 periods, load 18: 2.222 teachers; 1.5 are there.
  EXPECT_DOUBLE_EQ(figure(result, "physical_education").need.value, 40.0 / 18);
  EXPECT_DOUBLE_EQ(*figure(result, "physical_education").gap(), 40.0 / 18 - 1.5);
  EXPECT_EQ(figure(result, "physical_education").whole_need(), 3);
  EXPECT_DOUBLE_EQ(*figure(result, "physical_education").share_taught(), 0.75);
  // Arts: 2 x 24 = 48 periods, load 18: 2.667 teachers; music 1 and fine arts 0.5 are there.
  EXPECT_DOUBLE_EQ(*figure(result, "arts").gap(), 48.0 / 18 - 1.5);
  EXPECT_DOUBLE_EQ(*figure(result, "arts").share_taught(), 0.5);
  // Junior: Chinese (5 + 4 + 5) / 12 = 1.167; chemistry 3 / 14 = 0.214, one whole teacher.
  EXPECT_DOUBLE_EQ(*figure(result, "chinese", 1).gap(), 14.0 / 12 - 1);
  EXPECT_DOUBLE_EQ(figure(result, "chemistry", 1).need.value, 3.0 / 14);
  EXPECT_EQ(figure(result, "chemistry", 1).whole_need(), 1);
  // The county: Chinese lacks 0.167 in J1 although P1 has one too many: shortage 0.167, net gap 7.167 - 8 = -0.833.
  const AreaSubject& chinese = area(result, "chinese");
  EXPECT_DOUBLE_EQ(chinese.shortage, 14.0 / 12 - 1);
  EXPECT_DOUBLE_EQ(chinese.surplus, 1);
  EXPECT_DOUBLE_EQ(chinese.gap, 6 + 14.0 / 12 - 8);
  EXPECT_EQ(chinese.schools, 2U);
  EXPECT_EQ(chinese.schools_short, 1U);
  // Each its own: 6 + 2 whole teachers; shared: 7.167 rounded up.
  EXPECT_EQ(chinese.whole_need_each, 8);
  EXPECT_EQ(chinese.whole_need_shared, 8);
  // PE, J1: 3 + 3 + 3 = 9 periods / 14 = 0.643: whole 3 + 1 each; shared 2.222 + 0.643 = 2.865 -> 3.
  EXPECT_EQ(area(result, "physical_education").whole_need_each, 4);
  EXPECT_EQ(area(result, "physical_education").whole_need_shared, 3);
}

TEST(SubjectNeed, SubjectWithoutLoadIsUnknownWithItsReason) {
  const model::Dataset dataset = worked_example().build();
  const SubjectMonitor result = run(dataset);
  // Local and school courses have a load in primary schools (18) and none in junior ones.
  EXPECT_TRUE(figure(result, "local_and_school").need.get().has_value());
  EXPECT_EQ(figure(result, "local_and_school", 1).need.missing, SubjectGap::NoLoad);
  EXPECT_EQ(figure(result, "local_and_school", 1).due.value, 9);
  EXPECT_EQ(area(result, "local_and_school").schools_unknown, 1U);
}

TEST(SubjectNeed, SubjectWithoutARowInASchoolThatHasRowsHasNoTeacher) {
  const model::Dataset dataset = worked_example().build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(figure(result, "science").have.get(), 0);
  // 2 x (1 + 1 + 2 + 2 + 2 + 2) = 20 periods / 18.
  EXPECT_DOUBLE_EQ(*figure(result, "science").gap(), 20.0 / 18);
  EXPECT_EQ(figure(result, "science").share_taught(), 0);
}

TEST(SubjectNeed, SubjectThatTheSchoolNeedNotTeachHasNoShare) {
  const model::Dataset dataset = worked_example().build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(figure(result, "chemistry").need.get(), 0);
  EXPECT_FALSE(figure(result, "chemistry").share_taught().has_value());
}

TEST(SubjectNeed, PersonsCountWithTheirFirstSubjectAndTheSecondIsStated) {
  DatasetBuilder data;
  data.county("330102").school("J1", 311).stage(Stage::Junior).set("pupils", 120);
  for (int grade = 7; grade <= 9; ++grade) data.grade(grade).set("classes", 1);
  data.teacher(Stage::Junior, "数学", "物理", 15)
      .teacher(Stage::Junior, "history", "", 6)
      .teacher(std::nullopt, "")
      .set("weekly_periods", 0);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(figure(result, "mathematics").have.get(), 1);
  EXPECT_EQ(figure(result, "physics").have.get(), 0);
  EXPECT_EQ(figure(result, "physics").second, 1);
  EXPECT_EQ(result.schools[0].without_subject, 1);
}

TEST(Periods, OfATeacherOfTwoSubjectsAreUnknownInBoth) {
  DatasetBuilder data;
  data.county("330102").school("J1", 311).stage(Stage::Junior).set("pupils", 120);
  for (int grade = 7; grade <= 9; ++grade) data.grade(grade).set("classes", 1);
  data.teacher(Stage::Junior, "数学", "物理", 15).teacher(Stage::Junior, "历史", "", 3).teacher(Stage::Junior, "地理");
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(figure(result, "mathematics").taught.missing, SubjectGap::TwoSubjects);
  EXPECT_EQ(figure(result, "physics").taught.missing, SubjectGap::TwoSubjects);
  EXPECT_EQ(figure(result, "geography").taught.missing, SubjectGap::NoPeriods);
  // History: 2 + 2 + 2 = 6 due, 3 given.
  EXPECT_EQ(figure(result, "history").share_taught(), 0.5);
  EXPECT_EQ(area(result, "history").schools_under_taught, 1U);
  EXPECT_EQ(area(result, "geography").schools_periods_unknown, 1U);
}

TEST(SubjectNeed, SchoolWithoutStaffTablesIsUnknown) {
  DatasetBuilder data;
  data.county("330102").school("P1", 211).stage(Stage::Primary).set("pupils", 200).set("classes", 6);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(figure(result, "chinese").have.missing, SubjectGap::NoStaff);
  EXPECT_FALSE(figure(result, "chinese").gap().has_value());
  EXPECT_EQ(area(result, "chinese").schools_unknown, 1U);
  EXPECT_EQ(area(result, "chinese").need, 0) << "sums are over the schools with both numbers, which is none here";
}

TEST(SubjectNeed, StaffOfAWholeSchoolWithSeniorGradesIsNotByStage) {
  DatasetBuilder data;
  data.county("330102").school("M1", 341).stage(Stage::Junior).set("pupils", 120).set("classes", 3);
  data.stage(Stage::Senior).set("pupils", 200).subject_staff(Stage::All, "语文").set("teachers", 9);
  data.subject_staff(Stage::Junior, "数学").set("teachers", 2).subject_staff(Stage::Senior, "数学").set("teachers", 5);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(figure(result, "chinese").have.missing, SubjectGap::NotByStage);
  EXPECT_EQ(figure(result, "mathematics").have.get(), 2);
}

TEST(SubjectNeed, UnknownWordIsAFindingAndCountsForNone) {
  DatasetBuilder data = worked_example();
  data.subject_staff(Stage::Junior, "武术").set("teachers", 2).subject_staff(Stage::Junior, "信息技术").set("teachers", 1);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  ASSERT_EQ(result.issues.size(), 1U);
  EXPECT_EQ(result.issues[0].value, "武术");
  EXPECT_EQ(result.issues[0].message(Lang::En), "The subject '武术' is not in the list of subjects: 2 teachers count for none");
  EXPECT_EQ(result.issues[0].where.file, "subject_staff.csv");
  // Six rows stand before it, below the header.
  EXPECT_EQ(result.issues[0].where.row, 8U);
  EXPECT_EQ(result.areas[0].unknown_subject, 2);
  EXPECT_EQ(result.areas[0].outside_curriculum, 1) << "Shandong prints no row for information technology";
}

TEST(GradeClasses, AreSpreadEvenlyWhereOnlyTheStageIsKnown) {
  DatasetBuilder data;
  data.county("330102").school("P1", 211).stage(Stage::Primary).set("pupils", 400).set("classes", 9);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(result.schools[0].basis, ClassBasis::SpreadEvenly);
  EXPECT_DOUBLE_EQ(result.schools[0].classes, 9);
  // 1.5 classes a grade x 42 periods / 14 = 4.5.
  EXPECT_DOUBLE_EQ(figure(result, "chinese").need.value, 4.5);
}

TEST(GradeClasses, AreSpreadOverTheGradesThatHavePupils) {
  DatasetBuilder data;
  data.county("330102").school("T1", 218).stage(Stage::Primary).set("pupils", 30).set("classes", 2);
  data.grade(1).set("pupils", 16).grade(2).set("pupils", 14).grade(3).set("pupils", 0);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  // One class in grades 1 and 2: (8 + 8) / 14.
  EXPECT_DOUBLE_EQ(figure(result, "chinese").need.value, 16.0 / 14);
}

TEST(GradeClasses, GradeWithoutClassesFallsBackToTheList) {
  DatasetBuilder data;
  data.county("330102").school("J1", 311).stage(Stage::Junior).set("pupils", 120);
  data.grade(7).set("classes", 1).grade(8).set("pupils", 40).grade(9).set("classes", 1);
  data.class_of(7).class_of(8).class_of(8).class_of(9);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(result.schools[0].basis, ClassBasis::ClassList);
  // (5 + 2 x 4 + 5) / 12.
  EXPECT_DOUBLE_EQ(figure(result, "chinese").need.value, 18.0 / 12);
}

TEST(GradeClasses, ListThatTellsFewerClassesThanTheStageHasIsPassedOver) {
  DatasetBuilder data;
  data.county("330102").school("J1", 311).stage(Stage::Junior).set("pupils", 120).set("classes", 6);
  data.class_of(7).class_of(8);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(result.schools[0].basis, ClassBasis::SpreadEvenly);
  // Two classes a grade x (5 + 4 + 5) / 12.
  EXPECT_DOUBLE_EQ(figure(result, "chinese").need.value, 28.0 / 12);
}

TEST(GradeClasses, NoTableTellsThemIsUnknown) {
  DatasetBuilder data;
  data.county("330102").school("P1", 211).stage(Stage::Primary).set("pupils", 400);
  data.subject_staff(Stage::Primary, "语文").set("teachers", 3);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(result.schools[0].basis, ClassBasis::Unknown);
  EXPECT_EQ(figure(result, "chinese").need.missing, SubjectGap::NoClasses);
  EXPECT_EQ(figure(result, "chinese").have.get(), 3);
}

TEST(SubjectNeed, SpecialAndSeniorSchoolsAreLeftOut) {
  DatasetBuilder data;
  data.county("330102").school("S1", 511).stage(Stage::Primary).set("classes", 3);
  data.school("H1", 342).stage(Stage::Senior).set("classes", 12);
  const model::Dataset dataset = data.build();
  EXPECT_TRUE(run(dataset).schools.empty());
}

TEST(SubjectNeed, NineYearSchoolIsOneSchool) {
  DatasetBuilder data;
  data.county("330102").school("N1", 312).stage(Stage::Primary).set("classes", 6).stage(Stage::Junior).set("classes", 3);
  data.subject_staff(Stage::All, "体育").set("teachers", 2);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  ASSERT_EQ(result.schools.size(), 1U);
  // (4 + 4 + 3 x 4) / 18 + (3 x 3) / 14 = 1.111 + 0.643.
  EXPECT_DOUBLE_EQ(figure(result, "physical_education").need.value, 20.0 / 18 + 9.0 / 14);
  EXPECT_EQ(figure(result, "physical_education").have.get(), 2);
}

/// A nine-year school that tells its primary staff only. Its junior classes need physics and Chinese too; science is taught in grades 1 to
/// 6 alone, where a subject without a row has no teacher.
TEST(SubjectNeed, StageOfWhichNoStaffIsToldIsUnknown) {
  DatasetBuilder data;
  data.county("330102").school("N", 312);
  for (int grade = 1; grade <= 9; ++grade) data.grade(grade).set("pupils", 40).set("classes", 1);
  data.subject_staff(Stage::Primary, "语文").set("teachers", 3).set("weekly_periods", 42);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  for (const std::string_view subject : {"physics", "chinese"}) {
    EXPECT_EQ(figure(result, subject).have.missing, SubjectGap::NoStaff) << subject;
    EXPECT_EQ(figure(result, subject).taught.missing, SubjectGap::NoStaff) << subject;
  }
  EXPECT_EQ(figure(result, "science").have.get(), 0);
}

TEST(SubjectNeed, StageOfWhichNoPersonIsListedIsUnknown) {
  DatasetBuilder data;
  data.county("330102").school("N", 312);
  for (int grade = 1; grade <= 9; ++grade) data.grade(grade).set("pupils", 40).set("classes", 1);
  data.teacher(Stage::Primary, "语文", "", 14);
  const model::Dataset dataset = data.build();
  EXPECT_EQ(figure(run(dataset), "physics").have.missing, SubjectGap::NoStaff);
}

/// Three teachers in the row of the school, three persons in the list of its campus, which has no row.
TEST(SubjectNeed, CampusThatListsPersonsCountsBesideASchoolWithRows) {
  DatasetBuilder data;
  data.county("330102").school("M", 211);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", 40).set("classes", 1);
  data.subject_staff(Stage::Primary, "语文").set("teachers", 3).set("weekly_periods", 42);
  data.school("C", 211).campus_of(0);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", 40).set("classes", 1);
  for (int i = 0; i < 3; ++i) data.teacher(Stage::Primary, "语文", "", 14);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(figure(result, "chinese").have.get(), 6);
  EXPECT_EQ(figure(result, "chinese").taught.get(), 84) << "42 + 3 x 14";
}

/// The list has 120 of 240 pupils: half the classes are not known, and no surplus follows from them.
TEST(SubjectNeed, ClassListOfPartOfThePupilsTellsNoNeed) {
  DatasetBuilder data;
  data.county("330102").school("M", 211).stage(Stage::Primary).set("pupils", 240);
  for (int grade = 1; grade <= 3; ++grade) data.class_of(grade).set("pupils", 40);
  data.subject_staff(Stage::Primary, "语文").set("teachers", 3).set("weekly_periods", 42);
  const model::Dataset dataset = data.build();
  const SubjectMonitor result = run(dataset);
  EXPECT_EQ(figure(result, "chinese").need.missing, SubjectGap::NoClasses);
  EXPECT_EQ(area(result, "chinese").surplus, 0);
}

TEST(SubjectNeed, ClassListWithoutSizesMustHaveEveryGradeWithPupils) {
  for (const int last : {8, 9}) {
    DatasetBuilder data;
    data.county("330102").school("J", 311).stage(Stage::Junior).set("pupils", 120);
    for (int grade = 7; grade <= 9; ++grade) data.grade(grade).set("pupils", 40);
    for (int grade = 7; grade <= last; ++grade) data.class_of(grade);
    const model::Dataset dataset = data.build();
    const ClassBasis basis = run(dataset).schools[0].basis;
    EXPECT_EQ(basis, last == 9 ? ClassBasis::ClassList : ClassBasis::Unknown) << last;
  }
}

TEST(SubjectNeed, GradeRowsWithoutOneOfTheGradesTellNoNeed) {
  DatasetBuilder data;
  data.county("330102").school("M", 211);
  for (int grade = 1; grade <= 3; ++grade) data.grade(grade).set("pupils", 40).set("classes", 1);
  const model::Dataset dataset = data.build();
  EXPECT_EQ(figure(run(dataset), "chinese").need.missing, SubjectGap::NoClasses);
}

}  // namespace
}  // namespace junheng::monitor
