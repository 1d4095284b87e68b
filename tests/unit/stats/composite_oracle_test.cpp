// Composite indices and funnel limits against numpy, scipy and pymcdm: oracles/composite_and_funnel.py writes the values.
#include <gtest/gtest.h>

#include <vector>

#include "junheng/stats/funnel.h"
#include "junheng/stats/indicator_weights.h"
#include "junheng/stats/pairwise_comparison.h"
#include "junheng/stats/principal_components.h"
#include "junheng/stats/topsis.h"
#include "support/oracle_values.h"

namespace junheng::stats {
namespace {

using testing::expect_near;

const std::vector<Column> kRaw = {{6.1, 7.4, 5.2, 8.8, 6.9}, {18, 31, 12, 22, 27}, {47, 39, 54, 30, 44}};
const std::vector<Direction> kDirections = {Direction::Higher, Direction::Higher, Direction::Lower};

std::vector<Column> scores() {
  std::vector<Column> out;
  for (std::size_t j = 0; j < kRaw.size(); ++j) out.push_back(min_max_scores(kRaw[j], kDirections[j]).value());
  return out;
}

TEST(CompositeOracle, WeightsAgree) {
  const testing::OracleValues expected("unit/stats/oracles/composite_and_funnel");
  expect_near(entropy_weights(kRaw).value(), expected["entropy"], 1e-12);
  expect_near(entropy_weights(scores()).value(), expected["entropy_scores"], 1e-12);
  expect_near(critic_weights(scores()).value(), expected["critic"], 1e-13);
  expect_near(principal_component_weights(scores(), ComponentBasis::Covariance).value(), expected["pca_weights_cov"], 1e-13);
  expect_near(principal_component_weights(scores(), ComponentBasis::Correlation).value(), expected["pca_weights_corr"], 1e-13);
  expect_near(principal_components(scores(), ComponentBasis::Covariance)->variances, expected["pca_cov"], 1e-14);
  expect_near(principal_components(scores(), ComponentBasis::Correlation)->variances, expected["pca_corr"], 1e-13);
}

TEST(CompositeOracle, PairwiseComparisonAgrees) {
  const testing::OracleValues expected("unit/stats/oracles/composite_and_funnel");
  const std::vector<double> judgements = {1, 3, 5, 4, 1 / 3.0, 1, 3, 2, 1 / 5.0, 1 / 3.0, 1, 1 / 2.0, 1 / 4.0, 1 / 2.0, 2, 1};
  const auto found = pairwise_weights(judgements, 4).value();
  expect_near(found.weights, expected["ahp"], 1e-13);
  EXPECT_NEAR(found.lambda_max, expected["ahp_lambda"].at(0), 1e-12);
  // Saaty's random index of four rows is 0.90.
  EXPECT_NEAR(*found.consistency_ratio, (expected["ahp_lambda"].at(0) - 4) / 3 / 0.90, 1e-12);
}

TEST(CompositeOracle, TopsisAgrees) {
  const testing::OracleValues expected("unit/stats/oracles/composite_and_funnel");
  // Weights in any unit.
  expect_near(topsis(kRaw, kDirections, std::vector<double>{50, 30, 20})->closeness, expected["topsis"], 1e-13);
}

TEST(FunnelOracle, BinomialLimitsAgree) {
  const testing::OracleValues expected("unit/stats/oracles/composite_and_funnel");
  const auto limits = [](std::uint64_t trials, double share, double confidence) {
    const Interval found = binomial_funnel_limits({share, trials}, confidence).value();
    return std::vector<double>{found.low, found.high};
  };
  expect_near(limits(20, 0.3, 0.95), expected["binomial_20"], 1e-11);
  expect_near(limits(150, 0.85, 0.998), expected["binomial_150"], 1e-11);
  expect_near(limits(5000, 0.02, 0.95), expected["binomial_5000"], 1e-11);
  expect_near(limits(3, 0.5, 0.95), expected["binomial_3"], 1e-11);
}

}  // namespace
}  // namespace junheng::stats
