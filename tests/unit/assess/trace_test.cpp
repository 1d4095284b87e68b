// The cells behind a school's value. Rows of the builder are numbered from 2, as in a file with a header.
#include "junheng/assess/trace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;

std::vector<std::string> measures_of(const std::vector<SourceCell>& cells) {
  std::vector<std::string> out;
  for (const SourceCell& cell : cells) out.push_back(cell.measure);
  return out;
}

TEST(Trace, DerivedMeasureComesFromItsTermsWhereOnlyTheOtherStageGivesIt) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 312);
  data.stage(Stage::Primary)
      .set("pupils", 300)
      .set("teachers_phd", 0)
      .set("teachers_master", 1)
      .set("teachers_bachelor", 10)
      .set("teachers_college", 4);
  data.stage(Stage::Junior).set("pupils", 200).set("teachers_above_required", 12);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  const auto l1 = scene->assessment->rules_of(Stage::Primary).find("L1").value();
  const ValueTrace primary = trace_value(*scene->assessment, scene->assessor->campuses(), Stage::Primary, 0, l1);
  EXPECT_EQ(measures_of(primary.cells),
            (std::vector<std::string>{"teachers_phd", "teachers_master", "teachers_bachelor", "teachers_college", "pupils"}));
  EXPECT_TRUE(primary.was_derived);
  EXPECT_EQ(primary.numerator.value, 15);
  const ValueTrace junior = trace_value(*scene->assessment, scene->assessor->campuses(), Stage::Junior, 0, l1);
  EXPECT_EQ(measures_of(junior.cells), (std::vector<std::string>{"teachers_above_required", "pupils"}));
  EXPECT_FALSE(junior.was_derived);
}

TEST(Trace, WholeSchoolKeepsTheCellsOfACampusThatHasOnlyItsStages) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211);
  data.stage(Stage::Primary).set("pupils", 300);
  data.stage(Stage::All).set("music_rooms_96m2", 2);
  data.school("2133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 60).set("music_rooms_96m2", 1);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  const auto cells = trace_measure(*scene->assessment, scene->assessor->campuses(), Part::Whole, SchoolIndex(0), "music_rooms_96m2");
  ASSERT_EQ(cells.size(), 2U);
  EXPECT_EQ(cells[0].stage, Stage::All);
  EXPECT_EQ(cells[0].value.value, 2);
  EXPECT_EQ(cells[1].school, SchoolIndex(1));
  EXPECT_EQ(cells[1].stage, Stage::Primary);
  EXPECT_EQ(cells[1].value.value, 1);
}

/// Stage and value of each cell of a measure of the first school.
std::vector<std::pair<Stage, double>> whole_cells(DatasetBuilder& data, Part part, const std::string& measure) {
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  std::vector<std::pair<Stage, double>> out;
  for (const SourceCell& cell : trace_measure(*scene->assessment, scene->assessor->campuses(), part, SchoolIndex(0), measure))
    out.emplace_back(cell.stage, cell.value.is_present() ? cell.value.value : -1);
  return out;
}

using Cells = std::vector<std::pair<Stage, double>>;

DatasetBuilder twelve_year_school() {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 345);
  data.stage(Stage::Primary).set("pupils", 300).set("teachers", 20);
  data.stage(Stage::Junior).set("pupils", 200).set("teachers", 15);
  data.stage(Stage::Senior).set("pupils", 100).set("teachers", 10);
  return data;
}

TEST(Trace, SeniorStageCountsOnlyInTheWholeSchool) {
  DatasetBuilder compulsory = twelve_year_school();
  EXPECT_EQ(whole_cells(compulsory, Part::Compulsory, "teachers"), (Cells{{Stage::Primary, 20}, {Stage::Junior, 15}}));
  DatasetBuilder whole = twelve_year_school();
  EXPECT_EQ(whole_cells(whole, Part::Whole, "teachers"), (Cells{{Stage::Primary, 20}, {Stage::Junior, 15}, {Stage::Senior, 10}}));
  DatasetBuilder pupils = twelve_year_school();
  EXPECT_EQ(whole_cells(pupils, Part::Whole, "pupils"), (Cells{{Stage::Primary, 300}, {Stage::Junior, 200}, {Stage::Senior, 100}}));
}

TEST(Trace, RowOfTheWholeSchoolCountsWhereItHoldsNothingElse) {
  DatasetBuilder data = twelve_year_school();
  data.stage(Stage::All).set("teachers", 45);
  EXPECT_EQ(whole_cells(data, Part::Whole, "teachers"), (Cells{{Stage::All, 45}}));
  DatasetBuilder again = twelve_year_school();
  again.stage(Stage::All).set("teachers", 45);
  EXPECT_EQ(whole_cells(again, Part::Compulsory, "teachers"), (Cells{{Stage::Primary, 20}, {Stage::Junior, 15}}));
}

TEST(Trace, RowOfTheWholeSchoolThatCannotBeDividedStandsBesideTheEmptyCells) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 345);
  data.stage(Stage::Primary).set("pupils", 300).stage(Stage::Junior).set("pupils", 200).stage(Stage::Senior).set("pupils", 100);
  data.stage(Stage::All).set("teachers", 45);
  EXPECT_EQ(whole_cells(data, Part::Compulsory, "teachers"), (Cells{{Stage::Primary, -1}, {Stage::Junior, -1}, {Stage::All, 45}}));
}

TEST(Trace, EmptyRowOfTheWholeSchoolIsNamedOnlyWhereFillingItWouldDo) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 345);
  data.stage(Stage::Primary).set("teachers", 20).stage(Stage::Junior).stage(Stage::Senior).stage(Stage::All);
  EXPECT_EQ(whole_cells(data, Part::Compulsory, "teachers"), (Cells{{Stage::Primary, 20}, {Stage::Junior, -1}}));
  DatasetBuilder again;
  again.county("330102").school("2133000001", 312).stage(Stage::Primary).set("teachers", 20).stage(Stage::Junior).stage(Stage::All);
  EXPECT_EQ(whole_cells(again, Part::Compulsory, "teachers"), (Cells{{Stage::Primary, 20}, {Stage::Junior, -1}, {Stage::All, -1}}));
}

TEST(Trace, SeniorStageOfWhichNothingIsToldKeepsTheWholeFromCounting) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 345);
  data.stage(Stage::Primary).set("teachers", 20).stage(Stage::Junior).set("teachers", 15).stage(Stage::All).set("teachers", 45);
  EXPECT_EQ(whole_cells(data, Part::Compulsory, "teachers"), (Cells{{Stage::Primary, 20}, {Stage::Junior, 15}}));
}

TEST(Trace, GradesGoBeforeTheRowOfTheWholeSchool) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 312);
  data.stage(Stage::Junior).set("pupils", 100).stage(Stage::All).set("pupils", 160);
  data.grade(1).set("pupils", 30).grade(2).set("pupils", 30);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  const auto cells = trace_measure(*scene->assessment, scene->assessor->campuses(), Stage::Primary, SchoolIndex(0), "pupils");
  ASSERT_EQ(cells.size(), 2U);
  EXPECT_EQ(cells[0].value.value, 30);
  EXPECT_EQ(cells[0].where.file, "grade_facts.csv");
}

}  // namespace
}  // namespace junheng::assess
