#include "junheng/assess/units.h"

#include <gtest/gtest.h>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;

TEST(StageSet, KeepsOneAndLast) {
  StageSet stages = StageSet::of(std::array{Stage::Preprimary, Stage::Primary, Stage::All});
  EXPECT_EQ(stages.last(), Stage::All);
  EXPECT_FALSE(stages.is_one());
  stages.keep(StageSet::of(kCompulsoryStages));
  EXPECT_EQ(stages.last(), Stage::Primary);
  EXPECT_TRUE(stages.is_one());
  stages.keep({});
  EXPECT_TRUE(stages.empty());
  EXPECT_FALSE(stages.is_one());
}

TEST(Units, RowsOfKindergartensAreNoUnits) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 400).set("classes", 10);
  data.school("3133000001", 311).stage(Stage::Junior).set("pupils", 500).set("classes", 10);
  data.school("1133000001", 111).stage(Stage::Preprimary).set("pupils", 90);
  data.school("2133000002", 211).stage(Stage::Preprimary).set("pupils", 60);
  data.stage(Stage::Primary).set("pupils", 300).set("classes", 8);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017", {}));
  EXPECT_EQ(scene->stage(Stage::Primary).schools, 2U);
  EXPECT_EQ(scene->stage(Stage::Primary).pupils, 700) << "400 + 300";
  EXPECT_EQ(scene->stage(Stage::Junior).schools, 1U);
  EXPECT_EQ(scene->stage(Stage::Junior).schools_outside, 0U);
}

}  // namespace
}  // namespace junheng::assess
