#include "junheng/stats/lorenz.h"

#include <gtest/gtest.h>

#include <vector>

#include "junheng/core/codes.h"
#include "junheng/stats/gini.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

TEST(LorenzCurve, FirstFourNumbers) {
  const auto curve = lorenz_curve(Values{4, 1, 3, 2}, {}).value();
  ASSERT_EQ(curve.size(), 5U);
  const Values expected = {0, 0.1, 0.3, 0.6, 1};
  for (std::size_t i = 0; i < curve.size(); ++i) {
    EXPECT_NEAR(curve[i].weight_share, 0.25 * static_cast<double>(i), 1e-15);
    EXPECT_NEAR(curve[i].value_share, expected[i], 1e-15);
  }
}

TEST(LorenzCurve, EqualValuesAreOnePointAndZeroWeightNone) {
  const auto curve = lorenz_curve(Values{2, 2, 1, 9}, Values{1, 2, 4, 0}).value();
  ASSERT_EQ(curve.size(), 3U);
  EXPECT_NEAR(curve[1].weight_share, 4.0 / 7, 1e-15);
  EXPECT_NEAR(curve[1].value_share, 0.4, 1e-15);
  EXPECT_EQ(curve[2].weight_share, 1);
  EXPECT_EQ(curve[2].value_share, 1);
}

TEST(LorenzCurve, AreaBelowItGivesTheGini) {
  const Values values = {3, 1, 4, 1, 5, 9, 2, 6};
  const Values weights = {2, 7, 1, 8, 2, 8, 1, 8};
  const auto curve = lorenz_curve(values, weights).value();
  double area = 0;
  for (std::size_t i = 1; i < curve.size(); ++i)
    area += (curve[i].weight_share - curve[i - 1].weight_share) * (curve[i].value_share + curve[i - 1].value_share) / 2;
  EXPECT_NEAR(gini(values, weights).value(), 1 - 2 * area, 1e-15);
}

TEST(ValueShareAt, StraightBetweenPoints) {
  const auto curve = lorenz_curve(Values{1, 2, 3, 4}, {}).value();
  EXPECT_NEAR(value_share_at(curve, 0.4), 0.22, 1e-15);
  EXPECT_NEAR(value_share_at(curve, 0.9), 0.84, 1e-15);
  EXPECT_EQ(value_share_at(curve, 0), 0);
  EXPECT_EQ(value_share_at(curve, 1), 1);
  EXPECT_EQ(value_share_at(curve, -1), 0);
  EXPECT_EQ(value_share_at(curve, 2), 1);
}

// 1, 2, 3, 4: the top tenth has 16 %, the bottom 40 % have 22 %.
TEST(PalmaRatio, FirstFourNumbers) { EXPECT_NEAR(palma_ratio(Values{1, 2, 3, 4}, {}).value(), 0.16 / 0.22, 1e-15); }

TEST(PalmaRatio, NothingAtTheBottomIsUndefined) { EXPECT_EQ(palma_ratio(Values{0, 0, 1}, {}).error().code, Code::ZeroDenominator); }

}  // namespace
}  // namespace junheng::stats
