#include "junheng/stats/theil.h"

#include "junheng/stats/entropy_terms.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

template <typename Term>
Result<double> mean_term(std::span<const double> values, std::span<const double> weights, Domain domain, Term term) {
  const auto totals = check_sample(values, weights, domain);
  if (!totals) return fail(totals.error());
  const Weights weight(weights);
  const double mean = totals->mean();
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (weight[i] > 0) sum += weight[i] * term(values[i], mean, (values[i] - mean) / mean);
  return sum / totals->weight_sum;
}

}  // namespace

Result<double> theil_t(std::span<const double> values, std::span<const double> weights) {
  return mean_term(values, weights, Domain::NotNegative, theil_t_term);
}

Result<double> theil_l(std::span<const double> values, std::span<const double> weights) {
  return mean_term(values, weights, Domain::Positive, theil_l_term);
}

}  // namespace junheng::stats
