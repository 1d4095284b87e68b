// Edges of scores, weights, TOPSIS, ranks, funnel limits and peers; expected values by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/stats/funnel.h"
#include "junheng/stats/indicator_weights.h"
#include "junheng/stats/pairwise_comparison.h"
#include "junheng/stats/peers.h"
#include "junheng/stats/principal_components.h"
#include "junheng/stats/ranks.h"
#include "junheng/stats/topsis.h"

namespace junheng::stats {
namespace {

using Numbers = std::vector<double>;
const double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(MinMaxScores, DirectionsAndEdges) {
  EXPECT_EQ(min_max_scores(Numbers{-2, 0, 2}, Direction::Higher).value(), (Numbers{0, 0.5, 1}));
  EXPECT_EQ(min_max_scores(Numbers{-2, 0, 2}, Direction::Lower).value(), (Numbers{1, 0.5, 0}));
  EXPECT_EQ(min_max_scores(Numbers{}, Direction::Higher).error().code, Code::EmptyInput);
  EXPECT_EQ(min_max_scores(Numbers{3}, Direction::Higher).error().code, Code::NoVariation);
  EXPECT_EQ(min_max_scores(Numbers{0, 0}, Direction::Higher).error().code, Code::NoVariation);
  EXPECT_EQ(min_max_scores(Numbers{1, kNaN}, Direction::Higher).error().code, Code::NegativeWeight);
}

TEST(ZScores, WeightedMeanAndDeviation) {
  // Weights 3 and 1: mean 1, variance (3 * 1 + 9) / 4 = 3.
  const auto scores = z_scores(Numbers{0, 4}, Numbers{3, 1}, Direction::Lower).value();
  EXPECT_NEAR(scores[0], 1 / std::sqrt(3.0), 1e-15);
  EXPECT_NEAR(scores[1], -3 / std::sqrt(3.0), 1e-15);
  EXPECT_EQ(z_scores(Numbers{0.1, 0.1, 0.1}, {}, Direction::Higher).error().code, Code::NoVariation);
  EXPECT_EQ(z_scores(Numbers{1, 2}, Numbers{1, 0}, Direction::Higher).error().code, Code::NoVariation);
}

TEST(TargetScores, CappedOrKeptInEitherDirection) {
  EXPECT_EQ(target_scores(Numbers{0, 5, 20}, {0, 10}, Beyond::Capped).value(), (Numbers{0, 0.5, 1}));
  EXPECT_EQ(target_scores(Numbers{0, 5, 20}, {0, 10}, Beyond::Kept).value(), (Numbers{0, 0.5, 2}));
  EXPECT_EQ(target_scores(Numbers{60, 50, 45}, {60, 40}, Beyond::Kept).value(), (Numbers{0, 0.5, 0.75}));
  EXPECT_EQ(target_scores(Numbers{1}, {2, 2}, Beyond::Kept).error().code, Code::ParameterOutOfRange);
}

TEST(CompositeScores, ArithmeticAndGeometric) {
  const std::vector<Column> scores = {{0.25, 1, 0}, {1, 1, 0.5}};
  EXPECT_EQ(composite_scores(scores, Numbers{1, 1}, Aggregation::Arithmetic).value(), (Numbers{0.625, 1, 0.25}));
  EXPECT_EQ(composite_scores(scores, Numbers{1, 1}, Aggregation::Geometric).value(), (Numbers{0.5, 1, 0}));
  EXPECT_EQ(composite_scores(scores, Numbers{0, 2}, Aggregation::Geometric).value(), (Numbers{1, 1, 0.5}));
  EXPECT_EQ(composite_scores(scores, Numbers{1}, Aggregation::Arithmetic).error().code, Code::SizeMismatch);
  EXPECT_EQ(composite_scores(scores, Numbers{0, 0}, Aggregation::Arithmetic).error().code, Code::NoWeight);
  EXPECT_EQ(composite_scores(scores, Numbers{-1, 2}, Aggregation::Arithmetic).error().code, Code::NegativeWeight);
  const std::vector<Column> negative = {{-1, 1}};
  EXPECT_EQ(composite_scores(negative, Numbers{1}, Aggregation::Geometric).error().code, Code::NegativeValue);
}

TEST(IndicatorWeights, ConstantIndicatorsCountNothing) {
  const std::vector<Column> one_moves = {{1, 1, 1}, {0, 1, 2}};
  EXPECT_EQ(entropy_weights(one_moves).value(), (Numbers{0, 1}));
  EXPECT_EQ(critic_weights(one_moves).value(), (Numbers{0, 1}));
  const std::vector<Column> constant = {{2, 2}, {3, 3}};
  EXPECT_EQ(entropy_weights(constant).error().code, Code::NoVariation);
  EXPECT_EQ(critic_weights(constant).error().code, Code::NoVariation);
  EXPECT_EQ(principal_components(constant, ComponentBasis::Covariance).error().code, Code::NoVariation);
  EXPECT_EQ(principal_components(one_moves, ComponentBasis::Correlation).error().params.size(), 1U);
  const std::vector<Column> zeros = {{1, 2}, {0, 0}};
  EXPECT_EQ(entropy_weights(zeros).error().code, Code::IndicatorConstant);
  const std::vector<Column> alike = {{1, 2, 4}, {2, 4, 8}};
  EXPECT_EQ(critic_weights(alike).error().code, Code::NoVariation) << "perfect correlation is no conflict";
  EXPECT_EQ(entropy_weights(std::vector<Column>{}).error().code, Code::EmptyInput);
  EXPECT_EQ(equal_weights(4).value(), (Numbers{0.25, 0.25, 0.25, 0.25}));
  EXPECT_EQ(equal_weights(0).error().code, Code::EmptyInput);
}

TEST(PairwiseWeights, ConsistentMatrixGivesItsRatios) {
  const auto found = pairwise_weights(Numbers{1, 2, 4, 0.5, 1, 2, 0.25, 0.5, 1}, 3).value();
  EXPECT_NEAR(found.weights[0], 4.0 / 7, 1e-14);
  EXPECT_NEAR(found.weights[2], 1.0 / 7, 1e-14);
  EXPECT_NEAR(*found.consistency_ratio, 0, 1e-13);
  EXPECT_EQ(pairwise_weights(Numbers{1}, 1)->weights, (Numbers{1}));
  EXPECT_EQ(pairwise_weights(Numbers{1, 2, 2, 1}, 2).error().code, Code::ComparisonInvalid);
  EXPECT_EQ(pairwise_weights(Numbers{1, 0, 2, 1}, 2).error().code, Code::ComparisonInvalid);
  EXPECT_EQ(pairwise_weights(Numbers{1, 2, 2}, 2).error().code, Code::SizeMismatch);
}

TEST(Topsis, EndsAndUnitsAlike) {
  const std::vector<Column> columns = {{3, 4, 0}, {0, 0, 0}};
  const std::vector<Direction> directions = {Direction::Higher, Direction::Lower};
  const Column closeness = topsis(columns, directions, Numbers{1, 1})->closeness;
  EXPECT_NEAR(closeness[0], 0.75, 1e-15);
  EXPECT_EQ(closeness[1], 1);
  EXPECT_EQ(closeness[2], 0);
  const std::vector<Column> same = {{5, 5}};
  EXPECT_EQ(topsis(same, std::vector<Direction>{Direction::Higher}, Numbers{1}).error().code, Code::NoVariation);
}

TEST(Ranks, TiesShareTheBetterRank) {
  EXPECT_EQ(ranks(Numbers{5, 7, 5, 1}, Direction::Higher), (std::vector<std::uint32_t>{2, 1, 2, 4}));
  EXPECT_EQ(ranks(Numbers{5, 7, 5, 1}, Direction::Lower), (std::vector<std::uint32_t>{2, 4, 2, 1}));
}

TEST(Funnel, EndsAndDispersion) {
  EXPECT_EQ(binomial_funnel_limits({0, 10}, 0.95)->high, 0);
  EXPECT_EQ(binomial_funnel_limits({1, 10}, 0.95)->low, 1);
  EXPECT_EQ(binomial_funnel_limits({0.5, 0}, 0.95).error().code, Code::ParameterOutOfRange);
  EXPECT_EQ(binomial_funnel_limits({kNaN, 5}, 0.95).error().code, Code::ParameterOutOfRange);
  // z = 1.959964, half width 1.959964 * 10 / 5, doubled by a dispersion of 4.
  EXPECT_NEAR(normal_funnel_limits({50, 10, 25}, 0.95, 1)->high, 53.919928, 1e-6);
  EXPECT_NEAR(normal_funnel_limits({50, 10, 25}, 0.95, 4)->low, 42.160144, 1e-6);
  EXPECT_NEAR(normal_funnel_limits({50, 10, 25}, 0.95, 0.2)->high, 53.919928, 1e-6);
  // Ten scores, one at each end set to its neighbour: (2 * 4 + 6 * 1 + 2 * 4) / 10 = 2.2.
  EXPECT_NEAR(overdispersion(Numbers{-9, -2, -1, -1, -1, 1, 1, 1, 2, 9}, 0.1).value(), 2.2, 1e-14);
  EXPECT_EQ(overdispersion(Numbers{1}, 0.5).error().code, Code::ParameterOutOfRange);
}

TEST(NearestPeers, NearestFirstTiesByNumber) {
  // The constant covariate adds nothing; deviation of 0, 1, 2, 5 is sqrt(3.5).
  const std::vector<Column> covariates = {{0, 1, 2, 5}, {7, 7, 7, 7}};
  const auto found = nearest_peers(covariates, 2).value();
  EXPECT_EQ(found[1][0].unit, 0U) << "0 and 2 are equally near";
  EXPECT_EQ(found[1][1].unit, 2U);
  EXPECT_EQ(found[3][0].unit, 2U);
  EXPECT_NEAR(found[3][0].distance, 3 / std::sqrt(3.5), 1e-14);
  EXPECT_EQ(nearest_peers(covariates, 9).value()[0].size(), 3U);
  EXPECT_EQ(nearest_peers(std::vector<Column>{}, 1).error().code, Code::EmptyInput);
}

}  // namespace
}  // namespace junheng::stats
