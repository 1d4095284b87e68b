#include "junheng/monitor/pay.h"

#include <gtest/gtest.h>

#include "support/dataset_builder.h"
#include "support/monitor_scene.h"

namespace junheng::monitor {
namespace {

using assess::Verdict;
using testing::DatasetBuilder;
using testing::figure;
using testing::run_monitor;

/// 90,000 / 100,000 = 0.9 misses the 1 of 2017; equal pay meets "not below".
TEST(Pay, RatioVerdictAndTrend) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).year(2023).stage(Stage::Primary).set("pupils", 300);
  data.item("teacher_pay_yuan", 90'000).item("civil_servant_pay_yuan", 100'000);
  data.year(2024).stage(Stage::Primary).set("pupils", 300);
  data.item("teacher_pay_yuan", 110'000).item("civil_servant_pay_yuan", 110'000);
  const model::Dataset dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "pay");
  ASSERT_EQ(monitoring.results[0].years.size(), 2U);
  const MonitorArea& before = monitoring.results[0].years[0].areas[0];
  EXPECT_DOUBLE_EQ(*before.find("teacher_pay_ratio")->value, 0.9);
  EXPECT_EQ(before.find("teacher_pay_ratio")->verdict, Verdict::Unmet);
  ASSERT_EQ(before.offenders.size(), 1U);
  EXPECT_EQ(before.offenders[0].county, AreaIndex(std::size_t{0}));
  EXPECT_NEAR(before.offenders[0].excess(), 0.1, 1e-12);
  EXPECT_EQ(figure(monitoring, "teacher_pay_ratio").verdict, Verdict::Met);
  EXPECT_EQ(figure(monitoring, "teacher_pay_yuan").value, 110'000);
}

TEST(Pay, OneOfTheTwoMissingOrNothingPaidIsUnknown) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 300);
  data.item("teacher_pay_yuan", 90'000);
  data.county("330103").school("2133000002", 211).stage(Stage::Primary).set("pupils", 300);
  data.item("civil_servant_pay_yuan", 0).item("teacher_pay_yuan", 1);
  const model::Dataset dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "pay");
  for (const std::size_t area : {0U, 1U}) {
    EXPECT_EQ(figure(monitoring, "teacher_pay_ratio", area).verdict, Verdict::Unknown);
    EXPECT_FALSE(figure(monitoring, "teacher_pay_ratio", area).value.has_value());
  }
  EXPECT_EQ(figure(monitoring, "teacher_pay_ratio", 0).missing, std::vector<std::string_view>{"civil_servant_pay_yuan"});
  EXPECT_EQ(figure(monitoring, "teacher_pay_ratio", 1).missing, std::vector<std::string_view>{"zero_denominator"});
}

TEST(Pay, BeforeTheStandardThereIsNoVerdict) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).year(2015).stage(Stage::Primary).set("pupils", 300);
  data.item("teacher_pay_yuan", 90'000).item("civil_servant_pay_yuan", 80'000);
  const model::Dataset dataset = data.build();
  const Monitoring monitoring = run_monitor(dataset, "pay", 2015);
  EXPECT_DOUBLE_EQ(*figure(monitoring, "teacher_pay_ratio").value, 1.125);
  EXPECT_EQ(figure(monitoring, "teacher_pay_ratio").verdict, std::nullopt);
  EXPECT_EQ(figure(monitoring, "counties_below").value, std::nullopt);
}

TEST(Pay, OtherCountriesHaveNobodyBelowAChineseLimit) {
  DatasetBuilder data("TW");
  data.area("33", model::AreaLevel::Province);
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 300);
  data.item("teacher_pay_yuan", 90'000).item("civil_servant_pay_yuan", 100'000);
  model::Dataset dataset = data.build();
  dataset.areas.parents[1] = AreaIndex(std::size_t{0});
  const Monitoring monitoring = run_monitor(dataset, "pay");
  EXPECT_EQ(figure(monitoring, "counties_told").value, 1);
  EXPECT_EQ(figure(monitoring, "counties_below").value, std::nullopt);
  EXPECT_EQ(figure(monitoring, "counties_below").at_least, std::nullopt);
}

/// Means do not add up: the province has its own, or none; of its three counties two tell both numbers and one of them falls below.
TEST(Pay, AboveTheCountyMeansAreReportedAndCountiesCounted) {
  DatasetBuilder data;
  data.area("33", model::AreaLevel::Province);
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 300);
  data.item("teacher_pay_yuan", 90'000).item("civil_servant_pay_yuan", 100'000);
  data.county("330103").school("2133000002", 211).stage(Stage::Primary).set("pupils", 300);
  data.item("teacher_pay_yuan", 100'000).item("civil_servant_pay_yuan", 100'000);
  data.county("330104").school("2133000003", 211).stage(Stage::Primary).set("pupils", 300);
  model::Dataset dataset = data.build();
  for (const std::size_t county : {1U, 2U, 3U}) dataset.areas.parents[county] = AreaIndex(std::size_t{0});
  const Monitoring monitoring = run_monitor(dataset, "pay");
  EXPECT_FALSE(figure(monitoring, "teacher_pay_ratio").value.has_value());
  EXPECT_EQ(figure(monitoring, "teacher_pay_ratio").missing, std::vector<std::string_view>{"not_additive"});
  EXPECT_EQ(figure(monitoring, "counties_told").value, 2);
  EXPECT_EQ(figure(monitoring, "counties_below").value, std::nullopt);
  EXPECT_EQ(figure(monitoring, "counties_below").at_least, 1);
  EXPECT_EQ(figure(monitoring, "counties_told", 1).value, std::nullopt);
}

TEST(Pay, IsRunUnaskedOnlyWhereToldOf) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 300);
  const model::Dataset dataset = data.build();
  const auto all = run_monitors(dataset, standards::built_in_monitor_limits(), {SchoolYear{2024}, {}, std::nullopt, ""}).value();
  for (const MonitorResult& result : all.results) EXPECT_NE(result.id, "pay");
  EXPECT_EQ(run_monitor(dataset, "pay").results.size(), 1U);
}

}  // namespace
}  // namespace junheng::monitor
