#include <gtest/gtest.h>

#include "clean_county.h"
#include "finding.h"

namespace junheng::testing {

namespace {

DatasetBuilder one_school(int kind = 211) {
  DatasetBuilder data;
  data.county("330182").school("2133000001", kind, "甲");
  return data;
}

std::string degrees(std::string_view compare) {
  return "rule = \"sum_equals\"\nover = \"columns\"\ntable = \"stage_facts\"\nparts = [\"teachers_bachelor\", \"teachers_college\"]\n"
         "whole = \"teachers\"\ncompare = \"" +
         std::string(compare) + "\"\n";
}

const std::string kGrades =
    "rule = \"sum_equals\"\nover = \"rows\"\nparts_table = \"grade_facts\"\npart = \"pupils\"\nwhole = \"pupils\"\ncompare = \"equal\"\n";
const std::string kStages = "rule = \"sum_equals\"\nover = \"stages\"\ntolerance = 0.5\n";

TEST(SumRule, ColumnsMayStayBelowWhenOnlyAboveIsForbidden) {
  auto data = one_school();
  data.stage(Stage::Primary).set("teachers", 10).set("teachers_bachelor", 6).set("teachers_college", 3);
  const auto dataset = data.build();
  EXPECT_TRUE(findings_of(dataset, degrees("not_above")).empty());
  EXPECT_EQ(findings_of(dataset, degrees("not_below")).size(), 1U);
  EXPECT_EQ(findings_of(dataset, degrees("equal")).size(), 1U);
}

TEST(SumRule, SumThatLacksAPartCanOnlyBeTooLarge) {
  auto data = one_school();
  data.stage(Stage::Primary).set("teachers", 10).set("teachers_bachelor", 6);
  data.stage(Stage::Junior).set("teachers", 10).set("teachers_college", 11);
  const auto found = findings_of(data.build(), degrees("equal"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "sum"), "11");
  EXPECT_EQ(param(found[0], "difference"), "1");
}

TEST(SumRule, ToleranceIsInclusive) {
  auto data = one_school();
  data.stage(Stage::Primary).set("teachers", 10).set("teachers_bachelor", 6).set("teachers_college", 6);
  const auto dataset = data.build();
  EXPECT_TRUE(findings_of(dataset, degrees("equal") + "tolerance = 2\n").empty());
  EXPECT_EQ(findings_of(dataset, degrees("equal") + "tolerance = 1.9\n").size(), 1U);
}

TEST(SumRule, GradesAreAddedByStageAndYear) {
  auto data = one_school(312);
  data.stage(Stage::Primary).set("pupils", 100).stage(Stage::Junior).set("pupils", 50);
  data.grade(1).set("pupils", 60).grade(6).set("pupils", 40).grade(7).set("pupils", 30).grade(9).set("pupils", 21);
  data.year(2023).stage(Stage::Junior).set("pupils", 51).grade(8).set("pupils", 51);
  const auto found = findings_of(data.build(), kGrades);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].where.row, 3U);
  EXPECT_EQ(param(found[0], "sum"), "51");
  EXPECT_EQ(param(found[0], "expected"), "50");
  EXPECT_EQ(param(found[0], "difference"), "1");
}

TEST(SumRule, StageWithoutGradesIsNoFinding) {
  auto data = one_school(312);
  data.stage(Stage::Primary).set("pupils", 100).stage(Stage::Junior).set("pupils", 50).grade(7).set("pupils", 50);
  EXPECT_TRUE(findings_of(data.build(), kGrades).empty());
}

TEST(SumRule, GradeWithoutPupilsLeavesTheSumOpen) {
  auto data = one_school();
  data.stage(Stage::Primary).set("pupils", 100).grade(1).set("pupils", 60).grade(2).set("classes", 1);
  EXPECT_TRUE(findings_of(data.build(), kGrades).empty());
}

/// Three schools of two counties whose grades add up to too little, and one of too much.
model::Dataset wrong_sums() {
  DatasetBuilder data;
  data.county("330182").school("2133000001", 211).stage(Stage::Primary).set("pupils", 100).grade(1).set("pupils", 60);
  data.school("2133000002", 211).stage(Stage::Primary).set("pupils", 100).grade(1).set("pupils", 61);
  data.school("2133000003", 211).stage(Stage::Primary).set("pupils", 100).grade(1).set("pupils", 101);
  data.county("330122").school("2133000004", 211).stage(Stage::Primary).set("pupils", 100).grade(1).set("pupils", 62);
  return data.build();
}

std::string sums(const std::vector<Issue>& found) {
  std::string out;
  for (const Issue& issue : found) out += param(issue, "sum") + " ";
  return out;
}

TEST(SumRule, LostRowLeavesTheSumOfItsSchoolOpen) {
  const ingest::LostRow lost[] = {{"grade_facts", SchoolIndex(0), AreaIndex(0), Stage::Primary}};
  EXPECT_EQ(sums(findings_of(wrong_sums(), kGrades, lost)), "61 101 62 ");
}

TEST(SumRule, LostRowOfATableThatIsNotAddedUpChangesNothing) {
  const ingest::LostRow lost[] = {{"rooms", SchoolIndex(0), AreaIndex(0)},
                                  {"class_bands", SchoolIndex(1), AreaIndex(0), Stage::Primary},
                                  {"grade_facts", SchoolIndex(1), AreaIndex(0), Stage::Junior},
                                  {"stage_facts", {}, AreaIndex(0)},
                                  {"schools", {}, AreaIndex(0)}};
  EXPECT_EQ(sums(findings_of(wrong_sums(), kGrades, lost)), "60 61 101 62 ");
}

TEST(SumRule, LostRowOfAnUnknownSchoolMayBeOfAny) {
  const ingest::LostRow lost[] = {{"grade_facts"}};
  EXPECT_EQ(sums(findings_of(wrong_sums(), kGrades, lost)), "101 ");
}

TEST(SumRule, WithoutAPartTheRowsAreCounted) {
  auto data = one_school();
  data.grade(3).set("classes", 2).class_of(3).set("pupils", 40);
  const auto found = findings_of(
      data.build(), "rule = \"sum_equals\"\nover = \"rows\"\nparts_table = \"classes\"\nwhole = \"classes\"\ncompare = \"equal\"\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "sum"), "1");
  EXPECT_EQ(param(found[0], "grade"), "3");
}

TEST(StageSumRule, AgreeingStagesAreNoFinding) {
  auto data = one_school(312);
  data.stage(Stage::All).set("pupils", 150).set("area_teaching_m2", 900.4);
  data.stage(Stage::Primary).set("pupils", 100).set("area_teaching_m2", 500);
  data.stage(Stage::Junior).set("pupils", 50).set("area_teaching_m2", 400);
  EXPECT_TRUE(findings_of(data.build(), kStages).empty());
}

TEST(StageSumRule, CountsMustAgreeExactly) {
  auto data = one_school(312);
  data.stage(Stage::Primary).set("pupils", 100).stage(Stage::Junior).set("pupils", 50).stage(Stage::All).set("pupils", 151);
  const auto found = findings_of(data.build(), kStages);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].where.row, 4U);
  EXPECT_EQ(param(found[0], "difference"), "-1");
}

TEST(StageSumRule, AnOpenStageLeavesRoomBelowTheWhole) {
  // Of a twelve-year school the senior part is not given: only more than the whole would be wrong.
  auto data = one_school(345);
  data.stage(Stage::All).set("pupils", 300).set("books", 90);
  data.stage(Stage::Primary).set("pupils", 100).set("books", 60).stage(Stage::Junior).set("pupils", 50).set("books", 31);
  const auto found = findings_of(data.build(), kStages);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].where.header, "books");
}

TEST(StageSumRule, LostRowsLeaveRoomBelowTheWhole) {
  DatasetBuilder data;
  data.county("330182").school("3133000001", 312).stage(Stage::All).set("books", 900).stage(Stage::Primary).set("books", 500);
  const ingest::LostRow lost[] = {{"stage_facts", SchoolIndex(0), AreaIndex(0), Stage::Junior}};
  EXPECT_TRUE(findings_of(data.build(), kStages, lost).empty());
}

TEST(StageSumRule, KindThatIsNotGivenLeavesRoomToo) {
  auto data = one_school(0);
  data.stage(Stage::All).set("pupils", 300).stage(Stage::Primary).set("pupils", 100);
  EXPECT_TRUE(findings_of(data.build(), kStages).empty());
}

TEST(StageSumRule, MeasureOfTheWholeAloneIsNoFinding) {
  auto data = one_school(312);
  data.stage(Stage::All).set("books", 9000).stage(Stage::Primary).set("pupils", 100).stage(Stage::Junior).set("pupils", 100);
  EXPECT_TRUE(findings_of(data.build(), kStages).empty());
}

TEST(NotAboveRule, EqualIsInside) {
  auto data = one_school();
  data.stage(Stage::Primary).set("teachers", 10).set("staff", 10);
  EXPECT_TRUE(
      findings_of(data.build(), "rule = \"not_above\"\ntable = \"stage_facts\"\nparts = [\"teachers\"]\nwhole = \"staff\"\n").empty());
}

TEST(NotAboveRule, ChainIsComparedAcrossAGap) {
  auto data = one_school();
  data.stage(Stage::Primary).set("music_rooms_96m2", 3).set("music_rooms", 2);
  data.stage(Stage::Junior).set("music_rooms_96m2", 1).set("music_rooms_73m2", 1).set("music_rooms", 1);
  const auto found = findings_of(
      data.build(),
      "rule = \"not_above\"\ntable = \"stage_facts\"\nascending = [\"music_rooms_96m2\", \"music_rooms_73m2\", \"music_rooms\"]\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "other_en"), "music_rooms");
  EXPECT_EQ(param(found[0], "other_zh"), "音乐教室");
  EXPECT_EQ(param(found[0], "column_zh"), "96平方米以上音乐教室");
  EXPECT_EQ(param(found[0], "expected"), "2");
}

TEST(NotAboveRule, ItemsAreComparedWithinAreaAndYear) {
  auto data = one_school();
  data.item("disabled_children", 40).year(2023).item("disabled_enrolled", 41);
  EXPECT_TRUE(findings_of(data.build(),
                          "rule = \"not_above\"\ntable = \"area_facts\"\nparts = [\"disabled_enrolled\"]\nwhole = \"disabled_children\"\n")
                  .empty());
}

TEST(PairRule, ColumnThatTheFileLacksIsNoGap) {
  auto data = one_school();
  data.school("2133000002", 211).set("lon", 119);
  EXPECT_TRUE(findings_of(data.build(), "rule = \"pair\"\ntable = \"schools\"\ncolumns = [\"lon\", \"lat\"]\n").empty());
}

}  // namespace

}  // namespace junheng::testing
