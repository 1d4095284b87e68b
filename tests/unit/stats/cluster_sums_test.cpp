#include "junheng/stats/cluster_sums.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "junheng/stats/entropy_terms.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;
using Indices = std::vector<std::uint32_t>;

// Values 1, 3, 5 and 0 with weights 1, 1, 2 and 1, mean 14 / 5. The first cluster has 1 and 5, drawn twice: weights 2 and 4, mean 11 / 3.
TEST(ClusterSums, AddUpToTheResample) {
  const Values values = {1, 3, 5, 0};
  const Values weights = {1, 1, 2, 1};
  const Indices clusters = {0, 1, 0, 2};
  const Values alphas = {2, 0};
  const ClusterSums sums({values, weights, {clusters, 3}}, alphas);
  const auto drawn = sums.resample(Values{2, 0, 0}).value();
  EXPECT_NEAR(drawn.totals.weight_sum, 6, 1e-15);
  EXPECT_NEAR(drawn.totals.value_sum, 22, 1e-14);
  EXPECT_NEAR(drawn.mean_ratio, 55.0 / 42, 1e-15);
  EXPECT_EQ(drawn.zero_weight, 0);
  // (1 / 2.8 - 1)^2 / 3 + 2 (5 / 2.8 - 1)^2 / 3, and half of it for alpha = 2.
  const double square = (81.0 / 196 + 2 * 121.0 / 196) / 3;
  EXPECT_NEAR(drawn.mean_square, square, 1e-15);
  EXPECT_NEAR(drawn.mean_terms.at(0), square / 2, 1e-15);
  // r - 1 - ln r for alpha = 0.
  EXPECT_NEAR(drawn.mean_terms.at(1), 13.0 / 42 - (std::log(1 / 2.8) + 2 * std::log(5 / 2.8)) / 3, 1e-15);
  EXPECT_EQ(sums.resample(Values{0, 0, 3}).value().zero_weight, 3);
  EXPECT_FALSE(sums.resample(Values{0, 0, 0}));
}

// Twice 1 and four times 5 as above: variance 32 / 9, CV = sqrt(32) / 11, GE(2) half its square, Theil L = ln(11 / 3) - 2 ln(5) / 3.
TEST(ClusterSums, MovedMeasuresAreThoseOfTheResample) {
  const double ratio = 55.0 / 42;
  const double square = (81.0 / 196 + 2 * 121.0 / 196) / 3;
  EXPECT_NEAR(moved_cv(square, ratio).value(), std::sqrt(32.0) / 11, 1e-15);
  EXPECT_NEAR(moved_entropy(square / 2, 2, ratio).value(), 16.0 / 121, 1e-15);
  const double log_term = 13.0 / 42 - (std::log(1 / 2.8) + 2 * std::log(5 / 2.8)) / 3;
  EXPECT_NEAR(moved_entropy(log_term, 0, ratio).value(), std::log(11.0 / 3) - 2 * std::log(5.0) / 3, 1e-15);
}

TEST(ClusterSums, WithoutMoveNothingIsTakenOff) {
  EXPECT_EQ(moved_cv(0.25, 1).value(), 0.5);
  EXPECT_EQ(moved_entropy(0.3, 1, 1).value(), 0.3);
  EXPECT_EQ(moved_cv(0, 1).value(), 0) << "all values equal";
}

// All schools of the resample have three times the mean: what is left of the difference are rounding errors.
TEST(ClusterSums, LostDigitsAreNotGiven) {
  EXPECT_FALSE(moved_cv(4, 3));
  EXPECT_FALSE(moved_entropy(EntropyTerm(1)(3, 1), 1, 3));
}

}  // namespace
}  // namespace junheng::stats
