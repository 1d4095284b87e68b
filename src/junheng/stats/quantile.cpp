#include "junheng/stats/quantile.h"

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/stats/running_sums.h"

namespace junheng::stats {

namespace {

bool is_share(double share) { return share >= 0 && share <= 1; }

tl::unexpected<Error> share_out_of_range(double share) {
  return fail(Code::ParameterOutOfRange, {{"name", "share"}, {"value", fmt::format("{}", share)}, {"range", "0 ... 1"}});
}

/// The checks of a ratio of quantiles.
Result<Totals> check_ratio(std::span<const double> values, std::span<const double> weights, QuantilePair shares) {
  if (!is_share(shares.low)) return share_out_of_range(shares.low);
  if (!is_share(shares.high)) return share_out_of_range(shares.high);
  return check_sample(values, weights, Domain::NotNegative);
}

}  // namespace

Result<double> weighted_quantile(std::span<const double> values, std::span<const double> weights, double share) {
  if (!is_share(share)) return share_out_of_range(share);
  const auto totals = check_sample(values, weights, Domain::Any);
  if (!totals) return fail(totals.error());
  return RunningSums(RankedSample(values, weights), *totals).quantile(share);
}

Result<double> percentile_ratio(std::span<const double> values, std::span<const double> weights, QuantilePair shares) {
  const auto totals = check_ratio(values, weights, shares);
  if (!totals) return fail(totals.error());
  return percentile_ratio_of(RunningSums(RankedSample(values, weights), *totals), shares);
}

Result<double> percentile_ratio_of(const RunningSums& sums, QuantilePair shares) {
  const double low = sums.quantile(shares.low);
  if (low == 0) return fail(Code::ZeroDenominator);
  return sums.quantile(shares.high) / low;
}

Result<double> range_ratio(std::span<const double> values, std::span<const double> weights, QuantilePair shares) {
  const auto totals = check_ratio(values, weights, shares);
  if (!totals) return fail(totals.error());
  return range_ratio_of(RunningSums(RankedSample(values, weights), *totals), shares);
}

Result<double> range_ratio_of(const RunningSums& sums, QuantilePair shares) {
  const double low = sums.quantile(shares.low);
  if (low == 0) return fail(Code::ZeroDenominator);
  return (sums.quantile(shares.high) - low) / low;
}

}  // namespace junheng::stats
