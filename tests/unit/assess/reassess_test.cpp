// Re-assessment of a county of which some values are replaced.
#include <gtest/gtest.h>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;

/// Schools of every sort: with campuses merged and apart, by grades, through all stages, special, without rows, of unknown kind.
DatasetBuilder every_sort() {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 400).set("classes", 10);
  data.school("3133000001", 311).stage(Stage::Junior).set("pupils", 400).set("classes", 10);
  data.item("public_funds_quota_primary_yuan", 1000).item("public_funds_quota_junior_yuan", 1200);
  data.school("2133000002", 211).stage(Stage::Primary).set("public_funds_yuan", 50000).set("teachers", 5).set("teachers_certified", 5);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", 10);
  data.school("2133000003", 211).campus_of(2).stage(Stage::All).set("pupils", 20).set("public_funds_yuan", 60000);
  data.school("3133000002", 312).stage(Stage::Junior).set("pupils", 1400).set("teachers", 90).set("teachers_certified", 89);
  data.school("3133000003", 312).campus_of(4).stage(Stage::Primary).set("pupils", 1400).set("music_rooms_96m2", 4).set("art_rooms_90m2", 4);
  data.school("3433000001", 341).stage(Stage::Junior).set("pupils", 600).stage(Stage::Senior).set("pupils", 900);
  data.stage(Stage::All).set("equipment_value_yuan", 3000000).set("area_sports_ground_m2", 9000);
  data.school("5133000001", 514).stage(Stage::All).set("pupils", 80).set("public_funds_yuan", 500000);
  data.school("2133000004", 218).stage(Stage::Primary).set("pupils", 30);
  data.school("2133000005", 211);
  data.school("9933000001", 0).stage(Stage::All).set("pupils", 70).set("public_funds_yuan", 1);
  return data;
}

/// Replacing a value by itself takes other ways through the data, to the same result.
TEST(Reassess, ValueReplacedByItselfChangesNothing) {
  DatasetBuilder data = every_sort();
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  const model::NumberColumn& pupils = *scene->dataset.stage_facts.column("pupils");
  for (std::size_t row = 0; row < scene->dataset.stage_facts.size(); ++row) {
    const model::FactTable& facts = scene->dataset.stage_facts;
    const std::vector<ValueChange> same = {{facts.schools[row], static_cast<Stage>(facts.parts[row]), "pupils", pupils.at(row)}};
    const auto again = scene->assessor->reassess(scene->area().area, same);
    ASSERT_TRUE(again.has_value());
    const AreaResult& after = again->areas.front();
    for (std::size_t i = 0; i < scene->area().items.size(); ++i) {
      const ItemResult& before = scene->area().items[i];
      EXPECT_EQ(after.items[i].verdict, before.verdict) << before.item->id << " after row " << row;
      EXPECT_EQ(after.items[i].value, before.value) << before.item->id << " after row " << row;
    }
    for (const Stage stage : kCompulsoryStages) {
      const StageResult& before = scene->stage(stage);
      const StageResult& now = after.stages[Assessment::slot(stage)];
      EXPECT_EQ(now.schools, before.schools) << row;
      EXPECT_EQ(now.pupils, before.pupils) << row;
      for (std::size_t i = 0; i < before.indicators.size(); ++i)
        EXPECT_EQ(now.indicators[i].cv, before.indicators[i].cv) << i << " after row " << row;
    }
  }
}

/// Stages of one school of a county.
StageSet stages_of(DatasetBuilder& data) {
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  return scene->assessor->stages_of(SchoolIndex(0));
}

// There is no figure of the whole of a school that has rows of its stages alone.
TEST(StagesOfASchool, WholeSchoolIsOneWhereItHasARowOfIt) {
  DatasetBuilder by_stage;
  by_stage.county("330102").school("3133000001", 312).stage(Stage::Primary).set("pupils", 40).stage(Stage::Junior).set("pupils", 40);
  StageSet stages = stages_of(by_stage);
  EXPECT_TRUE(stages.has(Stage::Primary) && stages.has(Stage::Junior));
  EXPECT_FALSE(stages.has(Stage::All));
  DatasetBuilder with_whole;
  with_whole.county("330102").school("3133000001", 312).stage(Stage::Primary).set("pupils", 40).stage(Stage::All).set("classes", 4);
  EXPECT_TRUE(stages_of(with_whole).has(Stage::All));
}

}  // namespace
}  // namespace junheng::assess
