#include "junheng/stats/ranked_sample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

Values copied(std::span<const double> values) { return {values.begin(), values.end()}; }

TEST(RankedSample, WeightsGoWithTheirValues) {
  const Values values = {3, 1, 2};
  const Values weights = {30, 10, 20};
  const RankedSample ranked(values, weights);
  EXPECT_EQ(copied(ranked.values()), (Values{1, 2, 3}));
  EXPECT_EQ(copied(ranked.weights()), (Values{10, 20, 30}));
}

TEST(RankedSample, SortedInputIsNotCopied) {
  const Values values = {1, 2, 2};
  const Values weights = {3, 2, 1};
  const RankedSample ranked(values, weights);
  EXPECT_EQ(ranked.values().data(), values.data());
  EXPECT_EQ(ranked.weights().data(), weights.data());
}

TEST(RankedSample, NoWeightsStayNone) {
  const Values values = {2, 1};
  const RankedSample ranked(values, {});
  EXPECT_EQ(copied(ranked.values()), (Values{1, 2}));
  EXPECT_TRUE(ranked.weights().empty());
}

TEST(RankedSample, TiesGoByWeight) {
  const Values values = {2, 2, 1};
  const Values weights = {5, 4, 1};
  EXPECT_EQ(copied(RankedSample(values, weights).weights()), (Values{1, 4, 5}));
}

}  // namespace
}  // namespace junheng::stats
