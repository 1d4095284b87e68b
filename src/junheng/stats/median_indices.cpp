#include "junheng/stats/median_indices.h"

#include "junheng/core/codes.h"
#include "junheng/stats/running_sums.h"

namespace junheng::stats {

Result<double> mcloone(std::span<const double> values, std::span<const double> weights) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  return mcloone_of(RunningSums(RankedSample(values, weights), *totals));
}

Result<double> mcloone_of(const RunningSums& sums) {
  const double median = sums.quantile(0.5);
  if (median == 0) return fail(Code::ZeroDenominator);
  return sums.mean_up_to(median) / median;
}

Result<double> verstegen(std::span<const double> values, std::span<const double> weights) {
  const auto totals = check_sample(values, weights, Domain::NotNegative);
  if (!totals) return fail(totals.error());
  return verstegen_of(RunningSums(RankedSample(values, weights), *totals));
}

Result<double> verstegen_of(const RunningSums& sums) {
  const double median = sums.quantile(0.5);
  if (median == 0) return fail(Code::ZeroDenominator);
  return sums.mean_from(median) / median;
}

}  // namespace junheng::stats
