#include <gtest/gtest.h>

#include "clean_county.h"
#include "finding.h"

namespace junheng::testing {

namespace {

std::string situation(std::string_view name) { return "rule = \"required_when\"\nsituation = \"" + std::string(name) + "\"\n"; }

DatasetBuilder one_county() {
  DatasetBuilder data;
  data.county("330182", "建德市");
  data.school("3133000001", 312, "甲").stage(Stage::Primary).set("pupils", 100).stage(Stage::Junior).set("pupils", 80);
  return data;
}

TEST(KindWithoutStage, ClosedAndFutureSchoolsNeedNoRow) {
  auto data = one_county();
  data.school("2133000002", 211).set("closed_year", 2024).school("2133000003", 211).set("opened_year", 2025);
  EXPECT_TRUE(findings_of(data.build(), situation("kind_without_stage")).empty());
}

TEST(KindWithoutStage, CampusHoldsAStageForItsSchool) {
  DatasetBuilder data;
  data.county("330182").school("3133000001", 312, "甲").stage(Stage::Primary).set("pupils", 100);
  data.school("3133000002", 312, "甲，初中部").campus_of(0).stage(Stage::Junior).set("pupils", 80);
  EXPECT_TRUE(findings_of(data.build(), situation("kind_without_stage")).empty());
}

TEST(KindWithoutStage, ThroughSchoolLacksOneOfItsStages) {
  auto data = one_county();
  data.school("3133000002", 312, "乙").stage(Stage::Primary).set("pupils", 100);
  const auto found = findings_of(data.build(), situation("kind_without_stage"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "missing_zh"), "初中");
  EXPECT_EQ(param(found[0], "school"), "乙");
}

TEST(KindWithoutStage, UnknownKindAndSpecialEducationDemandNothing) {
  auto data = one_county();
  data.school("2133000002", 0).school("5133000003", 512);
  EXPECT_TRUE(findings_of(data.build(), situation("kind_without_stage")).empty());
}

TEST(KindWithoutStage, OlderYearsAreNotLookedAt) {
  auto data = one_county();
  data.school("2133000002", 211).stage(Stage::Primary).set("pupils", 90).year(2023).school("2133000003", 211).stage(Stage::Primary);
  data.year(2024).stage(Stage::Primary).set("pupils", 10);
  EXPECT_TRUE(findings_of(data.build(), situation("kind_without_stage")).empty());
}

TEST(CountyWithoutStage, IsSaidOncePerCounty) {
  DatasetBuilder data;
  data.county("330182", "建德市").school("3133000001", 312).stage(Stage::Primary).set("pupils", 100);
  data.school("3133000002", 311).school("3133000003", 312).stage(Stage::Primary).set("pupils", 10);
  const auto dataset = data.build();
  const auto found = findings_of(dataset, situation("county_without_stage"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "count"), "3");
  EXPECT_EQ(param(found[0], "area"), "建德市");
  // Then no school is named for it.
  EXPECT_TRUE(findings_of(dataset, situation("kind_without_stage")).empty());
}

TEST(CampusWithoutParent, TeachingPointIsNoCampus) {
  auto data = one_county();
  data.school("2133000002", 218).uncounted().school("2133000003", 211).uncounted();
  const auto found = findings_of(data.build(), "kinds = [211]\n" + situation("campus_without_parent"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "school_id"), "2133000003");
}

TEST(NoneGiven, CampusAndSchoolWithWholeRowMayLeaveThemOut) {
  DatasetBuilder data;
  data.county("330182").school("3133000001", 312).stage(Stage::All).set("books", 100).stage(Stage::Primary).set("pupils", 50);
  data.school("3133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 50);
  data.school("5133000003", 512).stage(Stage::Primary).set("pupils", 50);
  EXPECT_TRUE(findings_of(data.build(), situation("none_given") + "columns = [\"books\"]\n").empty());
}

TEST(NoneGiven, OneGivenColumnIsEnough) {
  auto data = one_county();
  data.set("books", 0);
  EXPECT_EQ(findings_of(data.build(), situation("none_given") + "columns = [\"books\", \"computers\"]\n").size(), 1U);
}

TEST(GradesWithoutStage, IsSaidOncePerStage) {
  auto data = one_county();
  data.school("3133000002", 312).grade(1).set("pupils", 20).grade(2).set("pupils", 21).grade(7).set("pupils", 0).grade(10).set("pupils", 9);
  const auto found = findings_of(data.build(), situation("grades_without_stage"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "20");
}

TEST(GradesWithoutStage, YearsBeforeTheFirstStageRowsAreHistory) {
  auto data = one_county();
  data.year(2020).grade(1).set("pupils", 20);
  EXPECT_TRUE(findings_of(data.build(), situation("grades_without_stage")).empty());
}

/// In the first county a school with its row, one with grades only, one with nothing; in the second a school with nothing.
model::Dataset missing_rows() {
  DatasetBuilder data;
  data.county("330182").school("2133000001", 211).stage(Stage::Primary).set("pupils", 100);
  data.school("2133000002", 211).grade(1).set("pupils", 30).school("2133000003", 211);
  data.county("330122").school("3133000004", 311);
  return data.build();
}

TEST(MissingRows, RowsThatReadingRejectedAreNotMissedAgain) {
  const auto dataset = missing_rows();
  const ingest::LostRow lost[] = {{"stage_facts", SchoolIndex(1), AreaIndex(0), Stage::Primary},
                                  {"stage_facts", SchoolIndex(2), AreaIndex(0), Stage::Primary},
                                  {"stage_facts", SchoolIndex(3), AreaIndex(1)}};
  for (const char* missing : {"kind_without_stage", "grades_without_stage", "county_without_stage"}) {
    EXPECT_TRUE(findings_of(dataset, situation(missing), lost).empty()) << missing;
    EXPECT_EQ(findings_of(dataset, situation(missing)).size(), 1U) << missing;
  }
}

TEST(MissingRows, LossOfAnotherSchoolStageOrTableExcusesNothing) {
  const auto dataset = missing_rows();
  const ingest::LostRow lost[] = {{"stage_facts", SchoolIndex(0), AreaIndex(0), Stage::Primary},
                                  {"stage_facts", SchoolIndex(2), AreaIndex(0), Stage::Junior},
                                  {"rooms", SchoolIndex(1), AreaIndex(0)},
                                  {"rooms", SchoolIndex(2), AreaIndex(0)},
                                  {"rooms", SchoolIndex(3), AreaIndex(1)}};
  for (const char* missing : {"kind_without_stage", "grades_without_stage", "county_without_stage"})
    EXPECT_EQ(findings_of(dataset, situation(missing), lost).size(), 1U) << missing;
}

TEST(MissingRows, RejectedSchoolMayHaveBeenTheCampusWithTheStage) {
  const ingest::LostRow lost[] = {{"schools", {}, AreaIndex(0), Stage::Primary}};
  EXPECT_TRUE(findings_of(missing_rows(), situation("kind_without_stage"), lost).empty());
}

TEST(MissingRows, RejectedRowOfACampusIsItsSchoolsToo) {
  DatasetBuilder data;
  data.county("330182").school("3133000001", 312).stage(Stage::Primary).set("pupils", 100).school("3133000002", 311).campus_of(0);
  data.school("3133000003", 311).stage(Stage::Junior).set("pupils", 90);
  const auto dataset = data.build();
  const ingest::LostRow lost[] = {{"stage_facts", SchoolIndex(1), AreaIndex(0), Stage::Junior}};
  EXPECT_EQ(findings_of(dataset, situation("kind_without_stage")).size(), 1U);
  EXPECT_TRUE(findings_of(dataset, situation("kind_without_stage"), lost).empty());
}

TEST(OpenYears, ClosedInTheYearItselfIsNoContradiction) {
  DatasetBuilder data;
  data.county("330182").school("2133000001", 211).set("closed_year", 2024).stage(Stage::Primary).set("pupils", 50);
  data.school("2133000002", 211).set("closed_year", 2023).stage(Stage::Primary).set("pupils", 0);
  EXPECT_TRUE(findings_of(data.build(), "rule = \"open_years\"\nbound = \"closed_year\"\n").empty());
}

}  // namespace

}  // namespace junheng::testing
