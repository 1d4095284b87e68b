// Two schools of equal weight with the values t and 3 have the CV (3 - t) / (3 + t).
#include "junheng/assess/spread_level.h"

#include <gtest/gtest.h>

#include <array>

namespace junheng::assess {
namespace {

Spread of_two(double low, double high, double step = 0, bool is_fixed = false) {
  return {1, {{low, 100, step, is_fixed}, {high, 100, step, false}}};
}

TEST(SpreadLevel, LowerSchoolIsRaisedUntilTheCvIsAtTheLimit) {
  const std::array spreads{of_two(1, 3)};
  EXPECT_DOUBLE_EQ(*cv_at(spreads.front(), 0), 0.5);
  EXPECT_NEAR(*factor_for_cv(spreads, {}, 0.25), 1.8, 1e-8) << "1.2 / 4.8";
}

// In steps of a half the school comes to 2, by any level above 1.5: 1 / 5 is the first CV below a quarter.
TEST(SpreadLevel, WholeThingsAreRoundedUp) {
  const std::array spreads{of_two(1, 3, 0.5)};
  const double level = factor_for_cv(spreads, {}, 0.25).value();
  EXPECT_NEAR(level, 1.5, 1e-8);
  EXPECT_DOUBLE_EQ(raised_to(spreads.front().units.front(), level), 2);
  EXPECT_DOUBLE_EQ(*cv_at(spreads.front(), level), 0.2);
}

TEST(SpreadLevel, SchoolThatStaysAsItIsKeepsTheCvAboveTheLimit) {
  const std::array spreads{of_two(1, 3, 0, true)};
  EXPECT_FALSE(factor_for_cv(spreads, {}, 0.25));
  EXPECT_DOUBLE_EQ(raised_to(spreads.front().units.front(), 2), 1);
}

TEST(SpreadLevel, WhatIsAtTheLimitNeedsNothing) {
  const std::array spreads{of_two(1, 3)};
  EXPECT_NEAR(*factor_for_cv(spreads, {}, 0.5), 0, 1e-8);
  EXPECT_DOUBLE_EQ(*cv_at(spreads.front(), *factor_for_cv(spreads, {}, 0.5)), 0.5);
}

// The means are 2 and 20; at the factor f of them the CVs are both (3 - 2 f) / (3 + 2 f), and a third one stays at 0.1.
// (2 c + 0.1) / 3 = 0.2 asks for c = 0.25: 2 f = 1.8.
TEST(SpreadLevel, MeanOfSeveralCvsIsReachedAtOneShareOfTheirMeans) {
  std::array spreads{of_two(1, 3), of_two(10, 30)};
  spreads[0].base = 2;
  spreads[1].base = 20;
  const std::array others{0.1};
  EXPECT_NEAR(*factor_for_cv(spreads, others, 0.2), 0.9, 1e-8);
}

TEST(SpreadLevel, NoSpreadOrNoMeanHasNoLevel) {
  EXPECT_FALSE(factor_for_cv({}, {}, 0.5));
  const std::array zeros{of_two(0, 0)};
  EXPECT_FALSE(factor_for_cv(zeros, {}, 0.5));
}

}  // namespace
}  // namespace junheng::assess
