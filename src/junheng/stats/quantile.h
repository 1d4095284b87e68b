#pragma once

#include <span>

#include "junheng/core/error.h"

namespace junheng::stats {

class RunningSums;

/// Weighted quantile: the inverse of the weighted distribution function, with the middle of its steps.
///
/// Definition: with the values in ascending order and S_k the running weight, the value of the first k with S_k > share * W; where some S_k
/// equals share * W (to 1e-12 of W, since rounding would decide otherwise), the mean of the values to either side. Unweighted this is
/// definition 2 of Hyndman and Fan, the common median included. A school of weight 2 counts as two schools of weight 1, and the unit
/// of the weights does not matter; the interpolating definitions (R's type 7) have neither property.
/// Units: those of `values`, which may be negative. `share` 0 gives the smallest, 1 the largest value that has weight.
/// No weights means 1 each. One unit gives its value.
/// Errors: those of check_sample for Domain::Any; ParameterOutOfRange (`share` outside 0 ... 1).
/// Complexity: O(n log n); O(n) where the values are in ascending order.
/// Source: Hyndman and Fan, The American Statistician 50 (1996) 361-365, definition 2; the weighted form is that of Stata's summarize.
[[nodiscard]] Result<double> weighted_quantile(std::span<const double> values, std::span<const double> weights, double share);

/// Shares of the weight between which a ratio of quantiles looks, each 0 ... 1.
struct QuantilePair {
  double low = 0;
  double high = 0;
};

/// Percentile ratio, such as P90 / P10: weighted_quantile at `shares.high` over that at `shares.low`.
///
/// Units: none. Equal values give 1.
/// Errors: those of weighted_quantile and of check_sample for Domain::NotNegative; ZeroDenominator (the low quantile is 0).
[[nodiscard]] Result<double> percentile_ratio(std::span<const double> values, std::span<const double> weights, QuantilePair shares);
/// The same from sums of the sample. Requires: no negative value; shares 0 ... 1.
[[nodiscard]] Result<double> percentile_ratio_of(const RunningSums& sums, QuantilePair shares);

/// Range ratio: how much more the high quantile has than the low one, relative to the low one: (Q_high - Q_low) / Q_low.
/// With the shares 0.05 and 0.95 this is the federal range ratio of school finance; with 0 and 1, the full range over the smallest.
///
/// Units: none; 0 (all equal) upwards. Errors: those of percentile_ratio.
/// Source: Berne and Stiefel, The Measurement of Equity in School Finance, 1984, ch. 2.
[[nodiscard]] Result<double> range_ratio(std::span<const double> values, std::span<const double> weights, QuantilePair shares);
/// The same from sums of the sample. Requires: no negative value; shares 0 ... 1.
[[nodiscard]] Result<double> range_ratio_of(const RunningSums& sums, QuantilePair shares);

}  // namespace junheng::stats
