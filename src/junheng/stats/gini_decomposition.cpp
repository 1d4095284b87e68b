#include "junheng/stats/gini_decomposition.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/stats/gini.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

/// The units that have weight, those of each group one after the other.
struct GroupedSample {
  std::vector<double> values;
  std::vector<double> weights;
  /// Of group g: starts[g] ... starts[g + 1].
  std::vector<std::size_t> starts;

  [[nodiscard]] std::span<const double> values_of(std::size_t g) const {
    return std::span(values).subspan(starts[g], starts[g + 1] - starts[g]);
  }
  [[nodiscard]] std::span<const double> weights_of(std::size_t g) const {
    return std::span(weights).subspan(starts[g], starts[g + 1] - starts[g]);
  }
};

GroupedSample grouped(std::span<const double> values, Weights weight, const GroupLevel& groups) {
  GroupedSample out;
  out.starts.resize(groups.group_count + 1);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (weight[i] > 0) ++out.starts[groups.group_of[i] + 1];
  std::partial_sum(out.starts.begin(), out.starts.end(), out.starts.begin());
  out.values.resize(out.starts.back());
  out.weights.resize(out.starts.back());
  std::vector<std::size_t> next = out.starts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (weight[i] <= 0) continue;
    const std::size_t at = next[groups.group_of[i]]++;
    out.values[at] = values[i];
    out.weights[at] = weight[i];
  }
  return out;
}

}  // namespace

Result<GiniDecomposition> gini_decomposition(std::span<const double> values, std::span<const double> weights, const GroupLevel& groups) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  if (groups.group_of.size() != values.size()) return fail(Code::SizeMismatch);
  if (std::ranges::max(groups.group_of) >= groups.group_count) return fail(Code::GroupUnknown);
  const GroupedSample sample = grouped(values, Weights(weights), groups);
  GiniDecomposition out;
  std::vector<double> means(groups.group_count);
  std::vector<double> group_weights(groups.group_count);
  for (std::size_t g = 0; g < groups.group_count; ++g) {
    const auto own = check_sample(sample.values_of(g), sample.weights_of(g), Domain::Any);
    if (!own) continue;  // No unit with weight.
    means[g] = own->mean();
    group_weights[g] = own->weight_sum;
    if (own->value_sum == 0) continue;
    const auto own_gini = gini(sample.values_of(g), sample.weights_of(g));
    if (!own_gini) return fail(own_gini.error());
    out.within += own->weight_sum * own->value_sum * *own_gini / (totals->weight_sum * totals->value_sum);
  }
  const auto between = gini(means, group_weights);
  if (!between) return fail(between.error());
  out.between = *between;
  const auto whole = gini(values, weights);
  if (!whole) return fail(whole.error());
  out.overlap = std::max(0.0, *whole - out.within - out.between);
  return out;
}

}  // namespace junheng::stats
