// The worked examples of docs/methods. Their numbers come from oracles/methods_examples.py, which knows numpy and scipy but not the
// program.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "junheng/stats/beta_convergence.h"
#include "junheng/stats/coupling_coordination.h"
#include "junheng/stats/funnel.h"
#include "junheng/stats/gini.h"
#include "junheng/stats/gini_decomposition.h"
#include "junheng/stats/indicator_scores.h"
#include "junheng/stats/indicator_weights.h"
#include "junheng/stats/moran.h"
#include "junheng/stats/pairwise_comparison.h"
#include "junheng/stats/peers.h"
#include "junheng/stats/principal_components.h"
#include "junheng/stats/ranks.h"
#include "junheng/stats/segregation.h"
#include "junheng/stats/sigma_convergence.h"
#include "junheng/stats/topsis.h"
#include "support/methods_page.h"

namespace junheng::stats {
namespace {

using testing::MethodsPage;
using Values = std::vector<double>;
using Groups = std::vector<std::uint32_t>;

TEST(MethodsExample, Segregation) {
  const MethodsPage page("segregation");
  const Values counts = {90, 10, 60, 40, 80, 20, 30, 70};
  page.expect_row("index", "D", {dissimilarity({counts, 2}).value()});
  const Groups county = {0, 0, 1, 1};
  const auto clusters = NestedGroups::create(std::array{GroupLevel{county, 2}}).value();
  const auto parts = segregation_decomposition({counts, 2}, clusters).value();
  page.expect_row("index", "entropy of the groups", {parts.total().m / parts.total().h});
  page.expect_row("term", "between counties", {parts.between[0].m, parts.between[0].h});
  page.expect_row("term", "within counties", {parts.within.m, parts.within.h});
  const auto whole = entropy_segregation({counts, 2}).value();
  page.expect_row("term", "sum", {whole.m, whole.h});
}

TEST(MethodsExample, GroupsThatOverlap) {
  const MethodsPage page("inequality");
  const Values books = {6.2, 10.5, 7.3, 3.7, 8.0}, pupils = {45, 89, 55, 37, 76};
  const auto parts = gini_decomposition(books, pupils, {Groups{0, 0, 0, 1, 1}, 2}).value();
  page.expect_row("Dagum, per pupil", "within", {parts.within});
  page.expect_row("Dagum, per pupil", "between", {parts.between});
  page.expect_row("Dagum, per pupil", "overlap", {parts.overlap});
  page.expect_row("Dagum, per pupil", "Gini", {gini(books, pupils).value()});
}

TEST(MethodsExample, Places) {
  const MethodsPage page("spatial");
  const Values values = {12, 10, 9, 4, 5, 2};
  const std::vector<Groups> neighbours = {{1, 2}, {0, 2}, {0, 1, 3}, {2, 4, 5}, {3, 5}, {3, 4}};
  const std::size_t permutations = 20000;
  const auto whole = moran(values, neighbours, {.count = permutations}).value();
  page.expect_row("index", "I", {whole.i});
  page.expect_row("index", "expected", {whole.expected});
  // 24 of the 720 arrangements reach this I; four standard errors of that share in 20,000 draws.
  const double exact = 24.0 / 720;
  page.expect_row("index", "exact p", {exact});
  EXPECT_NEAR(whole.test.p_greater, exact, 0.0051);
  const auto local = local_moran(values, neighbours, {}).value();
  const double mean = 7;
  for (std::size_t i = 0; i < values.size(); ++i) {
    double lag = 0;
    for (const auto each : neighbours[i]) lag += (values[each] - mean) / static_cast<double>(neighbours[i].size());
    page.expect_row("area", std::string(1, static_cast<char>('A' + i)), {values[i] - mean, lag, local[i]->i});
  }
}

TEST(MethodsExample, Convergence) {
  const MethodsPage page("convergence");
  const Values first = {2, 3, 5, 8}, middle = {2.6, 3.5, 5.6, 8.3}, last = {3.2, 4.2, 6, 9};
  const std::string beta_table = "beta, 2016 to 2020";
  const auto beta = beta_convergence(first, last, 4, {}).value();
  page.expect_row(beta_table, "slope", {beta.line.slope});
  page.expect_row(beta_table, "standard error", {beta.line.standard_error});
  page.expect_row(beta_table, "R²", {beta.line.r_squared});
  page.expect_row(beta_table, "speed", {beta.speed.value()});
  page.expect_row(beta_table, "half-life", {beta.half_life_years.value()});
  const std::vector<Period> periods = {{2016, first, {}}, {2018, middle, {}}, {2020, last, {}}};
  const auto sigma = sigma_convergence(periods).value();
  const auto& at = sigma.dispersions;
  page.expect_row("sigma", "deviation of logarithms", {at[0].log_deviation, at[1].log_deviation, at[2].log_deviation});
  page.expect_row("sigma", "CV", {at[0].cv, at[1].cv, at[2].cv});
  page.expect_row("slope a year", "trend of the deviation", {sigma.log_deviation_trend.slope});
  page.expect_row("slope a year", "trend of the CV", {sigma.cv_trend.slope});
}

TEST(MethodsExample, Coupling) {
  const MethodsPage page("convergence");
  const std::vector<Column> scores = {{0.8, 0.9, 0.2, 0.6}, {0.8, 0.4, 0.2, 0.0}};
  const auto found = coupling_coordination(scores, Values{1, 1}).value();
  for (std::size_t i = 0; i < 4; ++i)
    page.expect_row("county", std::string(1, static_cast<char>('A' + i)),
                    {scores[0][i], scores[1][i], found.coupling[i].value(), found.development[i], found.coordination[i]});
}

/// Computers per 100 pupils, books per pupil, pupils per teacher of four counties.
const std::vector<Column> kCounties = {{20, 15, 10, 8}, {30, 20, 25, 16}, {16, 15, 18, 20}};
const std::vector<Direction> kDirections = {Direction::Higher, Direction::Higher, Direction::Lower};

std::vector<Column> county_scores() {
  std::vector<Column> scores;
  for (std::size_t j = 0; j < 3; ++j) scores.push_back(min_max_scores(kCounties[j], kDirections[j]).value());
  return scores;
}

TEST(MethodsExample, ScoresOfIndicators) {
  const MethodsPage page("composite-index");
  const auto scores = county_scores();
  const std::array scales = {TargetScale{0, 20}, TargetScale{0, 25}, TargetScale{25, 15}};
  std::vector<Column> z, target;
  for (std::size_t j = 0; j < 3; ++j) {
    z.push_back(z_scores(kCounties[j], {}, kDirections[j]).value());
    target.push_back(target_scores(kCounties[j], scales[j], Beyond::Capped).value());
  }
  for (std::size_t i = 0; i < 4; ++i)
    page.expect_row("scores", std::string(1, static_cast<char>('A' + i)),
                    {scores[0][i], scores[1][i], scores[2][i], z[0][i], z[1][i], z[2][i], target[0][i], target[1][i], target[2][i]});
}

TEST(MethodsExample, WeightsOfIndicators) {
  const MethodsPage page("composite-index");
  const auto scores = county_scores();
  const auto expect_weights = [&](const char* row, const Values& weights) {
    page.expect_row("weights", row, {weights[0], weights[1], weights[2]});
  };
  expect_weights("equal", equal_weights(3).value());
  expect_weights("entropy", entropy_weights(scores).value());
  expect_weights("CRITIC", critic_weights(scores).value());
  expect_weights("principal components", principal_component_weights(scores, ComponentBasis::Correlation).value());
  const auto ahp = pairwise_weights(Values{1, 3, 2, 1.0 / 3, 1, 0.5, 0.5, 2, 1}, 3).value();
  expect_weights("AHP", ahp.weights);
  page.expect_row("of the weights", "consistency ratio", {ahp.consistency_ratio.value()});
  const auto components = principal_components(scores, ComponentBasis::Correlation).value();
  page.expect_row("of the weights", "first eigenvalue", {components.variances[0]});
}

TEST(MethodsExample, CompositeScores) {
  const MethodsPage page("composite-index");
  const auto scores = county_scores();
  const auto equal = equal_weights(3).value();
  const auto sum = composite_scores(scores, equal, Aggregation::Arithmetic).value();
  const auto product = composite_scores(scores, equal, Aggregation::Geometric).value();
  const auto by_entropy = composite_scores(scores, entropy_weights(scores).value(), Aggregation::Arithmetic).value();
  const auto closeness = topsis(kCounties, kDirections, equal).value().closeness;
  for (std::size_t i = 0; i < 4; ++i)
    page.expect_row("county: score", "score " + std::string(1, static_cast<char>('A' + i)),
                    {sum[i], product[i], by_entropy[i], closeness[i]});
}

TEST(MethodsExample, RanksAndFunnels) {
  const MethodsPage page("league-tables");
  EXPECT_EQ(ranks(Values{0.9, 0.7, 0.7, 0.4}, Direction::Higher), (std::vector<std::uint32_t>{1, 2, 2, 4}));
  for (const std::uint64_t schools : {10, 40, 160}) {
    const auto limits = binomial_funnel_limits({0.8, schools}, 0.95).value();
    page.expect_row("schools", std::to_string(schools), {limits.low, limits.high});
  }
  const double phi = overdispersion(Values{-4, -1.5, -0.5, 0, 0.3, 0.8, 1.2, 1.6, 2, 5}, 0.1).value();
  page.expect_row("quantity", "φ", {phi});
  const auto plain = normal_funnel_limits({20, 6, 16}, 0.95, 1).value(), wide = normal_funnel_limits({20, 6, 16}, 0.95, phi).value();
  page.expect_row("limits", "limits without φ", {plain.low, plain.high});
  page.expect_row("limits", "limits with φ", {wide.low, wide.high});
}

TEST(MethodsExample, Peers) {
  const MethodsPage page("league-tables");
  std::vector<Column> covariates = {{20000, 24000, 90000, 100000}, {12000, 11000, 30000, 14000}};
  for (Column& column : covariates)
    for (double& value : column) value = std::log(value);
  const auto found = nearest_peers(covariates, 3).value();
  for (std::size_t i = 0; i < 4; ++i) {
    std::array<double, 4> distances = {};
    for (const Peer& peer : found[i]) distances[peer.unit] = peer.distance;
    page.expect_row("county", std::string(1, static_cast<char>('A' + i)), {distances[0], distances[1], distances[2], distances[3]});
  }
}

}  // namespace
}  // namespace junheng::stats
