#pragma once

namespace junheng::stats {

/// Probability that a standard normal number is at most z.
[[nodiscard]] double normal_cdf(double z);

/// Inverse of normal_cdf, right to about 1e-15. Requires: 0 < probability < 1.
/// Source: starting value of Hastings (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.2.23), then Halley's method.
[[nodiscard]] double normal_quantile(double probability);

}  // namespace junheng::stats
