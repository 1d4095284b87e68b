#include "junheng/monitor/grade_rows.h"

#include <gtest/gtest.h>

#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;

/// The grades that school 0 lacks, as a text of their numbers.
std::string lacking(const model::Dataset& dataset, Stage stage, int year = 2024, std::size_t school = 0) {
  const assess::YearRows rows = assess::find_rows(dataset, SchoolYear{year});
  const GradeSet grades = lacking_grades(dataset, SchoolYear{year}, rows, SchoolIndex(school), stage);
  std::string out;
  for (std::size_t grade = 1; grade < grades.size(); ++grade)
    if (grades.test(grade)) out += std::to_string(grade);
  return out;
}

DatasetBuilder school(int kind) {
  DatasetBuilder data;
  data.county("330102").school("A", kind);
  return data;
}

TEST(LackingGrades, NoneWhereEveryGradeHasARow) {
  DatasetBuilder data = school(311);
  for (int grade = 7; grade <= 9; ++grade) data.grade(grade).set("pupils", 100);
  const auto dataset = data.build();
  EXPECT_EQ(lacking(dataset, Stage::Junior), "");
  EXPECT_EQ(lacking(dataset, Stage::Primary), "") << "not taught by a junior school";
}

TEST(LackingGrades, AGradeInsideTheStageWithoutARowIsNotKnown) {
  DatasetBuilder data = school(311);
  data.grade(7).set("pupils", 100).grade(9).set("pupils", 100);
  EXPECT_EQ(lacking(data.build(), Stage::Junior), "8");
}

TEST(LackingGrades, RowsThatHoldAllPupilsOfTheStageLeaveNobodyElsewhere) {
  DatasetBuilder data = school(311);
  data.stage(Stage::Junior).set("pupils", 100);
  data.grade(7).set("pupils", 100);
  EXPECT_EQ(lacking(data.build(), Stage::Junior), "") << "its first year";
}

TEST(LackingGrades, RowsThatFallShortOfTheStageLackTheOthers) {
  DatasetBuilder data = school(311);
  data.stage(Stage::Junior).set("pupils", 300);
  data.grade(7).set("pupils", 100).grade(8).set("pupils", 100);
  EXPECT_EQ(lacking(data.build(), Stage::Junior), "9");
}

TEST(LackingGrades, TheRowOfTheWholeSchoolIsHeldAgainstAllGrades) {
  DatasetBuilder data = school(312);
  data.stage(Stage::All).set("pupils", 240);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", 40);
  EXPECT_EQ(lacking(data.build(), Stage::Junior), "") << "6 x 40 are all";
}

TEST(LackingGrades, AStageOfTheKindWithNothingLacksAllOfIt) {
  DatasetBuilder data = school(312);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", 40);
  data.school("B", 311).grade(7).set("pupils", 90);
  EXPECT_EQ(lacking(data.build(), Stage::Junior), "789");
}

TEST(LackingGrades, SchoolThatReportsNobodyLacksNothing) {
  DatasetBuilder data = school(311);
  data.stage(Stage::Junior).set("pupils", 0);
  EXPECT_EQ(lacking(data.build(), Stage::Junior), "");
}

TEST(LackingGrades, SchoolThatWasNotOpenLacksNothing) {
  DatasetBuilder data = school(311);
  data.set("opened_year", 2023).set("closed_year", 2025);
  for (int year = 2023; year <= 2024; ++year)
    for (int grade = 7; grade <= 9; ++grade) data.year(year).grade(grade).set("pupils", 100);
  data.school("B", 311);
  for (int year = 2022; year <= 2025; ++year)
    for (int grade = 7; grade <= 9; ++grade) data.year(year).grade(grade).set("pupils", 100);
  const auto dataset = data.build();
  EXPECT_EQ(lacking(dataset, Stage::Junior, 2022), "");
  EXPECT_EQ(lacking(dataset, Stage::Junior, 2025), "");
}

TEST(LackingGrades, TeachingPointOwesTheGradesThatItHasInSomeYear) {
  DatasetBuilder data = school(218);
  data.year(2023).grade(1).set("pupils", 9).grade(2).set("pupils", 8);
  data.year(2024).grade(1).set("pupils", 7);
  EXPECT_EQ(lacking(data.build(), Stage::Primary), "2");
}

TEST(LackingGrades, CampusOwesRowsOnlyWhereItHasSomeInAnotherYear) {
  DatasetBuilder data = school(311);
  for (int year = 2023; year <= 2024; ++year)
    for (int grade = 7; grade <= 9; ++grade) data.year(year).grade(grade).set("pupils", 100);
  data.school("C", 311).campus_of(0);
  data.school("D", 311).campus_of(0).year(2023).grade(7).set("pupils", 20);
  const auto dataset = data.build();
  EXPECT_EQ(lacking(dataset, Stage::Junior, 2024, 1), "");
  EXPECT_EQ(lacking(dataset, Stage::Junior, 2024, 2), "7");
}

}  // namespace
}  // namespace junheng::monitor
