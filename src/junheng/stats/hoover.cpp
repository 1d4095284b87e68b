#include "junheng/stats/hoover.h"

#include "junheng/stats/running_sums.h"

namespace junheng::stats {

Result<double> hoover(std::span<const double> values, std::span<const double> weights) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  return hoover_of(RunningSums(RankedSample(values, weights), *totals));
}

// What is missing below the mean is what is too much above it: either is half the sum of all deviations.
double hoover_of(const RunningSums& sums) { return sums.shortfall_below_mean() / sums.totals().value_sum; }

}  // namespace junheng::stats
