#include "junheng/stats/bootstrap_interval.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "junheng/stats/normal_distribution.h"
#include "junheng/stats/quantile.h"

namespace junheng::stats {

namespace {

double quantile(std::span<const double> sorted_replicates, double share) { return weighted_quantile(sorted_replicates, {}, share).value(); }

}  // namespace

Interval percentile_interval(std::span<const double> sorted_replicates, double confidence) {
  return {quantile(sorted_replicates, (1 - confidence) / 2), quantile(sorted_replicates, (1 + confidence) / 2)};
}

double acceleration(std::span<const double> jackknife) {
  const double mean = std::accumulate(jackknife.begin(), jackknife.end(), 0.0) / static_cast<double>(jackknife.size());
  double squares = 0;
  double cubes = 0;
  for (const double value : jackknife) {
    const double d = mean - value;
    squares += d * d;
    cubes += d * d * d;
  }
  return squares == 0 ? 0 : cubes / (6 * std::pow(squares, 1.5));
}

std::optional<Interval> bca_interval(std::span<const double> sorted_replicates, double estimate, double acceleration, double confidence) {
  const auto [first_equal, first_above] = std::ranges::equal_range(sorted_replicates, estimate);
  const auto begin = sorted_replicates.begin();
  const auto count = static_cast<double>(sorted_replicates.size());
  const double below = (static_cast<double>(first_equal - begin) + static_cast<double>(first_above - begin)) / (2 * count);
  if (below <= 0 || below >= 1) return std::nullopt;
  const double bias = normal_quantile(below);
  const double z = normal_quantile((1 + confidence) / 2);
  const double low_scale = 1 - acceleration * (bias - z);
  const double high_scale = 1 - acceleration * (bias + z);
  if (low_scale <= 0 || high_scale <= 0) return std::nullopt;
  return Interval{quantile(sorted_replicates, normal_cdf(bias + (bias - z) / low_scale)),
                  quantile(sorted_replicates, normal_cdf(bias + (bias + z) / high_scale))};
}

}  // namespace junheng::stats
