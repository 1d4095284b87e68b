#include "junheng/stats/bootstrap_interval.h"

#include <gtest/gtest.h>

#include <vector>

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

Values numbers_to(int last) {
  Values out;
  for (int i = 1; i <= last; ++i) out.push_back(i);
  return out;
}

// 5 % of 100 replicates on each side: the middle of the fifth and sixth from either end.
TEST(PercentileInterval, QuantilesOfTheReplicates) {
  const auto interval = percentile_interval(numbers_to(100), 0.9);
  EXPECT_EQ(interval.low, 5.5);
  EXPECT_EQ(interval.high, 95.5);
}

// Values 0, 0, 3, mean 1: d = 1, 1, -2; cubes -6, squares 6: -6 / (6 * 6^1.5).
TEST(Acceleration, ByHand) {
  EXPECT_NEAR(acceleration(Values{0, 0, 3}), -1 / 14.696938456699069, 1e-15);
  EXPECT_EQ(acceleration(Values{-1, 0, 1}), 0);
  EXPECT_EQ(acceleration(Values{2, 2, 2}), 0);
}

TEST(BcaInterval, WithoutBiasAndAccelerationItIsThePercentileInterval) {
  const auto interval = bca_interval(numbers_to(100), 50.5, 0, 0.9).value();
  EXPECT_EQ(interval.low, 5.5);
  EXPECT_EQ(interval.high, 95.5);
}

// z0 = normal quantile of 0.6 = 0.25335, z = 1.64485. a = 0: Phi(2 z0 -+ z) = 0.12753 and 0.98428 of 1000.
// a = 0.05: Phi(z0 + (z0 - z) / (1 - 0.05 (z0 - z))) = 0.14740, Phi(z0 + (z0 + z) / (1 - 0.05 (z0 + z))) = 0.99063.
TEST(BcaInterval, BiasAndAccelerationByHand) {
  const auto replicates = numbers_to(1000);
  const auto biased = bca_interval(replicates, 600.5, 0, 0.9).value();
  EXPECT_EQ(biased.low, 128);
  EXPECT_EQ(biased.high, 985);
  const auto both = bca_interval(replicates, 600.5, 0.05, 0.9).value();
  EXPECT_EQ(both.low, 148);
  EXPECT_EQ(both.high, 991);
}

TEST(BcaInterval, ReplicatesEqualToTheEstimateCountHalf) {
  const auto interval = bca_interval(Values{3, 3, 3, 3}, 3, 0, 0.5).value();
  EXPECT_EQ(interval.low, 3);
  EXPECT_EQ(interval.high, 3);
}

TEST(BcaInterval, NoneWhereTheReplicatesDoNotSurroundTheEstimate) {
  EXPECT_FALSE(bca_interval(numbers_to(100), 0, 0, 0.9));
  EXPECT_FALSE(bca_interval(numbers_to(100), 101, 0, 0.9));
  EXPECT_FALSE(bca_interval(numbers_to(100), 50.5, 0.7, 0.9)) << "1 - a z is negative";
}

}  // namespace
}  // namespace junheng::stats
