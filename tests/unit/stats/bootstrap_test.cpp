#include "junheng/stats/bootstrap.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/stats/gini.h"
#include "junheng/stats/theil.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;
using Indices = std::vector<std::uint32_t>;
using Optional = std::vector<std::optional<double>>;

Optional cv_and_gini(std::span<const double> values, std::span<const double> weights) {
  return {if_defined(weighted_cv(values, weights)), if_defined(gini(values, weights))};
}

// Efron and Tibshirani 1993, 14.2: scores A of 26 children in a test of spatial perception, plug-in variance 171.5; 90 % intervals from
// 2000 replicates of theirs: percentile 100.8 to 233.9, BCa 115.8 to 259.6, with a = 0.061 and z0 = 0.146.
TEST(Bootstrap, SpatialTestOfEfronAndTibshirani) {
  const Values scores = {48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41};
  const Statistics variance = [](auto values, auto weights) { return Optional{weighted_moments(values, weights).variance}; };
  BootstrapOptions options;
  options.replicates = 20000;
  options.confidence = 0.9;
  const auto result = bootstrap({scores, {}, {}}, variance, options).value().front();
  EXPECT_NEAR(*result.estimate, 171.5, 0.05);
  EXPECT_EQ(result.defined_replicates, 20000U);
  EXPECT_NEAR(result.percentile->low, 100.8, 3);
  EXPECT_NEAR(result.percentile->high, 233.9, 3);
  EXPECT_NEAR(result.bca->low, 115.8, 3);
  EXPECT_NEAR(result.bca->high, 259.6, 5);
}

struct Clustered {
  Values values = {6.2, 3.7, 10.5, 2.1, 7.3, 5.5, 8.0, 4.4, 6.6, 9.1};
  Values weights = {45, 37, 89, 76, 55, 20, 60, 33, 41, 70};
  /// Cluster 4 has no observation: it is not drawn.
  Indices clusters = {0, 0, 1, 1, 1, 2, 3, 3, 5, 5};

  [[nodiscard]] ClusteredSample sample() const { return {values, weights, {clusters, 6}}; }
};

// By an independent script (Python): the same splitmix64 draws, but copies of clusters in place of multiplicities, O(n^2) Gini, intervals
// with statistics.NormalDist.
TEST(Bootstrap, ClustersAreDrawnWhole) {
  const Clustered clustered;
  BootstrapOptions options;
  options.replicates = 400;
  options.seed = 7;
  options.confidence = 0.9;
  const auto result = bootstrap(clustered.sample(), cv_and_gini, options).value();
  ASSERT_EQ(result.size(), 2U);
  EXPECT_NEAR(*result[0].estimate, 0.4062628608805635, 1e-14);
  EXPECT_NEAR(*result[0].standard_error, 0.08956783666531103, 1e-14);
  EXPECT_NEAR(result[0].percentile->low, 0.23387859608541692, 1e-14);
  EXPECT_NEAR(result[0].percentile->high, 0.5062664012603139, 1e-14);
  EXPECT_NEAR(result[0].bca->low, 0.2561959870923671, 1e-14);
  EXPECT_NEAR(result[0].bca->high, 0.522669316303478, 1e-14);
  EXPECT_NEAR(*result[1].estimate, 0.23046550266484903, 1e-14);
  EXPECT_NEAR(*result[1].standard_error, 0.05169749807062812, 1e-14);
  EXPECT_NEAR(result[1].percentile->low, 0.12126911236592598, 1e-14);
  EXPECT_NEAR(result[1].percentile->high, 0.28200300123412336, 1e-14);
  EXPECT_NEAR(result[1].bca->low, 0.1421305729242584, 1e-14);
  EXPECT_NEAR(result[1].bca->high, 0.2897568522409772, 1e-14);
}

TEST(Bootstrap, ResultDoesNotDependOnTheThreads) {
  const Clustered clustered;
  BootstrapOptions options;
  options.replicates = 333;
  const auto one = bootstrap(clustered.sample(), cv_and_gini, options).value();
  options.threads = 5;
  const auto five = bootstrap(clustered.sample(), cv_and_gini, options).value();
  for (std::size_t s = 0; s < one.size(); ++s) {
    EXPECT_EQ(one[s].percentile->low, five[s].percentile->low);
    EXPECT_EQ(one[s].percentile->high, five[s].percentile->high);
    EXPECT_EQ(one[s].bca->low, five[s].bca->low);
    EXPECT_EQ(one[s].bca->high, five[s].bca->high);
    EXPECT_EQ(one[s].standard_error, five[s].standard_error);
  }
}

TEST(Bootstrap, SeedDecidesTheDraws) {
  const Clustered clustered;
  BootstrapOptions options;
  const auto first = bootstrap(clustered.sample(), cv_and_gini, options).value();
  const auto again = bootstrap(clustered.sample(), cv_and_gini, options).value();
  EXPECT_EQ(first[0].standard_error, again[0].standard_error);
  options.seed = 2;
  EXPECT_NE(first[0].standard_error, bootstrap(clustered.sample(), cv_and_gini, options).value()[0].standard_error);
}

// A mean over n equal clusters has a jackknife without skewness where the values are symmetric, whole or in parts.
TEST(Bootstrap, ManyClustersAreLeftOutInParts) {
  Values values;
  for (int i = 0; i < 1000; ++i) values.push_back(i % 20);
  int calls = 0;
  const Statistics mean = [&](auto all, auto weights) {
    ++calls;
    return Optional{weighted_moments(all, weights).mean};
  };
  BootstrapOptions options;
  options.replicates = 100;
  options.jackknife_parts = 50;
  const auto result = bootstrap({values, {}, {}}, mean, options).value().front();
  EXPECT_EQ(calls, 1 + 100 + 50);
  ASSERT_TRUE(result.bca);
  EXPECT_LT(result.bca->low, 9.5);
  EXPECT_GT(result.bca->high, 9.5);
  // Standard error of the mean: sqrt(33.25 / 1000) = 0.182.
  EXPECT_NEAR(*result.standard_error, 0.182, 0.04);
}

// One school of three has no zero: without it Theil L is undefined, and no interval hides that.
TEST(Bootstrap, UndefinedReplicatesAreCountedAndLeftOut) {
  const Values values = {0, 0, 5};
  const Values weights = {1, 1, 1};
  const Statistics gini_only = [](auto all, auto own) { return Optional{if_defined(gini(all, own)), if_defined(theil_l(all, own))}; };
  const auto result = bootstrap({values, weights, {}}, gini_only, {}).value();
  // (2/3)^3 = 0.296 of the resamples have zeros only.
  EXPECT_NEAR(static_cast<double>(result[0].defined_replicates), 704, 45);
  EXPECT_TRUE(result[0].percentile);
  EXPECT_FALSE(result[0].bca) << "a left-out part leaves it undefined";
  EXPECT_FALSE(result[1].estimate);
  EXPECT_FALSE(result[1].percentile);
  EXPECT_EQ(result[1].defined_replicates, 0U);
}

TEST(Bootstrap, FaultsHaveTheirCodes) {
  const Clustered clustered;
  const auto code = [](const ClusteredSample& sample, const BootstrapOptions& options) {
    return bootstrap(sample, cv_and_gini, options).error().code;
  };
  ClusteredSample sample = clustered.sample();
  EXPECT_EQ(code({{}, {}, {}}, {}), Code::EmptyInput);
  sample.clusters.group_count = 5;
  EXPECT_EQ(code(sample, {}), Code::GroupUnknown);
  sample.clusters = {std::span<const std::uint32_t>(clustered.clusters).first(3), 6};
  EXPECT_EQ(code(sample, {}), Code::SizeMismatch);
  const Indices one(10, 3);
  sample.clusters = {one, 6};
  EXPECT_EQ(code(sample, {}), Code::TooFewClusters);
  BootstrapOptions options;
  options.confidence = 1;
  EXPECT_EQ(code(clustered.sample(), options), Code::ParameterOutOfRange);
  options = {};
  options.replicates = 39;
  EXPECT_EQ(code(clustered.sample(), options), Code::ParameterOutOfRange) << "2.5 % of 39 is less than one";
  options.replicates = 40;
  EXPECT_TRUE(bootstrap(clustered.sample(), cv_and_gini, options));
  options.jackknife_parts = 1;
  EXPECT_EQ(code(clustered.sample(), options), Code::ParameterOutOfRange);
}

}  // namespace
}  // namespace junheng::stats
