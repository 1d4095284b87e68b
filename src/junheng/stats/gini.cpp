#include "junheng/stats/gini.h"

#include <algorithm>

#include "junheng/stats/ranked_sample.h"

namespace junheng::stats {

Result<double> gini(std::span<const double> values, std::span<const double> weights) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  const RankedSample ranked(values, weights);
  const Weights weight(ranked.weights());
  const double mean = totals->mean();
  double weight_before = 0;
  double sum = 0;
  // sum_i w_i x_i (S_(i-1) + S_i - W), S the running weight. The second factor adds up to zero over the sample, so the mean may be
  // taken off the values: near-equal values then lose no digits.
  for (std::size_t i = 0; i < ranked.values().size(); ++i) {
    const double w = weight[i];
    sum += w * (ranked.values()[i] - mean) * (2 * weight_before + w - totals->weight_sum);
    weight_before += w;
  }
  return std::max(0.0, sum / (totals->weight_sum * totals->value_sum));
}

}  // namespace junheng::stats
