// The cells behind a school's value. Rows of the builder are numbered from 2, as in a file with a header.
#include "junheng/assess/trace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
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
  const auto cells = trace_measure(*scene->assessment, scene->assessor->campuses(), Stage::All, SchoolIndex(0), {"music_rooms_96m2", 1});
  ASSERT_EQ(cells.size(), 2U);
  EXPECT_EQ(cells[0].stage, Stage::All);
  EXPECT_EQ(cells[0].value.value, 2);
  EXPECT_EQ(cells[1].school, SchoolIndex(1));
  EXPECT_EQ(cells[1].stage, Stage::Primary);
  EXPECT_EQ(cells[1].value.value, 1);
}

}  // namespace
}  // namespace junheng::assess
