#include "junheng/stats/median_indices.h"

#include "junheng/core/codes.h"
#include "junheng/stats/quantile.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

/// Mean over the median of those values that `is_in_half` takes, given value and median.
template <typename IsInHalf>
Result<double> half_over_median(std::span<const double> values, std::span<const double> weights, IsInHalf is_in_half) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  const auto median = weighted_quantile(values, weights, 0.5);
  if (!median) return fail(median.error());
  if (*median == 0) return fail(Code::ZeroDenominator);
  const Weights weight(weights);
  double weight_sum = 0;
  double value_sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_in_half(values[i], *median)) continue;
    weight_sum += weight[i];
    value_sum += weight[i] * (values[i] / *median);
  }
  return value_sum / weight_sum;
}

}  // namespace

Result<double> mcloone(std::span<const double> values, std::span<const double> weights) {
  return half_over_median(values, weights, [](double value, double median) { return value <= median; });
}

Result<double> verstegen(std::span<const double> values, std::span<const double> weights) {
  return half_over_median(values, weights, [](double value, double median) { return value >= median; });
}

}  // namespace junheng::stats
