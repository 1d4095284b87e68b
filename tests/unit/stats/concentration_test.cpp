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

TEST(ConcentrationIndex, RanksMustBeOnePerValueAndFinite) {
  EXPECT_EQ(concentration_index(kFour, Values{1}, {}).error().code, Code::SizeMismatch);
  EXPECT_EQ(concentration_index(Values{1}, Values{std::numeric_limits<double>::infinity()}, {}).error().code, Code::NegativeWeight);
}

}  // namespace
}  // namespace junheng::stats
