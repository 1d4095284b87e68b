#include "junheng/monitor/county_pay.h"

#include <gtest/gtest.h>

#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using assess::Verdict;
using testing::DatasetBuilder;

TEST(CountyPay, RatioAndVerdictByYear) {
  DatasetBuilder data;
  data.county("330102").year(2023).item("teacher_pay_yuan", 90'000).item("civil_servant_pay_yuan", 100'000);
  data.year(2024).item("teacher_pay_yuan", 110'000).item("civil_servant_pay_yuan", 110'000);
  const model::Dataset dataset = data.build();
  const auto pay = county_pay(dataset, 1);
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
  const auto pay = county_pay(dataset, 1);
  ASSERT_EQ(pay.size(), 2U);
  for (const CountyPay& county : pay) {
    EXPECT_EQ(county.years[0].verdict, Verdict::Unknown);
    EXPECT_FALSE(county.years[0].ratio().has_value());
  }
}

TEST(CountyPay, WithoutLimitThereIsNoVerdictAndCountyWithoutFiguresNoRow) {
  DatasetBuilder data;
  data.county("330102").item("teacher_pay_yuan", 90'000).item("civil_servant_pay_yuan", 80'000).county("330103").item("villages", 12);
  const model::Dataset dataset = data.build();
  const auto pay = county_pay(dataset, std::nullopt);
  ASSERT_EQ(pay.size(), 1U);
  EXPECT_EQ(pay[0].years[0].verdict, std::nullopt);
  EXPECT_DOUBLE_EQ(*pay[0].years[0].ratio(), 1.125);
}

}  // namespace
}  // namespace junheng::monitor
