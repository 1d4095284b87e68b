#include "junheng/stats/quantile.h"

#include <gtest/gtest.h>

#include <vector>

#include "junheng/core/codes.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

const Values kFour = {4, 2, 1, 3};

// Definition 2 of Hyndman and Fan by hand: a step that is met gives the middle of its two sides.
TEST(WeightedQuantile, FirstFourNumbers) {
  EXPECT_EQ(weighted_quantile(kFour, {}, 0.1).value(), 1);
  EXPECT_EQ(weighted_quantile(kFour, {}, 0.25).value(), 1.5);
  EXPECT_EQ(weighted_quantile(kFour, {}, 0.3).value(), 2);
  EXPECT_EQ(weighted_quantile(kFour, {}, 0.5).value(), 2.5);
  EXPECT_EQ(weighted_quantile(kFour, {}, 0.75).value(), 3.5);
  EXPECT_EQ(weighted_quantile(kFour, {}, 0.9).value(), 4);
}

TEST(WeightedQuantile, EndsAreTheOutermostValuesWithWeight) {
  const Values weights = {0, 1e-13, 1e-13, 1};
  EXPECT_EQ(weighted_quantile(kFour, weights, 0).value(), 1);
  EXPECT_EQ(weighted_quantile(kFour, weights, 1).value(), 3);
  EXPECT_EQ(weighted_quantile(kFour, {}, 0).value(), 1);
  EXPECT_EQ(weighted_quantile(kFour, {}, 1).value(), 4);
}

TEST(WeightedQuantile, WeightsCountAsUnits) {
  const Values values = {10, 20, 30};
  const Values weights = {2, 1, 1};
  const Values units = {10, 10, 20, 30};
  for (const double share : {0.0, 0.2, 0.25, 0.5, 0.6, 0.75, 0.8, 1.0})
    EXPECT_EQ(weighted_quantile(values, weights, share).value(), weighted_quantile(units, {}, share).value()) << share;
}

TEST(WeightedQuantile, UnitOfTheWeightsDoesNotMatter) {
  Values values, weights;
  for (int i = 0; i < 10; ++i) {
    values.push_back(i);
    weights.push_back(0.1);
  }
  // 0.1 + 0.1 + 0.1 is not 0.3 in floating point, yet the step is met.
  EXPECT_EQ(weighted_quantile(values, weights, 0.3).value(), 2.5);
  EXPECT_EQ(weighted_quantile(values, weights, 0.7).value(), 6.5);
}

TEST(WeightedQuantile, NegativeValuesAreValues) { EXPECT_EQ(weighted_quantile(Values{-5, 3, -1}, {}, 0.5).value(), -1); }

TEST(WeightedQuantile, ShareOutOfRangeIsAnError) {
  EXPECT_EQ(weighted_quantile(kFour, {}, -0.1).error().code, Code::ParameterOutOfRange);
  EXPECT_EQ(weighted_quantile(kFour, {}, 90).error().code, Code::ParameterOutOfRange);
}

TEST(PercentileRatio, FirstFourNumbers) {
  EXPECT_EQ(percentile_ratio(kFour, {}, {0.1, 0.9}).value(), 4);
  EXPECT_NEAR(percentile_ratio(kFour, {}, {0.25, 0.75}).value(), 3.5 / 1.5, 1e-15);
}

TEST(PercentileRatio, ZeroLowQuantileIsUndefined) {
  EXPECT_EQ(percentile_ratio(Values{0, 0, 1}, {}, {0.1, 0.9}).error().code, Code::ZeroDenominator);
  EXPECT_EQ(percentile_ratio(kFour, {}, {10, 0.9}).error().code, Code::ParameterOutOfRange);
  EXPECT_EQ(percentile_ratio(kFour, {}, {0.1, 90}).error().code, Code::ParameterOutOfRange);
}

TEST(RangeRatio, FirstFourNumbers) {
  EXPECT_EQ(range_ratio(kFour, {}, {0.05, 0.95}).value(), 3);
  EXPECT_EQ(range_ratio(kFour, {}, {0, 1}).value(), 3);
}

}  // namespace
}  // namespace junheng::stats
