#include "junheng/stats/quantile.h"

#include <fmt/format.h>

#include <optional>

#include "junheng/core/codes.h"
#include "junheng/stats/ranked_sample.h"

namespace junheng::stats {

namespace {

/// Relative to the weight sum: a step nearer to the share than this counts as met.
constexpr double kStepShare = 1e-12;

bool is_share(double share) { return share >= 0 && share <= 1; }

tl::unexpected<Error> share_out_of_range(double share) {
  return fail(Code::ParameterOutOfRange, {{"name", "share"}, {"value", fmt::format("{}", share)}, {"range", "0 ... 1"}});
}

double quantile_of(const RankedSample& ranked, double weight_sum, double share) {
  const std::span<const double> x = ranked.values();
  const Weights weight(ranked.weights());
  const double target = share * weight_sum;
  const double slack = kStepShare * weight_sum;
  double running = 0;
  double last = 0;
  bool is_on_step = false;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (weight[i] == 0) continue;
    if (is_on_step) return (last + x[i]) / 2;
    running += weight[i];
    last = x[i];
    if (share == 0 || running > target + slack) return last;
    is_on_step = share < 1 && running >= target - slack;
  }
  return last;
}

struct QuantileValues {
  double low = 0;
  double high = 0;
};

/// Both quantiles of a ratio; the low one is not zero.
Result<QuantileValues> ratio_quantiles(std::span<const double> values, std::span<const double> weights, QuantilePair shares) {
  if (!is_share(shares.low)) return share_out_of_range(shares.low);
  if (!is_share(shares.high)) return share_out_of_range(shares.high);
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  const RankedSample ranked(values, weights);
  const double low = quantile_of(ranked, totals->weight_sum, shares.low);
  if (low == 0) return fail(Code::ZeroDenominator);
  return QuantileValues{low, quantile_of(ranked, totals->weight_sum, shares.high)};
}

}  // namespace

Result<double> weighted_quantile(std::span<const double> values, std::span<const double> weights, double share) {
  if (!is_share(share)) return share_out_of_range(share);
  const auto totals = check_sample(values, weights, Domain::Any);
  if (!totals) return fail(totals.error());
  return quantile_of(RankedSample(values, weights), totals->weight_sum, share);
}

Result<double> percentile_ratio(std::span<const double> values, std::span<const double> weights, QuantilePair shares) {
  return ratio_quantiles(values, weights, shares).map([](const QuantileValues& at) { return at.high / at.low; });
}

Result<double> range_ratio(std::span<const double> values, std::span<const double> weights, QuantilePair shares) {
  return ratio_quantiles(values, weights, shares).map([](const QuantileValues& at) { return (at.high - at.low) / at.low; });
}

}  // namespace junheng::stats
