#include <gtest/gtest.h>

#include "junheng/monitor/building_need.h"

#include "support/dataset_builder.h"
#include "support/monitor_scene.h"

namespace junheng::monitor {
namespace {

using assess::Verdict;
using model::Quantity;
using testing::cell;
using testing::DatasetBuilder;
using testing::figure;
using testing::run_monitor;

/// 建标〔2002〕102号 table 4-1, 完全小学 (standards.md 6.1).
const standards::SizeRow& primary_row() {
  return *standards::built_in_monitor_limits().size_table("floor_area")->row(211, "basic", Date{2024, 9, 1});
}

TEST(FloorArea, SizeOfTheTableHasItsValue) {
  EXPECT_EQ(judge_floor_area(primary_row(), Quantity::of(4684), Quantity::of(18)).verdict, Verdict::Met);
  EXPECT_EQ(judge_floor_area(primary_row(), Quantity::of(4683), Quantity::of(18)).verdict, Verdict::Unmet);
}

/// 20 classes stand between 18 (4,684) and 24 (5,812).
TEST(FloorArea, BetweenTwoSizesOnlyWhatHoldsForBothIsSaid) {
  EXPECT_EQ(judge_floor_area(primary_row(), Quantity::of(5812), Quantity::of(20)).verdict, Verdict::Met);
  EXPECT_EQ(judge_floor_area(primary_row(), Quantity::of(4683), Quantity::of(20)).verdict, Verdict::Unmet);
  const BuildingVerdict between = judge_floor_area(primary_row(), Quantity::of(5000), Quantity::of(20));
  EXPECT_EQ(between.verdict, Verdict::Unknown);
  EXPECT_EQ(between.missing, "between_sizes");
}

TEST(FloorArea, BeyondTheTableNothingIsSaid) {
  for (const double classes : {6.0, 31.0}) {
    const BuildingVerdict beyond = judge_floor_area(primary_row(), Quantity::of(99'999), Quantity::of(classes));
    EXPECT_EQ(beyond.verdict, Verdict::Unknown);
    EXPECT_EQ(beyond.missing, "beyond_table");
  }
  EXPECT_EQ(judge_floor_area(primary_row(), Quantity::of(1), Quantity::missing(model::Absence::NoColumn)).missing, "classes");
  EXPECT_EQ(judge_floor_area(primary_row(), Quantity::missing(model::Absence::NoColumn), Quantity::of(18)).missing, "floor_area_m2");
}

/// The example of docs/methods/monitors.md: primary schools of 18 classes and 800 pupils with 4,600 and 7,000 m2 of floor, one of 20
/// classes and 900 pupils with 5,000, and a village school of 6 classes and 200 pupils with 1,300.
DatasetBuilder schools() {
  DatasetBuilder data;
  const auto school = [&](std::string_view id, int setting, double pupils, double classes, double floor) {
    data.school(id, 211, id)
        .setting(setting)
        .stage(Stage::Primary)
        .set("pupils", pupils)
        .set("classes", classes)
        .set("floor_area_m2", floor);
  };
  data.county("330102");
  school("A", 111, 800, 18, 4600);
  data.set("site_area_m2", 12'000);
  school("B", 121, 800, 18, 7000);
  school("C", 122, 900, 20, 5000);
  school("D", 220, 200, 6, 1300);
  return data;
}

/// A misses 4,684; B reaches 4,684 and 6,714; C stands between 4,684 and 5,812 and below 6,714, the larger value of 18 classes; the village
/// school is not under the standard. 17,900 m2 for 2,700 pupils are 6.63 each.
TEST(BuildingMonitor, UrbanAndTownSchoolsAreHeldAgainstTheTable) {
  const auto dataset = schools().build();
  const Monitoring monitoring = run_monitor(dataset, "buildings");
  EXPECT_EQ(figure(monitoring, "schools").value, 4);
  EXPECT_EQ(figure(monitoring, "floor_area_m2").value, 17'900);
  EXPECT_NEAR(*figure(monitoring, "floor_area_per_pupil").value, 6.6296296, 1e-6);
  EXPECT_EQ(figure(monitoring, "schools_held").value, 3);
  EXPECT_EQ(figure(monitoring, "schools_below").value, std::nullopt);
  EXPECT_EQ(figure(monitoring, "schools_below").at_least, 1);
  EXPECT_EQ(figure(monitoring, "schools_below").missing, std::vector<std::string_view>{"between_sizes"});
  EXPECT_EQ(figure(monitoring, "schools_unknown").value, 1);
  EXPECT_EQ(figure(monitoring, "schools_below_planned").value, 2);
  EXPECT_EQ(figure(monitoring, "site_area_per_pupil").value, std::nullopt);
  // 12,000 / 800, of the one urban school.
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_kind", {"211", "city"}, "site_area_per_pupil").value, 15);
  EXPECT_EQ(cell(monitoring, "by_kind", {"211", "village"}, "schools_held").value, 0);
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_kind", {"211", "village"}, "floor_area_per_pupil").value, 6.5);
  const auto& offenders = testing::monitored_area(monitoring).offenders;
  ASSERT_EQ(offenders.size(), 1U);
  EXPECT_EQ(offenders[0].value, 4600);
  EXPECT_EQ(*offenders[0].limit, 4684);
  EXPECT_EQ(offenders[0].excess(), 84);
}

TEST(BuildingMonitor, SettingNotGivenAndKindWithoutTableAreNotJudged) {
  DatasetBuilder data;
  data.county("330102").school("A", 211).stage(Stage::Primary).set("pupils", 800).set("classes", 18).set("floor_area_m2", 1);
  data.school("T", 218).setting(111).stage(Stage::Primary).set("pupils", 30).set("classes", 2).set("floor_area_m2", 1);
  const auto dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "buildings");
  EXPECT_EQ(figure(monitoring, "schools_held").value, 1);
  EXPECT_EQ(figure(monitoring, "schools_unknown").value, 1);
  EXPECT_EQ(figure(monitoring, "schools_below").missing, std::vector<std::string_view>{"setting"});
  EXPECT_TRUE(testing::monitored_area(monitoring).offenders.empty());
}

/// A complete secondary school counts its senior classes and pupils: 18 classes ask for 6,495 m2.
TEST(BuildingMonitor, SchoolCountsAsAWhole) {
  DatasetBuilder data;
  data.county("330102").school("C", 341).setting(111).stage(Stage::Junior).set("pupils", 450).set("classes", 9);
  data.stage(Stage::Senior).set("pupils", 450).set("classes", 9).stage(Stage::All).set("floor_area_m2", 6300);
  const auto dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "buildings");
  EXPECT_DOUBLE_EQ(*figure(monitoring, "floor_area_per_pupil").value, 7);
  EXPECT_EQ(figure(monitoring, "schools_below").value, 1);
}

TEST(BuildingMonitor, OtherCountriesHaveFiguresWithoutVerdicts) {
  DatasetBuilder data = schools();
  data.country("NG");
  const auto dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "buildings");
  EXPECT_EQ(figure(monitoring, "floor_area_m2").value, 17'900);
  EXPECT_EQ(figure(monitoring, "schools_held").value, std::nullopt);
  EXPECT_TRUE(testing::monitored_area(monitoring).offenders.empty());
  EXPECT_TRUE(monitoring.results[0].bases.empty());
}

}  // namespace
}  // namespace junheng::monitor
