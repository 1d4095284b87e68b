#include "junheng/stats/concentration.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

Result<double> concentration_index(std::span<const double> values, std::span<const double> ranks, std::span<const double> weights) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  if (ranks.size() != values.size()) return fail(Code::SizeMismatch);
  if (!std::ranges::all_of(ranks, [](double rank) { return std::isfinite(rank); })) return fail(Code::NegativeWeight);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return ranks[a] != ranks[b] ? ranks[a] < ranks[b] : a < b; });
  const Weights weight(weights);
  const double mean = totals->mean();
  double weight_before = 0;
  double sum = 0;
  for (std::size_t begin = 0; begin < order.size();) {
    // Units of one rank share its middle, so that their order among themselves says nothing.
    double rank_weight = 0;
    double deviations = 0;
    std::size_t end = begin;
    for (; end < order.size() && ranks[order[end]] == ranks[order[begin]]; ++end) {
      rank_weight += weight[order[end]];
      deviations += weight[order[end]] * (values[order[end]] - mean);
    }
    sum += deviations * (2 * weight_before + rank_weight - totals->weight_sum);
    weight_before += rank_weight;
    begin = end;
  }
  return sum / (totals->weight_sum * totals->value_sum);
}

}  // namespace junheng::stats
