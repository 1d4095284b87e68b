// Limits that differ by urban-rural setting: docs/standards-format.md; the numbers of cn.shaanxi-basic from standards.md 1.5.
#include <gtest/gtest.h>

#include <string>

#include "junheng/assess/diagnosis.h"
#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;
using enum IndicatorState;

struct StaffedSchool {
  int setting;
  double pupils;
  double staff;
};

std::unique_ptr<junheng::testing::Scene> staffed(const std::vector<StaffedSchool>& schools) {
  DatasetBuilder data;
  data.county("610102");
  int number = 1;
  for (const StaffedSchool& school : schools) {
    data.school("S" + std::to_string(number++), 211).setting(school.setting);
    data.stage(Stage::Primary).set("pupils", school.pupils).set("staff", school.staff);
  }
  return assess_scene(data.build(), built_in_standard("cn.shaanxi-basic"));
}

std::vector<IndicatorState> states_of(const junheng::testing::Scene& scene) { return scene.column(Stage::Primary, "N4").states; }

TEST(SettingLimits, CityIsHeldTo21AndTownAndVillageTo23PupilsPerStaff) {
  const auto scene = staffed({{111, 42, 2}, {112, 44, 2}, {110, 44, 2}, {121, 44, 2}, {220, 46, 2}, {210, 48, 2}});
  // 21, 22, 22, 22, 23 and 24 pupils for one.
  EXPECT_EQ(states_of(*scene), (std::vector{Met, Unmet, Unmet, Met, Met, Unmet}));
  const IndicatorSummary& summary = scene->summary(Stage::Primary, "N4");
  EXPECT_EQ(summary.schools_met, 3U);
  EXPECT_EQ(summary.schools_below, 3U);
  EXPECT_EQ(summary.schools_unknown, 0U);
}

TEST(SettingLimits, SchoolWithoutSettingIsJudgedWhereBothLimitsAgree) {
  const auto scene = staffed({{0, 42, 2}, {0, 44, 2}, {0, 48, 2}});
  EXPECT_EQ(states_of(*scene), (std::vector{Met, Unknown, Unmet}));
  const std::size_t n4 = scene->assessment->rules_of(Stage::Primary).find("N4").value();
  EXPECT_FALSE(is_limit_open(*scene->assessment, Stage::Primary, 0, n4));
  EXPECT_TRUE(is_limit_open(*scene->assessment, Stage::Primary, 1, n4));
}

std::optional<Shortfall> staff_shortfall(const junheng::testing::Scene& scene, std::uint32_t unit) {
  const std::size_t n4 = scene.assessment->rules_of(Stage::Primary).find("N4").value();
  for (const Shortfall& shortfall : shortfalls(*scene.assessment, Stage::Primary, unit))
    if (shortfall.indicator == n4) return shortfall;
  return std::nullopt;
}

TEST(SettingLimits, ShortfallIsToTheSchoolsOwnLimit) {
  const auto scene = staffed({{111, 44, 2}, {220, 48, 2}, {220, 44, 2}});
  const auto city = staff_shortfall(*scene, 0);
  ASSERT_TRUE(city);
  EXPECT_EQ(city->limit, 21);
  // 44 / 21 - 2 = 2 / 21 of a person, or 44 - 21 x 2 = 2 pupils too many.
  EXPECT_NEAR(city->missing.value(), 2.0 / 21, 1e-12);
  EXPECT_NEAR(city->excess.value(), 2, 1e-12);
  const auto village = staff_shortfall(*scene, 1);
  ASSERT_TRUE(village);
  EXPECT_EQ(village->limit, 23);
  EXPECT_NEAR(village->missing.value(), 2.0 / 23, 1e-12);
  EXPECT_FALSE(staff_shortfall(*scene, 2));
}

TEST(SettingLimits, WithoutSettingASchoolThatMissesBothLacksAtLeastWhatTheMildestAsks) {
  const auto scene = staffed({{0, 48, 2}});
  const auto shortfall = staff_shortfall(*scene, 0);
  ASSERT_TRUE(shortfall);
  EXPECT_EQ(shortfall->state, Unmet);
  EXPECT_EQ(shortfall->value, 24);
  EXPECT_FALSE(shortfall->limit);
  // 48 / 23 - 2; of 21 it would be 48 / 21 - 2.
  EXPECT_NEAR(shortfall->missing.value(), 2.0 / 23, 1e-12);
  EXPECT_TRUE(shortfall->is_least);
  const std::size_t n4 = scene->assessment->rules_of(Stage::Primary).find("N4").value();
  EXPECT_EQ(possible_standards(*scene->assessment, Stage::Primary, 0, n4), (std::vector<double>{23, 21}));
}

TEST(SettingLimits, WithoutSettingNobodyKnowsWhetherAnythingIsLackingBetweenTheTwo) {
  const auto scene = staffed({{0, 44, 2}});
  const auto shortfall = staff_shortfall(*scene, 0);
  ASSERT_TRUE(shortfall);
  EXPECT_EQ(shortfall->state, Unknown);
  EXPECT_FALSE(shortfall->missing);
  EXPECT_FALSE(shortfall->is_least);
}

/// Books per pupil: 30, in inner cities (111) 40; every other indicator at least 80 % of its standard.
StageRules book_rules() {
  static const standards::Library library = standards::load_packs({{"books.toml", R"([pack]
id = "books"
title = { zh = "图书", en = "Books" }
[[indicator]]
id = "X1"
title = { zh = "生均图书", en = "Books per pupil" }
numerator = ["+books"]
denominator = ["pupils"]
unit = "volume/pupil"
[[indicator.limit]]
from = 2020-01-01
value = 30
source = { document = "D", clause = "1" }
[[indicator.limit]]
setting_prefixes = ["111"]
from = 2020-01-01
value = 40
source = { document = "D", clause = "1" }
[[school.limit]]
kind = "floor_share"
from = 2020-01-01
value = 0.8
source = { document = "D", clause = "1" }
)"}},
                                                                  {2024, 9, 1});
  static const standards::Standard standard = standards::resolve(*library.find("books"), {2024, 9, 1}).value();
  return stage_rules(standard, Stage::Primary);
}

TEST(SettingLimits, FloorIsAShareOfTheSchoolsOwnStandard) {
  const StageRules rules = book_rules();
  // 0.8 x 40 and 0.8 x 30.
  EXPECT_EQ(own_limits(rules.indicators[0], 111), (OwnLimits{40, 32}));
  EXPECT_EQ(own_limits(rules.indicators[0], 112), (OwnLimits{30, 24}));
  EXPECT_EQ(own_limits(rules.indicators[0], 200), (OwnLimits{30, 24}));
}

TEST(SettingLimits, StandardThatIsTheSameEverywhereIsKnownWhereOnlyTheFloorIsOpen) {
  IndicatorRule rule;
  rule.standard.emplace().value = 30;
  rule.floor.emplace().value = 20;
  standards::SettingLimit city;
  city.setting_prefixes = {"111"};
  city.limit.value = 25;
  rule.floors_by_setting.push_back(city);
  EXPECT_EQ(own_limits(rule, 0), (OwnLimits{30, std::nullopt}));
  EXPECT_EQ(own_limits(rule, 111), (OwnLimits{30, 25}));
}

TEST(SettingLimits, CodeThatIsTooShortLeavesTheLimitOpen) {
  const StageRules rules = book_rules();
  EXPECT_EQ(own_limits(rules.indicators[0], 110), OwnLimits{});
  EXPECT_EQ(own_limits(rules.indicators[0], 0), OwnLimits{});
}

}  // namespace
}  // namespace junheng::assess
