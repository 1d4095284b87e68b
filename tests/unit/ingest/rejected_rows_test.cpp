// What becomes of rows with errors: all of them are found at once, left out, listed, and recorded where they are lost.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "dataset_folder.h"

namespace junheng::ingest {
namespace {

std::string lost(const model::Dataset& dataset) {
  std::string out;
  for (const auto& loss : dataset.lost_rows)
    out += fmt::format("{}:{} ", dataset.areas.codes.at(loss.area.value), loss.stage ? to_string(*loss.stage) : "every");
  return out + (dataset.lost_unplaced_rows ? "unplaced" : "");
}

std::size_t rejected(const Import& read, std::string_view table) {
  return std::ranges::find(read.files, table, &ImportedFile::table)->rejected_rows;
}

TEST(RejectedRows, EveryFaultyCellOfARowIsFound) {
  VillageFolder village;
  village.replace("stage_facts.csv", "2134000002,2024,junior,900,20,80,5310,31500", "2134000002,24,middle,\"1,200\",x,12人,-1,1.5");
  const Import read = village.import().value();
  EXPECT_EQ(count_issues(read.issues).errors, 7U);
  for (const Issue& issue : read.issues) EXPECT_EQ(issue.where.row, 3U) << issue.id();
  EXPECT_EQ(rejected(read, "stage_facts"), 1U);
  EXPECT_EQ(read.dataset.stage_facts.size(), 4U);
}

TEST(RejectedRows, FaultsOfAllFilesAreFoundAtOnceInTheirOrder) {
  VillageFolder village;
  village.replace("schools.csv", "118.99", "east");
  village.replace("stage_facts.csv", "310,8", "310,8x");
  village.replace("grade_facts.csv", "2024,2,210", "2024,13,210");
  village.replace("area_facts.csv", "387000", "many");
  const Import read = village.import().value();
  std::string order;
  for (const Issue& issue : read.issues) order += fmt::format("{}:{} ", issue.where.file, issue.where.row);
  EXPECT_EQ(order, "area_facts.csv:2 grade_facts.csv:3 schools.csv:3 schools.csv:3 stage_facts.csv:4 ");
}

TEST(RejectedRows, GoodRowsAreKept) {
  VillageFolder village;
  village.append("stage_facts.csv", "2134000001,2024,junior,x,1,1,1,1\n2134000001,2023,primary,1100,27,70,5640.5,35000\n");
  const Import read = village.import().value();
  const model::FactTable& facts = read.dataset.stage_facts;
  ASSERT_EQ(facts.size(), 6U);
  EXPECT_EQ(facts.years.back(), 2023);
  EXPECT_EQ(facts.column("pupils")->get(5), 1100.0);
  EXPECT_EQ(facts.origin.locate(RowIndex(5), "pupils").row, 8U) << "the row number stays that of the file";
}

TEST(RejectedRows, FactIsLostInItsStageAndCounty) {
  VillageFolder village;
  village.replace("stage_facts.csv", "900,20", "900x,20");
  EXPECT_EQ(lost(village.import().value().dataset), "341881:junior ");
}

TEST(RejectedRows, GradeTellsTheStage) {
  VillageFolder village;
  village.replace("grade_facts.csv", "9,50,1", "9,50,x");
  EXPECT_EQ(lost(village.import().value().dataset), "341881:junior ");
}

TEST(RejectedRows, WholeSchoolIsLostInEveryStage) {
  VillageFolder village;
  village.append("stage_facts.csv", "2134000003,2024,all,x,,,,\n");
  EXPECT_EQ(lost(village.import().value().dataset), "341881:every ");
}

TEST(RejectedRows, RowOfWrongWidthIsPlacedByItsSchool) {
  VillageFolder village;
  village.append("stage_facts.csv", "2134000003,2024,senior,1\n");
  EXPECT_EQ(lost(village.import().value().dataset), "341881:every ");
}

TEST(RejectedRows, UnknownSchoolCannotBePlaced) {
  VillageFolder village;
  village.append("stage_facts.csv", "2134999999,2024,primary,1,1,1,1,1\n");
  EXPECT_EQ(lost(village.import().value().dataset), "unplaced");
}

TEST(RejectedRows, FactsOfARejectedSchoolAreLostWhereItStands) {
  VillageFolder village;
  village.replace("schools.csv", "118.98", "x");
  const Import read = village.import().value();
  EXPECT_EQ(lost(read.dataset), "341881:primary ");
  EXPECT_EQ(rejected(read, "schools"), 1U);
  EXPECT_EQ(rejected(read, "stage_facts"), 1U);
  EXPECT_EQ(rejected(read, "grade_facts"), 2U);
}

TEST(RejectedRows, RowsOfARejectedSchoolMakeOneFindingAtItsRow) {
  VillageFolder village;
  village.replace("schools.csv", "118.98", "x");
  const Import read = village.import().value();
  EXPECT_EQ(count_issues(read.issues).errors, 1U);
  const auto taken = with_id(read.issues, "rows_of_rejected_school");
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].severity, Severity::Warning);
  EXPECT_EQ(describe(taken[0].where, Lang::En), "schools.csv, row 2, column A (school_id)");
  EXPECT_EQ(taken[0].message(Lang::Zh),
            "学校“2134000001”的这一行未被采用，属于该校的 3 行也一并不采用：stage_facts.csv，第 2 行；grade_facts.csv，第 2–3 行");
}

TEST(RejectedRows, OwnFaultsOfTheRowsOfARejectedSchoolAreListed) {
  VillageFolder village;
  village.replace("schools.csv", "118.98", "x").replace("grade_facts.csv", "2,210,5", "2,210,five");
  const Import read = village.import().value();
  EXPECT_EQ(with_id(read.issues, "number_text").size(), 2U) << shown(read.issues);
  EXPECT_EQ(with_id(read.issues, "rows_of_rejected_school").size(), 1U);
}

TEST(RejectedRows, UnknownSchoolStaysAnErrorOfEveryRow) {
  VillageFolder village;
  village.append("stage_facts.csv", "2134999999,2024,primary,1,1,1,1,1\n2134999999,2024,junior,1,1,1,1,1\n");
  EXPECT_EQ(with_id(village.import().value().issues, "school_unknown").size(), 2U);
}

TEST(RejectedRows, SchoolsGoWithTheirAreaAndTheirFactsToo) {
  VillageFolder village;
  village.replace("areas.csv", "341881,宁国市,county,341800", "341881,宁国市,county,341900");
  const Import read = village.import().value();
  EXPECT_EQ(count_issues(read.issues).errors, 1U) << shown(read.issues);
  EXPECT_TRUE(with_id(read.issues, "rows_of_rejected_school").empty());
  const auto taken = with_id(read.issues, "rows_of_unlisted_area");
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(describe(taken[0].where, Lang::En), "areas.csv, row 4, column D (parent_code)");
  EXPECT_EQ(taken[0].message(Lang::En),
            "The parent area '341900' is not listed, and with it everything below it is left out (rows: 16): areas.csv, row 4; "
            "schools.csv, rows 2-5; "
            "stage_facts.csv, rows 2-6; grade_facts.csv, rows 2-5; area_facts.csv, rows 2-3");
}

TEST(RejectedRows, TableForLaterCountsAmongTheRowsOfARejectedSchool) {
  VillageFolder village;
  village.replace("schools.csv", "118.98", "x")
      .put("subject_staff.csv", "school_id,school_year,stage,subject,teachers\n2134000001,2024,primary,语文,20\n");
  const auto taken = with_id(village.import().value().issues, "rows_of_rejected_school");
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_NE(taken[0].message(Lang::En).find("subject_staff.csv, row 2"), std::string::npos) << taken[0].message(Lang::En);
}

TEST(RejectedRows, AreaItemIsLostInItsArea) {
  VillageFolder village;
  village.append("area_facts.csv", "341800,2024,villages,1.5,\n");
  EXPECT_EQ(lost(village.import().value().dataset), "341800:every ");
}

TEST(RejectedRows, TableForLaterLosesNothingOfTheDataset) {
  VillageFolder village;
  village.put("population.csv", "area_code,year,age,sex,persons\n341881,2024,6,m,x\n");
  const Import read = village.import().value();
  EXPECT_EQ(count_issues(read.issues).errors, 1U);
  EXPECT_EQ(lost(read.dataset), "");
}

TEST(RejectedRows, ChildrenOfARejectedAreaAreRejectedToTheLast) {
  VillageFolder village;
  village.replace("areas.csv", "341800,宣城市,city,340000", "341800,宣城市,city,350000");
  const Import read = village.import().value();
  EXPECT_EQ(with_id(read.issues, "area_parent_unknown").size(), 1U);
  const auto taken = with_id(read.issues, "rows_of_unlisted_area");
  ASSERT_EQ(taken.size(), 1U) << shown(read.issues);
  EXPECT_EQ(describe(taken[0].where, Lang::En), "areas.csv, row 3, column D (parent_code)");
  EXPECT_EQ(taken[0].message(Lang::En),
            "The parent area '350000' is not listed, and with it everything below it is left out (rows: 17): areas.csv, rows 3-4; "
            "schools.csv, rows 2-5; stage_facts.csv, rows 2-6; grade_facts.csv, rows 2-5; area_facts.csv, rows 2-3");
  EXPECT_EQ(count_issues(read.issues).errors, 1U) << shown(read.issues);
  EXPECT_EQ(read.dataset.schools.size(), 0U);
  EXPECT_TRUE(read.dataset.lost_unplaced_rows);
}

TEST(RejectedRows, AreasOfOneUnlistedParentMakeOneError) {
  VillageFolder village;
  village.append("areas.csv", "341882,甲县,county,349900\n341883,乙县,county,349900\n");
  const Import read = village.import().value();
  EXPECT_EQ(with_id(read.issues, "area_parent_unknown").size(), 1U);
  EXPECT_EQ(count_issues(read.issues).errors, 1U) << shown(read.issues);
  const auto taken = with_id(read.issues, "rows_of_unlisted_area");
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].value, "349900");
  EXPECT_EQ(read.dataset.schools.size(), 4U);
}

TEST(RejectedRows, AreasBelowARejectedOneGoWithIt) {
  VillageFolder village;
  village.replace("areas.csv", "341800,宣城市,city", "341800,宣城市,town");
  const Import read = village.import().value();
  EXPECT_EQ(count_issues(read.issues).errors, 1U) << shown(read.issues);
  const auto taken = with_id(read.issues, "rows_of_rejected_area");
  ASSERT_EQ(taken.size(), 1U) << shown(read.issues);
  EXPECT_NE(taken[0].message(Lang::En).find("'341800' was rejected, and with it what belongs to the area (rows: 16): areas.csv, row 4"),
            std::string::npos)
      << taken[0].message(Lang::En);
}

TEST(RejectedRows, CampusOfARejectedSchoolIsRejected) {
  VillageFolder village;
  village.replace("schools.csv", "118.75", "x");
  const Import read = village.import().value();
  const auto orphans = with_id(read.issues, "school_rejected");
  ASSERT_FALSE(orphans.empty());
  EXPECT_EQ(std::ranges::count_if(orphans, [](const Issue& issue) { return issue.where.file == "schools.csv" && issue.where.row == 5; }),
            1);
  EXPECT_EQ(lost(read.dataset), "341881:primary 341881:junior 341881:every ");
}

TEST(RejectedRows, LaterRowOfTheSameKeyIsRepeatedWhereTheFirstIsFaultyToo) {
  VillageFolder village;
  village.append("stage_facts.csv", "2134000004,2023,primary,x,1,1,1,1\n2134000004,2023,primary,20,1,1,1,1\n");
  const Import read = village.import().value();
  // One fault must not hide another: which of the two rows holds is the clerk's to say.
  EXPECT_EQ(with_id(read.issues, "number_text").size(), 1U);
  EXPECT_EQ(with_id(read.issues, "duplicate_key").size(), 1U);
  EXPECT_EQ(count_issues(read.issues).errors, 2U);
}

}  // namespace
}  // namespace junheng::ingest
