#include <gtest/gtest.h>

#include "clean_county.h"
#include "finding.h"
#include "junheng/ingest/dependent_rows.h"

namespace junheng::testing {

namespace {

using ingest::built_in_checks;
using ingest::remove_rows;
using ingest::run_checks;

/// Two counties: 甲 (position 0) with its campus 乙 and the nine-year school 丙 in the first, 丁 in the second.
model::Dataset two_counties() {
  DatasetBuilder data;
  data.county("330182").item("S1", 92).item("Q1", 97);
  data.school("2133000001", 211, "甲").stage(Stage::Primary).set("pupils", 100).grade(1).set("pupils", 20);
  data.school("2133000002", 211, "乙").campus_of(0).stage(Stage::Primary).set("pupils", 30);
  data.school("3133000003", 312, "丙")
      .stage(Stage::All)
      .set("books", 900)
      .stage(Stage::Primary)
      .set("pupils", 60)
      .stage(Stage::Junior)
      .set("pupils", 50);
  data.grade(7).set("pupils", 25).band(Stage::Junior, "le25").set("classes", 2).room().set("area_m2", 96);
  data.county("330122")
      .item("S1", 0.9)
      .quality("语文", 3, 0.1)
      .answer(1, model::Respondent::Parent, 5)
      .accredited(model::AccreditationKind::Basic, 2014);
  data.school("2133000004", 211, "丁").set("lon", 119.5).stage(Stage::Primary).set("pupils", 200);
  return data.build();
}

bool has_lost(const model::Dataset& dataset, std::size_t area, std::optional<Stage> stage) {
  return std::ranges::any_of(dataset.lost_rows, [&](const auto& lost) { return lost.area == AreaIndex(area) && lost.stage == stage; });
}

TEST(RemoveRows, NothingRejectedChangesNothing) {
  auto dataset = two_counties();
  remove_rows(dataset, {});
  EXPECT_EQ(dataset.schools.size(), 4U);
  EXPECT_TRUE(dataset.lost_rows.empty());
}

TEST(RemoveRows, StageRowGoesAndItsStageIsLost) {
  auto dataset = two_counties();
  remove_rows(dataset, {{"stage_facts", RowIndex(4)}});
  EXPECT_EQ(dataset.stage_facts.size(), 5U);
  EXPECT_EQ(dataset.stage_facts.find({2024}, SchoolIndex(2), static_cast<std::uint8_t>(Stage::Junior)), model::kNoRow);
  ASSERT_EQ(dataset.lost_rows.size(), 1U);
  EXPECT_TRUE(has_lost(dataset, 0, Stage::Junior));
}

TEST(RemoveRows, RowsThatStayKeepTheirPlaces) {
  auto dataset = two_counties();
  remove_rows(dataset, {{"stage_facts", RowIndex(0)}});
  const std::uint32_t row = dataset.stage_facts.find({2024}, SchoolIndex(3), static_cast<std::uint8_t>(Stage::Primary));
  ASSERT_EQ(row, 4U);
  EXPECT_EQ(dataset.stage_facts.column("pupils")->get(row), 200);
  EXPECT_EQ(dataset.stage_facts.origin.locate(RowIndex(std::size_t{row}), "pupils").row, 7U);
}

TEST(RemoveRows, RowOfTheWholeSchoolLosesEveryStage) {
  auto dataset = two_counties();
  remove_rows(dataset, {{"stage_facts", RowIndex(2)}});
  ASSERT_EQ(dataset.lost_rows.size(), 1U);
  EXPECT_TRUE(has_lost(dataset, 0, std::nullopt));
}

TEST(RemoveRows, GradesBandsAndRoomsLoseTheirStage) {
  auto dataset = two_counties();
  remove_rows(dataset, {{"grade_facts", RowIndex(1)}, {"class_bands", RowIndex(0)}, {"rooms", RowIndex(0)}});
  EXPECT_EQ(dataset.grade_facts.size(), 1U);
  EXPECT_EQ(dataset.class_bands.size(), 0U);
  EXPECT_EQ(dataset.rooms.size(), 0U);
  // The grade and the band are of one stage and county, recorded once; a room belongs to no stage.
  EXPECT_EQ(dataset.lost_rows.size(), 2U);
  EXPECT_TRUE(has_lost(dataset, 0, Stage::Junior));
  EXPECT_TRUE(has_lost(dataset, 0, std::nullopt));
}

TEST(RemoveRows, SchoolGoesWithItsFactsAndCampuses) {
  auto dataset = two_counties();
  remove_rows(dataset, {{"schools", RowIndex(0)}});
  ASSERT_EQ(dataset.schools.size(), 2U);
  EXPECT_EQ(dataset.schools.names.at(0), "丙");
  EXPECT_EQ(dataset.schools.find("2133000004"), SchoolIndex(1));
  EXPECT_EQ(dataset.schools.find("2133000001"), std::nullopt);
  EXPECT_EQ(dataset.stage_facts.size(), 4U);
  EXPECT_EQ(dataset.grade_facts.size(), 1U);
  const std::uint32_t row = dataset.stage_facts.find({2024}, SchoolIndex(1), static_cast<std::uint8_t>(Stage::Primary));
  EXPECT_EQ(dataset.stage_facts.column("pupils")->get(row), 200);
  EXPECT_EQ(dataset.schools.lon.get(1), 119.5);
  EXPECT_EQ(dataset.schools.origin.locate(RowIndex(1), "name").row, 5U);
  ASSERT_EQ(dataset.lost_rows.size(), 1U);
  EXPECT_TRUE(has_lost(dataset, 0, std::nullopt));
}

TEST(RemoveRows, WhatGoesWithASchoolIsListedAtItsRow) {
  const auto issues = ingest::rows_of_rejected_schools(two_counties(), {{"stage_facts", RowIndex(5)}, {"schools", RowIndex(0)}});
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].severity, Severity::Warning);
  EXPECT_EQ(describe(issues[0].where, Lang::En), "schools.csv, row 2, column A (school_id)");
  EXPECT_EQ(issues[0].message(Lang::En),
            "The row of the school '2133000001' was rejected, and with it what belongs to the school (rows: 4): "
            "schools.csv, row 3; stage_facts.csv, rows 2-3; grade_facts.csv, row 2")
      << "its campus, the campus's facts and its own";
}

TEST(RemoveRows, RejectedFactsTakeNothingWithThem) {
  EXPECT_TRUE(ingest::rows_of_rejected_schools(two_counties(), {{"stage_facts", RowIndex(0)}, {"schools", RowIndex(600)}}).empty());
}

TEST(RemoveRows, CampusWithoutParentIsRejectedWithItsRows) {
  DatasetBuilder data = clean_county();
  data.school("2133000099", 211, "无主校的教学点").uncounted().stage(Stage::Primary).set("pupils", 20);
  const auto issues = run_checks(data.build(), built_in_checks(), 1).issues;
  EXPECT_EQ(std::ranges::count_if(
                issues, [](const Issue& issue) { return issue.id() == "rows_of_rejected_school" && issue.value == "2133000099"; }),
            1);
}

TEST(RemoveRows, CampusLeavesItsSchool) {
  auto dataset = two_counties();
  remove_rows(dataset, {{"schools", RowIndex(1)}});
  ASSERT_EQ(dataset.schools.size(), 3U);
  EXPECT_EQ(dataset.schools.names.at(0), "甲");
}

/// A campus of a campus stands before both; the school is nine-year and lies in another county; a teaching point names it too.
model::Dataset chain_of_campuses() {
  DatasetBuilder data;
  data.county("330122").school("2133000001", 211, "甲").campus_of(1).stage(Stage::Primary).set("pupils", 10);
  data.school("2133000002", 211, "乙").campus_of(2).stage(Stage::Primary).set("pupils", 20);
  data.county("330182").school("3133000003", 312, "丙").stage(Stage::Primary).set("pupils", 300);
  data.school("2183000004", 218, "丁").campus_of(2).stage(Stage::Primary).set("pupils", 40);
  return data.build();
}

TEST(RemoveRows, CampusesGoInWhateverOrderAndTeachingPointsStay) {
  auto dataset = chain_of_campuses();
  const auto issues = ingest::rows_of_rejected_schools(dataset, {{"schools", RowIndex(2)}});
  ASSERT_EQ(issues.size(), 1U);
  // Two campuses, and three rows of facts.
  EXPECT_NE(issues[0].message(Lang::En).find("(rows: 5)"), std::string::npos) << issues[0].message(Lang::En);
  remove_rows(dataset, {{"schools", RowIndex(2)}});
  ASSERT_EQ(dataset.schools.size(), 1U);
  EXPECT_EQ(dataset.schools.names.at(0), "丁");
  ASSERT_EQ(dataset.stage_facts.size(), 1U);
  EXPECT_EQ(dataset.stage_facts.column("pupils")->get(0), 40);
}

TEST(RemoveRows, RowOfACampusIsLostToTheSchoolsAboveItToo) {
  auto dataset = chain_of_campuses();
  remove_rows(dataset, {{"stage_facts", RowIndex(0)}});
  EXPECT_TRUE(has_lost(dataset, 0, Stage::Primary));
  EXPECT_TRUE(has_lost(dataset, 1, std::nullopt)) << "a nine-year school divides its facilities by the pupils of its stages";
  EXPECT_EQ(dataset.lost_rows.size(), 2U);
}

TEST(RemoveRows, CampusThatGoesIsLostToTheSchoolsAboveIt) {
  auto dataset = chain_of_campuses();
  remove_rows(dataset, {{"schools", RowIndex(1)}});
  EXPECT_EQ(dataset.schools.size(), 2U);
  EXPECT_TRUE(has_lost(dataset, 0, std::nullopt));
  EXPECT_TRUE(has_lost(dataset, 1, std::nullopt));
}

TEST(RemoveRows, TeachingPointIsLostToItsOwnCountyOnly) {
  DatasetBuilder data;
  data.county("330182")
      .school("2133000001", 211)
      .county("330122")
      .school("2183000002", 218)
      .campus_of(0)
      .stage(Stage::Primary)
      .set("pupils", 9);
  auto dataset = data.build();
  remove_rows(dataset, {{"stage_facts", RowIndex(0)}});
  ASSERT_EQ(dataset.lost_rows.size(), 1U);
  EXPECT_TRUE(has_lost(dataset, 1, Stage::Primary));
}

TEST(RemoveRows, ParentsAreFoundAfterRenumbering) {
  DatasetBuilder data;
  data.county("330182").school("2133000001", 211).school("2133000002", 211).school("2133000003", 211).campus_of(1);
  auto dataset = data.build();
  remove_rows(dataset, {{"schools", RowIndex(0)}});
  ASSERT_EQ(dataset.schools.size(), 2U);
  EXPECT_EQ(dataset.schools.parents[1], SchoolIndex(0));
}

TEST(RemoveRows, ItemsAnswersAndResultsLoseTheirArea) {
  auto dataset = two_counties();
  remove_rows(dataset,
              {{"area_facts", RowIndex(2)}, {"quality_results", RowIndex(0)}, {"survey", RowIndex(0)}, {"accreditation", RowIndex(0)}});
  EXPECT_FALSE(dataset.area_items.get(AreaIndex(1), {2024}, "S1").is_present());
  EXPECT_EQ(dataset.area_items.get(AreaIndex(0), {2024}, "Q1").get(), 97);
  EXPECT_TRUE(dataset.quality_results.empty());
  EXPECT_TRUE(dataset.survey.empty());
  EXPECT_TRUE(dataset.accreditations.empty());
  ASSERT_EQ(dataset.lost_rows.size(), 1U);
  EXPECT_TRUE(has_lost(dataset, 1, std::nullopt));
}

TEST(RemoveRows, AreaStaysAndLosesEveryStage) {
  auto dataset = two_counties();
  remove_rows(dataset, {{"areas", RowIndex(1)}});
  EXPECT_EQ(dataset.areas.size(), 2U);
  EXPECT_EQ(dataset.schools.size(), 4U);
  EXPECT_TRUE(has_lost(dataset, 1, std::nullopt));
}

TEST(RemoveRows, RowsBeyondTheTableAreIgnored) {
  auto dataset = two_counties();
  remove_rows(dataset,
              {{"stage_facts", RowIndex(600)}, {"schools", RowIndex(600)}, {"area_facts", RowIndex(600)}, {"teachers", RowIndex(0)}});
  EXPECT_EQ(dataset.stage_facts.size(), 6U);
  EXPECT_TRUE(dataset.lost_rows.empty());
}

TEST(RemoveRows, RejectedRowsOfAReportAreWhatItTakes) {
  DatasetBuilder data = clean_county();
  data.item("Q2", 0.97);
  auto dataset = data.build();
  const auto report = run_checks(dataset, built_in_checks(), 1, {{}, reported_items()});
  ASSERT_EQ(report.rejected.size(), 1U);
  remove_rows(dataset, report.rejected);
  EXPECT_TRUE(findings(dataset).empty());
}

}  // namespace

}  // namespace junheng::testing
