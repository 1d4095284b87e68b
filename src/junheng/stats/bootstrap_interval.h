#pragma once

#include <optional>
#include <span>

namespace junheng::stats {

/// Confidence interval, both ends included.
struct Interval {
  double low = 0;
  double high = 0;
};

/// Percentile interval: the quantiles at (1 - confidence) / 2 and (1 + confidence) / 2 of the bootstrap replicates, by weighted_quantile.
///
/// Requires: replicates not empty, finite, in ascending order; 0 < confidence < 1.
/// Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13.
[[nodiscard]] Interval percentile_interval(std::span<const double> sorted_replicates, double confidence);

/// Acceleration of the BCa interval: a sixth of the skewness of what each left-out part moves.
///
/// Definition: sum d^3 / (6 (sum d^2)^1.5), d the mean of the jackknife values less each; 0 where they are all equal.
/// Source: Efron and Tibshirani 1993, eq. 14.15.
[[nodiscard]] double acceleration(std::span<const double> jackknife);

/// Bias-corrected and accelerated interval (BCa).
///
/// Definition: percentile interval at Phi(z0 + (z0 + z) / (1 - a (z0 + z))) for z the normal quantiles of the two ends, with a the
/// acceleration and z0 the normal quantile of the share of replicates below the estimate, half of those equal to it counted in. nullopt
/// where that share is 0 or 1, or the corrected shares do not exist: then the replicates do not surround the estimate. Requires: as for
/// percentile_interval. Source: Efron, Journal of the American Statistical Association 82 (1987) 171-185; Efron and Tibshirani 1993,
/// ch. 14.
[[nodiscard]] std::optional<Interval> bca_interval(std::span<const double> sorted_replicates, double estimate, double acceleration,
                                                   double confidence);

}  // namespace junheng::stats
