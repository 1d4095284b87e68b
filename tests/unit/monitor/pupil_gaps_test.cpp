#include "junheng/monitor/pupil_gaps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;

constexpr std::size_t kCity = static_cast<std::size_t>(Setting::City);
constexpr std::size_t kTown = static_cast<std::size_t>(Setting::Town);
constexpr std::size_t kVillage = static_cast<std::size_t>(Setting::Village);

std::size_t group(std::string_view id) { return static_cast<std::size_t>(std::ranges::find(kPupilGroups, id) - kPupilGroups.begin()); }

const IndicatorGaps& indicator(const StageGaps& stage, std::string_view id) {
  return *std::ranges::find(stage.indicators, id, &IndicatorGaps::indicator);
}

/// A town school with much equipment, a village school with little, another whose equipment and left-behind children are not told.
struct PrimaryGaps {
  std::unique_ptr<testing::Scene> scene;
  StageGaps stage;
};
PrimaryGaps primary_gaps() {
  DatasetBuilder data;
  data.county("330102").school("U", 211).setting(111).stage(Stage::Primary).set("pupils", 300).set("equipment_value_yuan", 900'000);
  data.grade(1).set("pupils", 300).set("girls", 150).set("left_behind_pupils", 30);
  data.school("R1", 211).setting(220).stage(Stage::Primary).set("pupils", 100).set("equipment_value_yuan", 100'000);
  data.grade(1).set("pupils", 60).set("girls", 40).set("left_behind_pupils", 50);
  data.grade(2).set("pupils", 40).set("girls", 20).set("left_behind_pupils", 20);
  data.school("R2", 211).setting(210).stage(Stage::Primary).set("pupils", 100);
  data.grade(1).set("pupils", 100).set("girls", 40);
  auto scene = testing::assess_scene(data.build(), testing::built_in_standard("cn.quality-2017"));
  StageGaps stage = pupil_gaps(*scene->assessment).at(0).stages.at(0);
  return {std::move(scene), std::move(stage)};
}

TEST(PupilGaps, SettingsHaveTheMeanOfTheirSchools) {
  const auto [scene, stage] = primary_gaps();
  const IndicatorGaps& equipment = indicator(stage, "L6");
  EXPECT_DOUBLE_EQ(*equipment.settings[kCity].mean, 3000);
  EXPECT_DOUBLE_EQ(*equipment.settings[kVillage].mean, 1000);
  EXPECT_EQ(equipment.settings[kVillage].schools_valued, 1U);
  EXPECT_EQ(equipment.settings[kVillage].schools_unknown, 1U);
  EXPECT_FALSE(equipment.settings[kTown].mean.has_value());
  EXPECT_EQ(stage.schools_without_setting, 0U);
}

// All pupils: (300 x 3000 + 100 x 1000) / 400 = 2500. Left-behind children: (30 x 3000 + 70 x 1000) / 100 = 1600.
TEST(PupilGaps, GroupHasWhatItsSchoolsHave) {
  const auto [scene, stage] = primary_gaps();
  const IndicatorGaps& equipment = indicator(stage, "L6");
  EXPECT_DOUBLE_EQ(*equipment.all.mean, 2500);
  EXPECT_DOUBLE_EQ(*equipment.groups[group("left_behind_pupils")].mean, 1600);
  EXPECT_EQ(equipment.groups[group("left_behind_pupils")].schools_unknown, 1U);
  EXPECT_FALSE(equipment.groups[group("boarders")].mean.has_value());
}

// Girls: 150 + 60 + 40 of 500 pupils. Left-behind children: 30 + 70 of the 400 pupils of the schools that tell them.
TEST(PupilGaps, SharesAreOfTheSchoolsThatTellTheGroup) {
  const auto [scene, stage] = primary_gaps();
  EXPECT_DOUBLE_EQ(*stage.group_percent[group("girls")].mean, 50);
  EXPECT_DOUBLE_EQ(*stage.group_percent[group("left_behind_pupils")].mean, 25);
  EXPECT_EQ(stage.group_percent[group("left_behind_pupils")].denominator, 400);
  EXPECT_EQ(stage.group_percent[group("left_behind_pupils")].schools_unknown, 1U);
}

TEST(PupilGaps, SchoolWithoutSettingIsCountedAndInNone) {
  DatasetBuilder data;
  data.county("330102").school("A", 211).stage(Stage::Primary).set("pupils", 300).set("equipment_value_yuan", 900'000);
  const auto scene = testing::assess_scene(data.build(), testing::built_in_standard("cn.quality-2017"));
  const StageGaps stage = pupil_gaps(*scene->assessment).at(0).stages.at(0);
  EXPECT_EQ(stage.schools_without_setting, 1U);
  for (const GapMean& mean : indicator(stage, "L6").settings) EXPECT_FALSE(mean.mean.has_value());
}

/// 300 pupils, of whom the row of grade 1 has 60 with 30 left behind: the other 240 are not told, and 30 of 300 would be too few.
TEST(PupilGaps, GradeWithoutARowLeavesTheGroupUnknown) {
  DatasetBuilder data;
  data.county("330102").school("A", 211).stage(Stage::Primary).set("pupils", 300);
  data.grade(1).set("pupils", 60).set("left_behind_pupils", 30);
  const auto scene = testing::assess_scene(data.build(), testing::built_in_standard("cn.quality-2017"));
  const StageGaps stage = pupil_gaps(*scene->assessment).at(0).stages.at(0);
  EXPECT_FALSE(stage.group_percent[group("left_behind_pupils")].mean.has_value());
  EXPECT_EQ(stage.group_percent[group("left_behind_pupils")].schools_unknown, 1U);
}

}  // namespace
}  // namespace junheng::monitor
