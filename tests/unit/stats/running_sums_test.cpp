#include "junheng/stats/running_sums.h"

#include <gtest/gtest.h>

#include <vector>

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

RunningSums sums_of(const Values& ascending, const Values& weights) {
  return {ascending, weights, check_sample(ascending, weights, Domain::Any).value()};
}

// 1, 2, 3, 4: differences of the six pairs 1 + 2 + 3 + 1 + 2 + 1 = 10; below 2.5 are missing 1.5 and 0.5; the lowest 40 % have 1 and 0.6
// of 2; up to 3 there are 6 of three, from 3 on 7 of two.
TEST(RunningSums, FirstFourNumbers) {
  const Values values = {1, 2, 3, 4};
  const RunningSums sums = sums_of(values, {});
  EXPECT_NEAR(sums.half_differences(), 10, 1e-14);
  EXPECT_NEAR(sums.shortfall_below_mean(), 2, 1e-15);
  EXPECT_EQ(sums.quantile(0.5), 2.5);
  EXPECT_NEAR(sums.value_share(0.4), 0.22, 1e-15);
  EXPECT_EQ(sums.value_share(0), 0);
  EXPECT_EQ(sums.value_share(1), 1);
  EXPECT_NEAR(sums.mean_up_to(3), 2, 1e-15);
  EXPECT_NEAR(sums.mean_from(3), 3.5, 1e-15);
}

// As if only 2, 2, 2 and 6 were there: mean 3, and three times 1 is missing below it.
TEST(RunningSums, ObservationsWithoutWeightAreAsIfNotThere) {
  const Values values = {1, 2, 5, 6, 9};
  const RunningSums sums = sums_of(values, {0, 3, 0, 1, 0});
  EXPECT_NEAR(sums.half_differences(), 3 * 4, 1e-14);
  EXPECT_NEAR(sums.shortfall_below_mean(), 3, 1e-15);
  EXPECT_EQ(sums.quantile(0), 2);
  EXPECT_EQ(sums.quantile(0.75), 4) << "the step between 2 and 6";
  EXPECT_EQ(sums.quantile(1), 6);
  EXPECT_NEAR(sums.value_share(0.75), 0.5, 1e-15);
  EXPECT_NEAR(sums.mean_up_to(5), 2, 1e-15);
  EXPECT_NEAR(sums.mean_from(5), 6, 1e-15);
}

TEST(RunningSums, OneObservationHasNoDifferences) {
  const Values values = {7};
  const RunningSums sums = sums_of(values, {3});
  EXPECT_EQ(sums.half_differences(), 0);
  EXPECT_EQ(sums.shortfall_below_mean(), 0);
  for (const double share : {0.0, 0.3, 1.0}) {
    EXPECT_EQ(sums.quantile(share), 7);
    EXPECT_NEAR(sums.value_share(share), share, 1e-15);
  }
  EXPECT_EQ(sums.mean_up_to(7), 7);
  EXPECT_EQ(sums.mean_from(7), 7);
}

}  // namespace
}  // namespace junheng::stats
