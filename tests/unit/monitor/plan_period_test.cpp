#include "junheng/monitor/plan_period.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"

namespace junheng::monitor {
namespace {

TEST(PlanPeriods, TwoSpansAreRead) {
  const auto periods = parse_plan_periods(" 2011-2015 , 2016-2020");
  ASSERT_TRUE(periods.has_value());
  EXPECT_EQ(periods->before, (PlanPeriod{2011, 2015}));
  EXPECT_EQ(periods->during, (PlanPeriod{2016, 2020}));
}

TEST(PlanPeriods, WhatIsNoPairOfSpansIsRefused) {
  for (const char* text :
       {"", "2016-2020", "2011-2015,2016", "2015-2011,2016-2020", "11-15,16-20", "2011-2015,2016-2020,2021-2025", "a-b,c-d"}) {
    const auto periods = parse_plan_periods(text);
    ASSERT_FALSE(periods.has_value()) << text;
    EXPECT_EQ(periods.error().code, Code::PeriodWritten) << text;
  }
}

TEST(PlanPeriods, SharedYearsAndWrongOrderAreRefused) {
  EXPECT_EQ(parse_plan_periods("2011-2016,2016-2020").error().code, Code::PeriodsOverlap);
  EXPECT_EQ(parse_plan_periods("2016-2020,2011-2015").error().code, Code::PeriodsOverlap);
}

// The 13th five-year plan is 2016 to 2020, the 14th 2021 to 2025.
TEST(PlanPeriods, FiveYearPlanOfAYear) {
  for (const int year : {2016, 2018, 2020}) {
    EXPECT_EQ(five_year_periods(year).during, (PlanPeriod{2016, 2020})) << year;
    EXPECT_EQ(five_year_periods(year).before, (PlanPeriod{2011, 2015})) << year;
  }
  EXPECT_EQ(five_year_periods(2021).during, (PlanPeriod{2021, 2025}));
}

}  // namespace
}  // namespace junheng::monitor
