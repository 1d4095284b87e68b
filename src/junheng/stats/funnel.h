#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "junheng/core/error.h"
#include "junheng/stats/bootstrap_interval.h"

namespace junheng::stats {

/// A share of events among `trials`, such as schools that meet a standard.
struct BinomialTarget {
  /// 0 to 1.
  double share = 0;
  std::uint64_t trials = 0;
};

/// Limits of a funnel plot for shares: where the share of a unit of this size lies with probability `confidence` if its true share is the
/// target. Exact: from the binomial distribution, interpolated between whole numbers of events.
///
/// Definition: for p = (1 - confidence) / 2 and (1 + confidence) / 2: r the smallest number with P(R <= r) >= p, a = (P(R <= r) - p) /
/// P(R = r), limit (r - a) / n, not below 0. At a target of 0 or 1 both limits are the target.
/// Units: shares. Complexity: O(sqrt(trials)): all terms down to the smallest positive double are added up.
/// Errors: ParameterOutOfRange (share outside 0 ... 1, no trials or more than 10^9, confidence outside 0 ... 1).
/// Source: Spiegelhalter, Statistics in Medicine 24 (2005) 1185-1202, appendix A.1.1.
[[nodiscard]] Result<Interval> binomial_funnel_limits(BinomialTarget target, double confidence);

/// A mean of `count` observations, and the standard deviation of one observation. Of a weighted mean the effective number counts,
/// (sum w)^2 / sum w^2 (Kish): one school of 9,100 pupils beside nine of 100 is hardly more than one.
struct MeanTarget {
  double mean = 0;
  double deviation = 0;
  double count = 0;
};

/// Limits of a funnel plot for means: mean -+ z deviation / sqrt(count), z the normal quantile.
///
/// `dispersion` is the factor phi of overdispersion: the half width is multiplied by its root; below 1 it counts as 1. The same widening
/// serves shares whose limits are wanted with overdispersion: deviation = sqrt(p (1 - p)).
/// Errors: ParameterOutOfRange (count not above 0 or not finite, deviation or dispersion below 0 or not finite, confidence outside 0 ... 1).
/// Source: Spiegelhalter 2005, 2 and 3.1.
[[nodiscard]] Result<Interval> normal_funnel_limits(MeanTarget target, double confidence, double dispersion);

/// Overdispersion of units about their target: how much more they differ than their sizes explain.
///
/// Definition: phi = mean of z_i^2, after the `winsorised_share` of the lowest z and as much of the highest have been set to the next ones
/// (Spiegelhalter's example: 0.1), so that the outliers that the funnel is to show do not widen it. z_i = (y_i - target) / standard error.
/// About 1: none. Below 1: less than chance, treated as 1 by normal_funnel_limits.
/// Errors: EmptyInput; NegativeWeight (not finite); ParameterOutOfRange (share not within 0 ... 0.5, 0.5 excluded).
/// Source: Spiegelhalter 2005, 3.1 and appendix A.3.
[[nodiscard]] Result<double> overdispersion(std::span<const double> z_scores, double winsorised_share);

}  // namespace junheng::stats
