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

/// (r^alpha - 1 - alpha (r - 1)) / (alpha (alpha - 1)) with r = value / mean: the term of GE(alpha), at 0 and 1 that of Theil L and T.
/// Requires: mean > 0; value >= 0, and above 0 where alpha <= 0.
class EntropyTerm {
 public:
  explicit EntropyTerm(double alpha) : alpha_(alpha), series_(entropy_series(alpha)) {}

  double operator()(double value, double mean) const {
    const double d = (value - mean) / mean;
    if (alpha_ == 0) return theil_l_term(value, mean, d);
    if (alpha_ == 1) return theil_t_term(value, mean, d);
    // The series converges as (|alpha| d)^k / k!, so a large alpha needs smaller deviations.
    if (std::fabs(d) * std::fmax(1, std::fabs(alpha_)) < kSeriesDeviation) return series_sum(series_, d);
    if (value == 0) return 1 / alpha_;
    const double log_ratio = std::log(value / mean);
    // Each form divides by the factor that may be near zero before anything is subtracted.
    if (alpha_ < 0.5) return (std::expm1(alpha_ * log_ratio) / alpha_ - d) / (alpha_ - 1);
    const double beta = alpha_ - 1;
    return (value / mean * std::expm1(beta * log_ratio) / beta - d) / alpha_;
  }

 private:
  double alpha_;
  std::array<double, kSeriesTerms> series_;
};

}  // namespace junheng::stats
