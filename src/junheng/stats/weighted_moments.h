#pragma once

#include <optional>
#include <span>

#include "junheng/core/error.h"

namespace junheng::stats {

/// Weighted mean and population variance of a set of values.
struct WeightedMoments {
  double weight_sum = 0;
  double mean = 0;
  /// sum_i w_i (x_i - mean)^2 / W: the population form, no n - 1.
  double variance = 0;

  /// sqrt(variance) / mean; nullopt where the mean is zero or nothing has weight (never reported as 0).
  [[nodiscard]] std::optional<double> cv() const;
};

/// Weighted moments in two passes, the second about the mean, so that near-equal values lose no digits.
///
/// No weights means 1 each.
/// Requires: no weights or one per value (asserted); finite values, weights not negative (checked by weighted_cv).
/// Empty input or a zero weight sum gives all zeros. One value gives variance 0.
[[nodiscard]] WeightedMoments weighted_moments(std::span<const double> values, std::span<const double> weights);

/// Weighted coefficient of variation of per-school values (the between-school difference coefficient, 校际差异系数).
///
/// Definition: sqrt(sum_i w_i (x_i - m)^2 / W) / m, with W = sum w_i and m = sum w_i x_i / W (population form).
/// Units: `values` share one unit; the result has none. Weights are pupil counts, so that m is total / total pupils.
/// No weights means 1 each. Values may be negative; a negative mean gives a negative CV.
/// Errors: EmptyInput; SizeMismatch; NegativeWeight (also for a weight or value that is not finite); NoWeight (all weights are zero);
/// ZeroMean.
/// Source: 义务教育均衡发展差异系数计算方法及数据来源; worked example of five schools: 0.515257.
[[nodiscard]] Result<double> weighted_cv(std::span<const double> values, std::span<const double> weights);

}  // namespace junheng::stats
