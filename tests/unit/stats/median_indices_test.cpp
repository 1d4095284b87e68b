#include "junheng/stats/median_indices.h"

#include <gtest/gtest.h>

#include <vector>

#include "junheng/core/codes.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

// Median 2.5; below it 1 + 2 in place of 5, above it 3 + 4 in place of 5.
TEST(MedianIndices, FirstFourNumbers) {
  EXPECT_NEAR(mcloone(Values{4, 3, 2, 1}, {}).value(), 0.6, 1e-15);
  EXPECT_NEAR(verstegen(Values{4, 3, 2, 1}, {}).value(), 1.4, 1e-15);
}

// Median 2, which itself counts on both sides: (1 + 2) / 4 and (2 + 6) / 4.
TEST(MedianIndices, TheMedianCountsOnBothSides) {
  EXPECT_NEAR(mcloone(Values{1, 2, 6}, {}).value(), 0.75, 1e-15);
  EXPECT_NEAR(verstegen(Values{1, 2, 6}, {}).value(), 2, 1e-15);
}

// Pupils 3, 1, 1: the median is 1, and nobody is below it.
TEST(MedianIndices, WeightsCountAsUnits) {
  EXPECT_NEAR(mcloone(Values{1, 2, 6}, Values{3, 1, 1}).value(), 1, 1e-15);
  EXPECT_NEAR(verstegen(Values{1, 2, 6}, Values{3, 1, 1}).value(), 11.0 / 5, 1e-15);
}

TEST(MedianIndices, ZeroMedianIsUndefined) {
  EXPECT_EQ(mcloone(Values{0, 0, 1}, {}).error().code, Code::ZeroDenominator);
  EXPECT_EQ(verstegen(Values{0, 0, 1}, {}).error().code, Code::ZeroDenominator);
}

}  // namespace
}  // namespace junheng::stats
