// What holds for every sample of the measures between groups, places, years and units.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "junheng/stats/beta_convergence.h"
#include "junheng/stats/coupling_coordination.h"
#include "junheng/stats/funnel.h"
#include "junheng/stats/gini.h"
#include "junheng/stats/gini_decomposition.h"
#include "junheng/stats/indicator_scores.h"
#include "junheng/stats/moran.h"
#include "junheng/stats/ranks.h"
#include "junheng/stats/segregation.h"
#include "junheng/stats/sigma_convergence.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;
using Groups = std::vector<std::uint32_t>;

Values any_values(int least_count, int most_count) {
  Values out;
  const int count = *rc::gen::inRange(least_count, most_count + 1);
  for (int i = 0; i < count; ++i) out.push_back(*rc::gen::inRange(1, 2001) / 10.0);
  return out;
}

Groups any_groups(std::size_t units, int groups) {
  Groups out;
  for (std::size_t i = 0; i < units; ++i) out.push_back(static_cast<std::uint32_t>(*rc::gen::inRange(0, groups)));
  return out;
}

/// 2 ... 15 schools with 0 ... 40 pupils of each of three groups; two groups at least have pupils.
Values any_counts() {
  Values out;
  const int schools = *rc::gen::inRange(2, 16);
  for (int i = 0; i < 3 * schools; ++i) out.push_back(*rc::gen::inRange(0, 41));
  out[0] += 1;
  out[1] += 1;
  return out;
}

RC_GTEST_PROP(Segregation, StaysWithinItsBounds, ()) {
  const Values counts = any_counts();
  const double d = dissimilarity({counts, 3}).value();
  const EntropySegregation entropy = entropy_segregation({counts, 3}).value();
  RC_ASSERT(d >= 0 && d <= 1 + 1e-12);
  RC_ASSERT(entropy.h >= 0 && entropy.h <= 1 + 1e-12);
  RC_ASSERT(entropy.m >= 0 && entropy.m <= std::log(3.0) + 1e-12);
}

RC_GTEST_PROP(Segregation, TwiceTheSchoolsOrThePupilsIsTheSame, ()) {
  const Values counts = any_counts();
  Values twice = counts;
  twice.insert(twice.end(), counts.begin(), counts.end());
  Values larger = counts;
  for (double& count : larger) count *= 7;
  for (const Values& other : {twice, larger}) {
    RC_ASSERT(std::fabs(dissimilarity({other, 3}).value() - dissimilarity({counts, 3}).value()) <= 1e-12);
    RC_ASSERT(std::fabs(entropy_segregation({other, 3})->h - entropy_segregation({counts, 3})->h) <= 1e-12);
    RC_ASSERT(std::fabs(entropy_segregation({other, 3})->m - entropy_segregation({counts, 3})->m) <= 1e-12);
  }
}

RC_GTEST_PROP(Segregation, BetweenAndWithinAddUp, ()) {
  const Values counts = any_counts();
  const Groups inner = any_groups(counts.size() / 3, 6);
  Groups outer;
  for (const std::uint32_t group : inner) outer.push_back(group % 2);
  const std::vector<GroupLevel> levels = {{outer, 2}, {inner, 6}};
  const auto parts = segregation_decomposition({counts, 3}, NestedGroups::create(levels).value()).value();
  const EntropySegregation whole = entropy_segregation({counts, 3}).value();
  RC_ASSERT(std::fabs(parts.total().h - whole.h) <= 1e-12);
  RC_ASSERT(std::fabs(parts.total().m - whole.m) <= 1e-12);
  RC_ASSERT(parts.within.m >= 0);
  for (const EntropySegregation& term : parts.between) RC_ASSERT(term.m >= 0);
}

RC_GTEST_PROP(GiniDecomposition, PartsAddUpAndNoneIsNegative, ()) {
  const Values values = any_values(2, 40);
  Values weights;
  for (std::size_t i = 0; i < values.size(); ++i) weights.push_back(*rc::gen::inRange(1, 51));
  const Groups groups = any_groups(values.size(), 4);
  const auto parts = gini_decomposition(values, weights, {groups, 4}).value();
  RC_ASSERT(std::fabs(parts.total() - gini(values, weights).value()) <= 1e-12);
  RC_ASSERT(parts.within >= 0);
  RC_ASSERT(parts.between >= 0);
  RC_ASSERT(parts.overlap >= 0);
}

RC_GTEST_PROP(Moran, NamesOfTheUnitsDoNotMatter, ()) {
  const Values values = any_values(4, 25);
  RC_PRE(*std::ranges::min_element(values) < *std::ranges::max_element(values));
  const std::size_t n = values.size();
  std::vector<std::uint32_t> name(n);
  std::iota(name.begin(), name.end(), 0U);
  for (std::size_t i = n; i-- > 1;) std::swap(name[i], name[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(i) + 1))]);
  std::vector<Groups> neighbours(n), renamed(n);
  Values moved(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t step = 1; step <= 2; ++step) neighbours[i].push_back(static_cast<std::uint32_t>((i + step) % n));
    for (const std::uint32_t neighbour : neighbours[i]) renamed[name[i]].push_back(name[neighbour]);
    moved[name[i]] = values[i];
  }
  const Permutations permutations{19, 1, 1};
  RC_ASSERT(std::fabs(moran(values, neighbours, permutations)->i - moran(moved, renamed, permutations)->i) <= 1e-12);
  const auto local = local_moran(values, neighbours, permutations).value();
  const auto local_moved = local_moran(moved, renamed, permutations).value();
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    RC_ASSERT(std::fabs(local[i]->i - local_moved[name[i]]->i) <= 1e-11);
    sum += local[i]->i;
  }
  RC_ASSERT(std::fabs(sum / static_cast<double>(n) - moran(values, neighbours, permutations)->i) <= 1e-11);
}

RC_GTEST_PROP(MinMaxScores, UnitOfAnIndicatorDoesNotMoveCompositeRanks, ()) {
  const Values first = any_values(3, 15);
  Values second;
  for (std::size_t i = 0; i < first.size(); ++i) second.push_back(*rc::gen::inRange(1, 101));
  RC_PRE(*std::ranges::min_element(first) < *std::ranges::max_element(first));
  RC_PRE(*std::ranges::min_element(second) < *std::ranges::max_element(second));
  Values scaled = first;
  // A power of two moves no digit, so that ties stay ties.
  for (double& value : scaled) value *= 8;
  const auto ranking = [&](const Values& own) {
    const std::vector<Column> scores = {min_max_scores(own, Direction::Higher).value(), min_max_scores(second, Direction::Lower).value()};
    return ranks(composite_scores(scores, Values{1, 1}, Aggregation::Arithmetic).value(), Direction::Higher);
  };
  RC_ASSERT(ranking(first) == ranking(scaled));
}

// Growth that falls with the initial level has a slope below zero; the other way round, one above.
RC_GTEST_PROP(BetaConvergence, SignIsThatOfTheGrowth, ()) {
  Values initial = any_values(4, 20);
  std::ranges::sort(initial);
  RC_PRE(initial.front() < initial.back());
  const double power = *rc::gen::inRange(1, 10) / 10.0;
  Values closer, apart;
  for (const double value : initial) {
    closer.push_back(std::pow(value, 1 - power / 2));
    apart.push_back(std::pow(value, 1 + power));
  }
  const auto converging = beta_convergence(initial, closer, 5, {}).value();
  RC_ASSERT(converging.line.slope < 0);
  RC_ASSERT(converging.half_life_years.has_value());
  RC_ASSERT(std::fabs(converging.speed.value() + std::log(1 - power / 2) / 5) <= 1e-9);
  const auto diverging = beta_convergence(initial, apart, 5, {}).value();
  RC_ASSERT(diverging.line.slope > 0);
  RC_ASSERT(!diverging.half_life_years);
  const std::vector<Period> periods = {{2019, initial, {}}, {2024, closer, {}}};
  RC_ASSERT(sigma_convergence(periods)->log_deviation_trend.slope < 0);
}

RC_GTEST_PROP(CouplingCoordination, StaysWithinItsBounds, ()) {
  std::vector<Column> subsystems(3);
  const int units = *rc::gen::inRange(1, 10);
  for (int i = 0; i < units; ++i)
    for (Column& own : subsystems) own.push_back(*rc::gen::inRange(0, 101) / 100.0);
  const auto found = coupling_coordination(subsystems, Values{1, 2, 3}).value();
  for (std::size_t i = 0; i < static_cast<std::size_t>(units); ++i) {
    const auto [least, most] = std::minmax({subsystems[0][i], subsystems[1][i], subsystems[2][i]});
    RC_ASSERT(found.coupling[i].has_value() == (most > 0));
    if (found.coupling[i]) RC_ASSERT(*found.coupling[i] >= 0 && *found.coupling[i] <= 1 + 1e-12);
    RC_ASSERT(found.development[i] >= least - 1e-12 && found.development[i] <= most + 1e-12);
    RC_ASSERT(found.coordination[i] >= 0 && found.coordination[i] <= std::sqrt(found.development[i]) + 1e-12);
  }
}

RC_GTEST_PROP(FunnelLimits, NarrowWithTheSize, ()) {
  const double share = *rc::gen::inRange(5, 96) / 100.0;
  const auto size = static_cast<std::uint64_t>(*rc::gen::inRange(10, 2000));
  const auto width = [](const Result<Interval>& limits) { return limits->high - limits->low; };
  RC_ASSERT(width(binomial_funnel_limits({share, 4 * size}, 0.95)) < width(binomial_funnel_limits({share, size}, 0.95)));
  const Interval limits = binomial_funnel_limits({share, size}, 0.95).value();
  RC_ASSERT(limits.low <= share && share <= limits.high);
  // A mean of four times as many has half the width, to rounding.
  const auto count = static_cast<double>(size);
  const double small = width(normal_funnel_limits({10, 3, count}, 0.95, 1));
  RC_ASSERT(std::fabs(width(normal_funnel_limits({10, 3, 4 * count}, 0.95, 1)) - small / 2) <= 1e-12);
  RC_ASSERT(width(normal_funnel_limits({10, 3, count}, 0.998, 1)) > small);
}

}  // namespace
}  // namespace junheng::stats
