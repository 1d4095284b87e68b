#include "junheng/stats/gini.h"

#include <algorithm>

#include "junheng/stats/running_sums.h"

namespace junheng::stats {

Result<double> gini(std::span<const double> values, std::span<const double> weights) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  return gini_of(RunningSums(RankedSample(values, weights), *totals));
}

double gini_of(const RunningSums& sums) {
  return std::max(0.0, sums.half_differences() / (sums.totals().weight_sum * sums.totals().value_sum));
}

}  // namespace junheng::stats
