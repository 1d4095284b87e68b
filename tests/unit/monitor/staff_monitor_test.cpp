#include <gtest/gtest.h>

#include "junheng/monitor/staff_need.h"

#include "support/dataset_builder.h"
#include "support/monitor_scene.h"

namespace junheng::monitor {
namespace {

using assess::Verdict;
using testing::cell;
using testing::DatasetBuilder;
using testing::figure;
using testing::run_monitor;

/// The example of docs/methods/monitors.md: a primary school of 380 pupils with 18 staff, a nine-year school of 190 and 270 with 40.
DatasetBuilder two_schools(int year = 2024) {
  DatasetBuilder data;
  data.county("330102").school("P", 211, "一小").setting(220).year(year).stage(Stage::Primary).set("pupils", 380).set("staff", 18);
  data.set("classes", 10).set("teachers", 16).set("teachers_certified", 16).set("teachers_trained_360h", 12);
  data.school("N", 312, "九年").setting(121).stage(Stage::Primary).set("pupils", 190).set("teachers", 12).set("teachers_certified", 12);
  data.set("teachers_trained_360h", 12).set("classes", 6);
  data.stage(Stage::Junior).set("pupils", 270).set("teachers", 20).set("teachers_certified", 19).set("teachers_trained_360h", 20);
  data.set("classes", 6).stage(Stage::All).set("staff", 40);
  return data;
}

/// 380 / 19 = 20 posts against 18: 2 are lacking. 190 / 19 + 270 / 13.5 = 30 against 40.
TEST(StaffMonitor, PostsOfThroughSchoolsAreThoseOfTheirStages) {
  const auto dataset = two_schools().build();
  const Monitoring monitoring = run_monitor(dataset, "staff");
  EXPECT_DOUBLE_EQ(*figure(monitoring, "posts_needed").value, 50);
  EXPECT_EQ(figure(monitoring, "staff").value, 58);
  EXPECT_EQ(figure(monitoring, "schools_short").value, 1);
  EXPECT_DOUBLE_EQ(*figure(monitoring, "posts_missing").value, 2);
  const auto& offenders = testing::monitored_area(monitoring).offenders;
  ASSERT_FALSE(offenders.empty());
  EXPECT_EQ(offenders[0].school, SchoolIndex(std::size_t{0}));
  EXPECT_EQ(offenders[0].figure, "posts_missing");
  EXPECT_EQ(offenders[0].value, 18);
  EXPECT_DOUBLE_EQ(*offenders[0].limit, 20);
}

/// 380 / 18 = 21.11 pupils per member of staff, above 19; (190 + 270) / 40 = 11.5 has no single ratio.
TEST(StaffMonitor, RatiosStandByKindAndSetting) {
  const auto dataset = two_schools().build();
  const Monitoring monitoring = run_monitor(dataset, "staff");
  const BreakdownCell& village = cell(monitoring, "by_kind", {"211", "village"}, "pupils_per_staff");
  EXPECT_NEAR(*village.value, 21.1111111, 1e-6);
  EXPECT_EQ(cell(monitoring, "by_kind", {"211", "village"}, "pupils_per_staff_held").verdict, Verdict::Unmet);
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_kind", {"312", "town"}, "pupils_per_staff").value, 11.5);
  EXPECT_EQ(cell(monitoring, "by_kind", {"312", "town"}, "pupils_per_staff_held").verdict, std::nullopt);
  // 380 / 16 and 16 / 10.
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_kind", {"211", "village"}, "pupils_per_teacher").value, 23.75);
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_kind", {"211", "village"}, "teachers_per_class").value, 1.6);
}

/// In 2010 a rural primary school had 1:23: 380 / 23 = 16.52 posts, fewer than 18.
TEST(StaffMonitor, RatioIsThatOfYearAndSetting) {
  const auto dataset = two_schools(2010).build();
  const Monitoring monitoring = run_monitor(dataset, "staff", 2010);
  EXPECT_NEAR(*cell(monitoring, "by_kind", {"211", "village"}, "posts_needed").value, 16.5217391, 1e-6);
  EXPECT_EQ(figure(monitoring, "schools_short").value, 0);
  // 190 / 21 + 270 / 16.
  EXPECT_NEAR(*cell(monitoring, "by_kind", {"312", "town"}, "posts_needed").value, 25.9226190, 1e-6);
}

/// 47 of 48 teachers have a certificate, 44 the training; both must be all of them.
TEST(StaffMonitor, SharesOfTeachersHaveTheirOffenders) {
  const auto dataset = two_schools().build();
  const Monitoring monitoring = run_monitor(dataset, "staff");
  EXPECT_NEAR(*figure(monitoring, "certified_share").value, 97.9166667, 1e-6);
  EXPECT_EQ(figure(monitoring, "certified_share").verdict, Verdict::Unmet);
  EXPECT_NEAR(*figure(monitoring, "trained_share").value, 91.6666667, 1e-6);
  EXPECT_EQ(figure(monitoring, "above_required_share").value, std::nullopt);
  EXPECT_EQ(figure(monitoring, "above_required_share").missing, std::vector<std::string_view>{"teachers_above_required"});
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_stage", {"junior", "town"}, "certified_share").value, 95);
  std::size_t certified = 0;
  for (const Offender& offender : testing::monitored_area(monitoring).offenders) certified += offender.figure == "certified_share" ? 1 : 0;
  EXPECT_EQ(certified, 1U);
}

TEST(StaffMonitor, ApprovedPostsAreTheCountysElseThoseOfItsSchools) {
  auto dataset = two_schools().build();
  EXPECT_EQ(figure(run_monitor(dataset, "staff"), "posts_approved").value, std::nullopt);
  const auto grant = [&](std::optional<AreaIndex> area, std::optional<SchoolIndex> school, double posts) {
    dataset.establishment.entries.push_back({area, school, 2024, std::nullopt, model::Quantity::of(posts)});
  };
  grant(std::nullopt, SchoolIndex(std::size_t{0}), 17);
  grant(std::nullopt, SchoolIndex(std::size_t{1}), 38);
  EXPECT_EQ(figure(run_monitor(dataset, "staff"), "posts_approved").value, 55);
  grant(AreaIndex(std::size_t{0}), std::nullopt, 60);
  EXPECT_EQ(figure(run_monitor(dataset, "staff"), "posts_approved").value, 60);
}

TEST(StaffMonitor, WhoTheRatiosAreNotForNeedsNothing) {
  DatasetBuilder data = two_schools();
  data.school("T", 218).setting(220).stage(Stage::Primary).set("pupils", 40).set("staff", 1);
  data.school("V", 211).setting(111).founder(10).stage(Stage::Primary).set("pupils", 400).set("staff", 1);
  const auto dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "staff");
  EXPECT_DOUBLE_EQ(*figure(monitoring, "posts_needed").value, 50);
  EXPECT_EQ(figure(monitoring, "schools_short").value, 1);
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_kind", {"218", "village"}, "pupils_per_staff").value, 40);
}

TEST(StaffMonitor, WhatIsMissingLeavesThePostsOpenByName) {
  DatasetBuilder data = two_schools();
  data.school("A", 211).setting(220).stage(Stage::Primary).set("pupils", 190);
  data.school("B", 211).setting(220).stage(Stage::Primary).set("pupils", 190).set("staff", 5);
  data.stage(Stage::Preprimary).set("pupils", 60);
  data.school("C", 341).setting(111).stage(Stage::Junior).set("pupils", 270).set("staff", 5);
  const auto dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "staff");
  EXPECT_EQ(figure(monitoring, "posts_missing").value, std::nullopt);
  EXPECT_EQ(figure(monitoring, "posts_missing").at_least, 2);
  EXPECT_EQ(cell(monitoring, "by_kind", {"211", "village"}, "schools_short").open, 2U);
  EXPECT_EQ(cell(monitoring, "by_kind", {"341", "city"}, "posts_needed").value, std::nullopt);
}

/// 300 / 13.5 + 250 / 12.5 = 42.22 posts of a complete secondary school.
TEST(StaffMonitor, SeniorGradesHaveTheirOwnRatio) {
  DatasetBuilder data;
  data.county("330102").school("C", 341).setting(111).stage(Stage::Junior).set("pupils", 300);
  data.stage(Stage::Senior).set("pupils", 250).stage(Stage::All).set("staff", 50);
  const auto dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "staff");
  EXPECT_NEAR(*figure(monitoring, "posts_needed").value, 42.2222222, 1e-6);
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_kind", {"341", "city"}, "pupils_per_staff").value, 11);
}

/// Public 380 / 20 = 19, private 380 / 10 = 38: together 25.33, which no standard is for.
TEST(StaffMonitor, StandardJudgesTheSchoolsThatItIsFor) {
  DatasetBuilder data;
  data.county("330102").school("A", 211).setting(111).stage(Stage::Primary).set("pupils", 380).set("staff", 20);
  data.school("B", 211).setting(111).founder(10).stage(Stage::Primary).set("pupils", 380).set("staff", 10);
  data.school("C", 218).setting(111).stage(Stage::Primary).set("pupils", 40).set("staff", 1);
  const auto dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "staff");
  const std::vector<std::string> row = {"211", "city"};
  EXPECT_NEAR(*cell(monitoring, "by_kind", row, "pupils_per_staff").value, 25.3333333, 1e-6);
  EXPECT_EQ(cell(monitoring, "by_kind", row, "pupils_per_staff").verdict, std::nullopt);
  EXPECT_DOUBLE_EQ(*cell(monitoring, "by_kind", row, "pupils_per_staff_held").value, 19);
  EXPECT_EQ(cell(monitoring, "by_kind", row, "pupils_per_staff_held").verdict, Verdict::Met);
  EXPECT_EQ(cell(monitoring, "by_kind", {"218", "city"}, "pupils_per_staff_held").verdict, std::nullopt);
  EXPECT_EQ(figure(monitoring, "staff").value, 31);
  EXPECT_EQ(figure(monitoring, "staff_held").value, 20);
  EXPECT_DOUBLE_EQ(*figure(monitoring, "posts_needed").value, 20);
  EXPECT_EQ(figure(monitoring, "schools_short").value, 0);
}

TEST(StaffMonitor, OtherCountriesHaveFiguresWithoutPosts) {
  DatasetBuilder data = two_schools();
  data.country("TW");
  const auto dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "staff");
  EXPECT_EQ(figure(monitoring, "staff").value, 58);
  for (const std::string_view id : {"staff_held", "posts_needed", "schools_short", "posts_missing"}) {
    EXPECT_EQ(figure(monitoring, id).value, std::nullopt) << id;
    EXPECT_EQ(figure(monitoring, id).at_least, std::nullopt) << id;
  }
  const std::vector<std::string> row = {"211", "village"};
  EXPECT_NEAR(*cell(monitoring, "by_kind", row, "pupils_per_staff").value, 21.1111111, 1e-6);
  for (const std::string_view id : {"pupils_per_staff_held", "posts_needed", "schools_short", "posts_missing"})
    EXPECT_EQ(cell(monitoring, "by_kind", row, id).value, std::nullopt) << id;
  EXPECT_TRUE(testing::monitored_area(monitoring).offenders.empty());
}

TEST(StaffRatios, SchoolWithoutSettingHasTheRatioThatIsTheSameEverywhere) {
  const StaffRatios unified(standards::built_in_monitor_limits(), SchoolYear{2024});
  EXPECT_EQ(unified.of(Stage::Primary, Setting::NotGiven)->value, 19);
  const StaffRatios apart(standards::built_in_monitor_limits(), SchoolYear{2010});
  EXPECT_EQ(apart.of(Stage::Primary, Setting::NotGiven), std::nullopt);
  EXPECT_EQ(apart.of(Stage::Junior, Setting::Village)->value, 18);
  EXPECT_FALSE(StaffRatios(standards::built_in_monitor_limits(), SchoolYear{1999}).is_any());
}

}  // namespace
}  // namespace junheng::monitor
