#include "junheng/stats/concentration.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "junheng/core/codes.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

const Values kFour = {1, 2, 3, 4};

TEST(ConcentrationIndex, RankedByItselfItIsTheGini) { EXPECT_NEAR(concentration_index(kFour, kFour, {}).value(), 0.25, 1e-15); }

TEST(ConcentrationIndex, OppositeRanksTurnTheSign) {
  EXPECT_NEAR(concentration_index(kFour, Values{-1, -2, -3, -4}, {}).value(), -0.25, 1e-15);
}

TEST(ConcentrationIndex, EqualRanksGiveZero) { EXPECT_NEAR(concentration_index(kFour, Values{7, 7, 7, 7}, {}).value(), 0, 1e-15); }

// Ranks a, b = b, c: R = 1/8, 1/2, 1/2, 7/8; sum x (2R - 1) = -3/4 + 0 + 0 + 4 * 3/4 = 9/4, over 4 * 2.5.
TEST(ConcentrationIndex, TiesShareTheirMiddleRank) {
  EXPECT_NEAR(concentration_index(kFour, Values{10, 20, 20, 30}, {}).value(), 0.225, 1e-15);
  EXPECT_NEAR(concentration_index(Values{1, 3, 2, 4}, Values{10, 20, 20, 30}, {}).value(), 0.225, 1e-15);
}

// All with the highest rank: 1 less the half of its own share of the weight, 1/10, on either side.
TEST(ConcentrationIndex, AllWithTheHighestRank) {
  EXPECT_NEAR(concentration_index(Values{8, 0}, Values{2, 1}, Values{1, 9}).value(), 0.9, 1e-15);
}

TEST(ConcentrationCurve, OnePointPerRankAndTheIndexIsTheAreaAboveIt) {
  const Values values = {4, 1, 3, 2}, ranks = {3, 2, 2, 1}, weights = {1, 2, 0, 3};
  const auto curve = concentration_curve(values, ranks, weights).value();
  ASSERT_EQ(curve.size(), 4U);
  // Weights 3, 2, 1 with 6, 2, 4 of 12: (1/2, 1/2), (5/6, 2/3), (1, 1).
  EXPECT_NEAR(curve[1].weight_share, 0.5, 1e-15);
  EXPECT_NEAR(curve[1].value_share, 0.5, 1e-15);
  EXPECT_NEAR(curve[2].weight_share, 5.0 / 6, 1e-15);
  EXPECT_NEAR(curve[2].value_share, 2.0 / 3, 1e-15);
  double area = 0;
  for (std::size_t i = 1; i < curve.size(); ++i)
    area += (curve[i].weight_share - curve[i - 1].weight_share) * (curve[i].value_share + curve[i - 1].value_share) / 2;
  EXPECT_NEAR(concentration_index(values, ranks, weights).value(), 1 - 2 * area, 1e-15);
}

TEST(ConcentrationCurve, GoesAboveTheDiagonalWhereTheLowRanksHaveMore) {
  const auto curve = concentration_curve(kFour, Values{4, 3, 2, 1}, {}).value();
  EXPECT_NEAR(value_share_at(curve, 0.25), 0.4, 1e-15);
  EXPECT_EQ(concentration_curve(Values{0, 0}, kFour, {}).error().code, Code::ZeroMean);
}

TEST(ConcentrationIndex, RanksMustBeOnePerValueAndFinite) {
  EXPECT_EQ(concentration_index(kFour, Values{1}, {}).error().code, Code::SizeMismatch);
  EXPECT_EQ(concentration_index(Values{1}, Values{std::numeric_limits<double>::infinity()}, {}).error().code, Code::NegativeWeight);
}

}  // namespace
}  // namespace junheng::stats
