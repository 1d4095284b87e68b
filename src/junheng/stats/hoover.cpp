#include "junheng/stats/hoover.h"

#include <cmath>

#include "junheng/stats/sample.h"

namespace junheng::stats {

Result<double> hoover(std::span<const double> values, std::span<const double> weights) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  const Weights weight(weights);
  const double mean = totals->mean();
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) sum += weight[i] * std::fabs(values[i] - mean);
  return sum / (2 * totals->value_sum);
}

}  // namespace junheng::stats
