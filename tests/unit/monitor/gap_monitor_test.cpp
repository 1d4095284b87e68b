#include <gtest/gtest.h>

#include "junheng/standards/library.h"

#include "support/dataset_builder.h"
#include "support/monitor_scene.h"

namespace junheng::monitor {
namespace {

using testing::cell;
using testing::DatasetBuilder;
using testing::figure;
using testing::run_monitor;

const standards::Pack& pack(std::string_view id = "cn.quality-2017") {
  static const standards::Library library = standards::load_packs(standards::built_in_packs(), Date{2024, 9, 1});
  return *library.find(id);
}

/// The example of docs/methods/monitors.md: an urban school with 900,000 yuan of equipment for 300 pupils of whom 30 are left behind, a
/// village school with 100,000 for 100 of whom 70 are.
DatasetBuilder town_and_village() {
  DatasetBuilder data;
  data.county("330102").school("U", 211).setting(111).stage(Stage::Primary).set("pupils", 300).set("equipment_value_yuan", 900'000);
  data.grade(1).set("pupils", 300).set("left_behind_pupils", 30);
  data.school("R", 211).setting(220).stage(Stage::Primary).set("pupils", 100).set("equipment_value_yuan", 100'000);
  data.grade(1).set("pupils", 100).set("left_behind_pupils", 70);
  return data;
}

/// 900,000 / 300 = 3,000; 100,000 / 100 = 1,000: a third.
TEST(GapMonitor, SettingsStandSideBySideWithTheirPupils) {
  const auto dataset = town_and_village().build();
  const Monitoring monitoring = run_monitor(dataset, "gaps", 2024, &pack());
  const std::vector<std::string> row = {"primary", "L6"};
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_setting", row, "city").value, 3000);
  EXPECT_EQ(cell(monitoring, "by_setting", row, "city_pupils").value, 300);
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_setting", row, "village").value, 1000);
  EXPECT_EQ(cell(monitoring, "by_setting", row, "town").value, std::nullopt);
  EXPECT_NEAR(*cell(monitoring, "by_setting", row, "village_of_urban").value, 33.3333333333, 1e-9);
  EXPECT_EQ(figure(monitoring, "city_pupils").value, 300);
  EXPECT_EQ(figure(monitoring, "town_pupils").value, 0);
  EXPECT_EQ(figure(monitoring, "village_pupils").value, 100);
}

/// 100 of 400 pupils are left behind; they have (30 x 3,000 + 70 x 1,000) / 100 = 1,600, all have (300 x 3,000 + 100 x 1,000) / 400 =
/// 2,500.
TEST(GapMonitor, GroupsHaveTheirShareAndWhatTheirSchoolsHave) {
  const auto dataset = town_and_village().build();
  const Monitoring monitoring = run_monitor(dataset, "gaps", 2024, &pack());
  EXPECT_DOUBLE_EQ(*figure(monitoring, "left_behind_pupils").value, 25);
  EXPECT_EQ(figure(monitoring, "girls").value, std::nullopt);
  EXPECT_EQ(figure(monitoring, "girls").missing, std::vector<std::string_view>{"girls"});
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_group", {"primary", "left_behind_pupils"}, "group_pupils").value, 100);
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_group", {"primary", "left_behind_pupils"}, "share").value, 25);
  const BreakdownCell& theirs = cell(monitoring, "group_schools", {"primary", "L6"}, "left_behind_pupils");
  EXPECT_DOUBLE_EQ(*theirs.value, 1600);
  EXPECT_EQ(theirs.of, 100);
  EXPECT_DOUBLE_EQ(*cell(monitoring, "group_schools", {"primary", "L6"}, "all").value, 2500);
}

/// Above the county sums are divided by sums; the mean of the counties' means would be 2,000.
TEST(GapMonitor, AreasAboveAddSumsAndPupils) {
  DatasetBuilder data;
  data.area("33", model::AreaLevel::Province);
  data.county("330102").school("A", 211).setting(111).stage(Stage::Primary).set("pupils", 300).set("equipment_value_yuan", 900'000);
  data.county("330103").school("B", 211).setting(111).stage(Stage::Primary).set("pupils", 100).set("equipment_value_yuan", 100'000);
  auto dataset = data.build();
  dataset.areas.parents[1] = dataset.areas.parents[2] = AreaIndex(std::size_t{0});
  const Monitoring monitoring = run_monitor(dataset, "gaps", 2024, &pack());
  // (900,000 + 100,000) / (300 + 100).
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_setting", {"primary", "L6"}, "city").value, 2500);
  EXPECT_EQ(cell(monitoring, "by_setting", {"primary", "L6"}, "city_pupils").value, 400);
}

TEST(GapMonitor, SchoolWithoutValueIsCountedAndOneWithoutSettingLeavesThePupilsOpen) {
  DatasetBuilder data = town_and_village();
  data.school("X", 211).setting(112).stage(Stage::Primary).set("pupils", 50);
  data.school("Y", 211).stage(Stage::Primary).set("pupils", 60).set("equipment_value_yuan", 1);
  const auto dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "gaps", 2024, &pack());
  const BreakdownCell& city = cell(monitoring, "by_setting", {"primary", "L6"}, "city");
  EXPECT_DOUBLE_EQ(*city.value, 3000);
  EXPECT_EQ(city.open, 1U);
  EXPECT_EQ(figure(monitoring, "city_pupils").value, std::nullopt);
  EXPECT_EQ(figure(monitoring, "city_pupils").at_least, 350);
  EXPECT_EQ(figure(monitoring, "city_pupils").missing, std::vector<std::string_view>{"setting"});
}

/// 600 pupils / 30 teachers = 20 by the denominator of R1, which is teachers; school 2 without teachers is not in the mean.
TEST(GapMonitor, PupilsBesideAMeanArePupilsWhateverItIsDividedBy) {
  DatasetBuilder data("TW");
  data.county("330102").school("A", 211).setting(111).stage(Stage::Primary).set("pupils", 600).set("teachers", 30);
  data.school("B", 211).setting(111).stage(Stage::Primary).set("pupils", 90);
  const auto dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "gaps", 2024, &pack("generic.resources"));
  const std::vector<std::string> row = {"primary", "R1"};
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_setting", row, "city").value, 20);
  EXPECT_EQ(cell(monitoring, "by_setting", row, "city").of, 30);
  EXPECT_EQ(cell(monitoring, "by_setting", row, "city_pupils").value, 600);
  EXPECT_EQ(cell(monitoring, "by_setting", row, "city_pupils").open, 1U);
}

TEST(GapMonitor, WithoutReadingPackThereAreGroupsAndNoIndicators) {
  const auto dataset = town_and_village().build();
  const Monitoring monitoring = run_monitor(dataset, "gaps");
  EXPECT_TRUE(testing::monitored_area(monitoring).breakdowns[0].rows.empty());
  EXPECT_DOUBLE_EQ(*figure(monitoring, "left_behind_pupils").value, 25);
}

}  // namespace
}  // namespace junheng::monitor
