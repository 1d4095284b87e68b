#pragma once

#include <array>
#include <cmath>
#include <cstddef>

namespace junheng::stats {

// What one value adds to an entropy index, as a function of its deviation from the mean: never negative, zero at the mean, and flat there.
// The textbook sums, such as sum r log r, cancel to nothing when values are nearly equal, and take on every rounding of the mean; these do
// neither, and they add up over nested groups all the same, because the deviations of a group add up to zero.

/// Below this relative deviation a power series is used: above it the closed forms lose no more than two digits.
inline constexpr double kSeriesDeviation = 0.05;
/// The first power left out is d^14: below 1e-16 of the term at kSeriesDeviation.
inline constexpr std::size_t kSeriesTerms = 12;

/// Coefficients of d^2, d^3, ... in the term of GE(alpha): c_2 = 1/2, c_(k+1) = c_k (alpha - k) / (k + 1).
constexpr std::array<double, kSeriesTerms> entropy_series(double alpha) {
  std::array<double, kSeriesTerms> coefficients{};
  double c = 0.5;
  for (std::size_t i = 0; i < kSeriesTerms; ++i) {
    coefficients[i] = c;
    const double k = static_cast<double>(i) + 2;
    c *= (alpha - k) / (k + 1);
  }
  return coefficients;
}

inline double series_sum(const std::array<double, kSeriesTerms>& coefficients, double d) {
  double sum = 0;
  for (std::size_t i = kSeriesTerms; i-- > 0;) sum = sum * d + coefficients[i];
  return sum * d * d;
}

/// r ln r - r + 1 with r = value / mean, given d = r - 1; 1 at zero. Requires: value >= 0, mean > 0.
inline double theil_t_term(double value, double mean, double d) {
  static constexpr auto kSeries = entropy_series(1);
  if (std::fabs(d) < kSeriesDeviation) return series_sum(kSeries, d);
  if (value == 0) return 1;
  const double ratio = value / mean;
  return ratio * std::log(ratio) - d;
}

/// r - 1 - ln r with r = value / mean, given d = r - 1. Requires: value > 0, mean > 0.
inline double theil_l_term(double value, double mean, double d) {
  static constexpr auto kSeries = entropy_series(0);
  if (std::fabs(d) < kSeriesDeviation) return series_sum(kSeries, d);
  return d - std::log(value / mean);
}

}  // namespace junheng::stats
