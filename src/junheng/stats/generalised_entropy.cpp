#include "junheng/stats/generalised_entropy.h"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "junheng/core/codes.h"
#include "junheng/stats/entropy_terms.h"
#include "junheng/stats/sample.h"
#include "junheng/stats/theil.h"

namespace junheng::stats {

namespace {

/// Beyond these the index is that of the largest or the smallest value alone, and powers overflow.
constexpr double kLargestPower = 20;

tl::unexpected<Error> out_of_range(double alpha) {
  const std::string range = fmt::format("{} ... {}", -kLargestPower, kLargestPower);
  return fail(Code::ParameterOutOfRange, {{"name", "alpha"}, {"value", fmt::format("{}", alpha)}, {"range", range}});
}

}  // namespace

Result<double> generalised_entropy(std::span<const double> values, std::span<const double> weights, double alpha) {
  if (!(std::fabs(alpha) <= kLargestPower)) return out_of_range(alpha);
  if (alpha == 0) return theil_l(values, weights);
  if (alpha == 1) return theil_t(values, weights);
  const auto totals = check_sample(values, weights, alpha > 0 ? Domain::NotNegative : Domain::Positive);
  if (!totals) return fail(totals.error());
  const Weights weight(weights);
  const double mean = totals->mean();
  const EntropyTerm term(alpha);
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (weight[i] > 0) sum += weight[i] * term(values[i], mean);
  if (!std::isfinite(sum)) return out_of_range(alpha);
  return sum / totals->weight_sum;
}

}  // namespace junheng::stats
