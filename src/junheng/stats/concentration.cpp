#include "junheng/stats/concentration.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "junheng/core/codes.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

/// Units of one rank: they share its middle, so that their order among themselves says nothing.
struct RankGroup {
  double weight = 0;
  /// Weighted differences from the mean.
  double deviations = 0;
};

struct RankedGroups {
  Totals totals;
  /// In ascending order of the rank.
  std::vector<RankGroup> groups;
};

Result<RankedGroups> ranked_groups(std::span<const double> values, std::span<const double> ranks, std::span<const double> weights) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  if (ranks.size() != values.size()) return fail(Code::SizeMismatch);
  if (!std::ranges::all_of(ranks, [](double rank) { return std::isfinite(rank); })) return fail(Code::NegativeWeight);
  std::vector<std::size_t> order;
  if (!std::ranges::is_sorted(ranks)) {
    order.resize(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return ranks[a] != ranks[b] ? ranks[a] < ranks[b] : a < b; });
  }
  const auto at = [&](std::size_t place) { return order.empty() ? place : order[place]; };
  const Weights weight(weights);
  RankedGroups out{*totals, {}};
  for (std::size_t place = 0; place < values.size(); ++place) {
    const std::size_t i = at(place);
    if (place == 0 || ranks[i] != ranks[at(place - 1)]) out.groups.emplace_back();
    out.groups.back().weight += weight[i];
    out.groups.back().deviations += weight[i] * (values[i] - totals->mean());
  }
  return out;
}

}  // namespace

Result<double> concentration_index(std::span<const double> values, std::span<const double> ranks, std::span<const double> weights) {
  const auto ranked = ranked_groups(values, ranks, weights);
  if (!ranked) return fail(ranked.error());
  const Totals& totals = ranked->totals;
  double weight_before = 0;
  double sum = 0;
  for (const RankGroup& group : ranked->groups) {
    sum += group.deviations * (2 * weight_before + group.weight - totals.weight_sum);
    weight_before += group.weight;
  }
  return sum / (totals.weight_sum * totals.value_sum);
}

Result<std::vector<LorenzPoint>> concentration_curve(std::span<const double> values, std::span<const double> ranks,
                                                     std::span<const double> weights) {
  const auto ranked = ranked_groups(values, ranks, weights);
  if (!ranked) return fail(ranked.error());
  const Totals& totals = ranked->totals;
  std::vector<LorenzPoint> out = {{0, 0}};
  double weight = 0;
  double deviations = 0;
  for (const RankGroup& group : ranked->groups) {
    if (group.weight == 0) continue;
    weight += group.weight;
    deviations += group.deviations;
    const double share = weight / totals.weight_sum;
    out.push_back({share, share + deviations / totals.value_sum});
  }
  out.back() = {1, 1};
  return out;
}

}  // namespace junheng::stats
