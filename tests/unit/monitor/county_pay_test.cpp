#include "junheng/monitor/county_pay.h"

#include <gtest/gtest.h>

#include "support/dataset_builder.h"
#include "support/monitor_scene.h"

namespace junheng::monitor {
namespace {

using assess::Verdict;
using testing::DatasetBuilder;

TEST(CountyPay, RatioAndVerdictByYear) {
  DatasetBuilder data;
  data.county("330102").year(2023).item("teacher_pay_yuan", 90'000).item("civil_servant_pay_yuan", 100'000);
  data.year(2024).item("teacher_pay_yuan", 110'000).item("civil_servant_pay_yuan", 110'000);
  const model::Dataset dataset = data.build();
  const auto pay = county_pay(dataset, standards::built_in_monitor_limits());
  ASSERT_EQ(pay.size(), 1U);
  ASSERT_EQ(pay[0].years.size(), 2U);
  EXPECT_DOUBLE_EQ(*pay[0].years[0].ratio(), 0.9);
  EXPECT_EQ(pay[0].years[0].verdict, Verdict::Unmet);
  // Equal pay meets "not below".
  EXPECT_EQ(pay[0].years[1].verdict, Verdict::Met);
}

TEST(CountyPay, OneOfTheTwoMissingIsUnknown) {
  DatasetBuilder data;
  data.county("330102").item("teacher_pay_yuan", 90'000).county("330103").item("civil_servant_pay_yuan", 0).item("teacher_pay_yuan", 1);
  const model::Dataset dataset = data.build();
  const auto pay = county_pay(dataset, standards::built_in_monitor_limits());
  ASSERT_EQ(pay.size(), 2U);
  for (const CountyPay& county : pay) {
    EXPECT_EQ(county.years[0].verdict, Verdict::Unknown);
    EXPECT_FALSE(county.years[0].ratio().has_value());
  }
}

/// The document is of 2017-04-19: the school year 2017 is the first that begins under it.
TEST(CountyPay, YearIsHeldAgainstTheLimitInForceInItAsByTheMonitor) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211);
  for (const int year : {2013, 2016, 2017}) {
    data.year(year).stage(Stage::Primary).set("pupils", 300);
    data.item("teacher_pay_yuan", 90).item("civil_servant_pay_yuan", 100);
  }
  const model::Dataset dataset = data.build();
  const auto pay = county_pay(dataset, standards::built_in_monitor_limits());
  ASSERT_EQ(pay[0].years.size(), 3U);
  for (const std::size_t before : {0U, 1U}) {
    EXPECT_EQ(pay[0].years[before].limit, std::nullopt);
    EXPECT_EQ(pay[0].years[before].verdict, std::nullopt);
  }
  EXPECT_EQ(pay[0].years[2].limit, 1);
  EXPECT_EQ(pay[0].years[2].verdict, Verdict::Unmet);
  for (const PayYear& year : pay[0].years)
    EXPECT_EQ(testing::figure(testing::run_monitor(dataset, "pay", year.year.first), "teacher_pay_ratio").verdict, year.verdict);
}

TEST(CountyPay, OtherCountriesHaveNoVerdictAndCountyWithoutFiguresNoRow) {
  DatasetBuilder data;
  data.country("NG")
      .county("330102")
      .item("teacher_pay_yuan", 90'000)
      .item("civil_servant_pay_yuan", 80'000)
      .county("330103")
      .item("villages", 12);
  const model::Dataset dataset = data.build();
  const auto pay = county_pay(dataset, standards::built_in_monitor_limits());
  ASSERT_EQ(pay.size(), 1U);
  EXPECT_EQ(pay[0].years[0].verdict, std::nullopt);
  EXPECT_DOUBLE_EQ(*pay[0].years[0].ratio(), 1.125);
}

}  // namespace
}  // namespace junheng::monitor
