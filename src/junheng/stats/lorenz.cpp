#include "junheng/stats/lorenz.h"

#include <algorithm>

#include "junheng/core/codes.h"
#include "junheng/stats/running_sums.h"

namespace junheng::stats {

Result<std::vector<LorenzPoint>> lorenz_curve(std::span<const double> values, std::span<const double> weights) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  const RankedSample ranked(values, weights);
  const std::span<const double> x = ranked.values();
  const Weights weight(ranked.weights());
  std::vector<LorenzPoint> curve = {{0, 0}};
  curve.reserve(x.size() + 1);
  double weight_sum = 0;
  double value_sum = 0;
  for (std::size_t i = 0; i < x.size();) {
    double own_weight = 0;
    const double value = x[i];
    for (; i < x.size() && x[i] == value; ++i) own_weight += weight[i];
    if (own_weight == 0) continue;
    weight_sum += own_weight;
    value_sum += own_weight * value;
    curve.push_back({weight_sum, value_sum});
  }
  // Divided by the sums of this order of summation, so that the curve ends in (1, 1) to the last digit.
  for (LorenzPoint& point : curve) point = {point.weight_share / weight_sum, point.value_share / value_sum};
  return curve;
}

double value_share_at(std::span<const LorenzPoint> curve, double weight_share) {
  const auto after = std::ranges::lower_bound(curve, weight_share, {}, &LorenzPoint::weight_share);
  if (after == curve.end()) return 1;
  if (after == curve.begin()) return 0;
  const LorenzPoint& low = *(after - 1);
  const double part = (weight_share - low.weight_share) / (after->weight_share - low.weight_share);
  return low.value_share + part * (after->value_share - low.value_share);
}

std::vector<LorenzPoint> curve_at_percents(std::span<const LorenzPoint> curve) {
  constexpr std::size_t kPercents = 100;
  std::vector<LorenzPoint> out;
  for (std::size_t percent = 0; percent <= kPercents; ++percent) {
    const double share = static_cast<double>(percent) / kPercents;
    out.push_back({share, value_share_at(curve, share)});
  }
  return out;
}

Result<double> palma_ratio(std::span<const double> values, std::span<const double> weights) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  return palma_ratio_of(RunningSums(RankedSample(values, weights), *totals));
}

Result<double> palma_ratio_of(const RunningSums& sums) {
  const double bottom = sums.value_share(0.4);
  if (bottom == 0) return fail(Code::ZeroDenominator);
  return (1 - sums.value_share(0.9)) / bottom;
}

}  // namespace junheng::stats
