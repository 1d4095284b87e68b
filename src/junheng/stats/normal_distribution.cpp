#include "junheng/stats/normal_distribution.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace junheng::stats {

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double probability) {
  assert(probability > 0 && probability < 1);
  // Only the lower half: there erfc keeps all its digits.
  if (probability > 0.5) return -normal_quantile(1 - probability);
  const double t = std::sqrt(-2 * std::log(probability));
  double z = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  // The start is right to 4.5e-4, and each step cubes the error.
  for (int step = 0; step < 2; ++step) {
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    const double error = (normal_cdf(z) - probability) / density;
    z -= error / (1 + error * z / 2);
  }
  return z;
}

}  // namespace junheng::stats
