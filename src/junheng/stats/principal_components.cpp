#include "junheng/stats/principal_components.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/stats/indicator_weights.h"

namespace junheng::stats {

Result<PrincipalComponents> principal_components(std::span<const Column> columns, ComponentBasis basis) {
  const auto covariance = covariance_matrix(columns);
  if (!covariance) return fail(covariance.error());
  bool varies = false;
  for (std::size_t j = 0; j < covariance->size(); ++j) varies = varies || covariance->at(j, j) > 0;
  if (!varies) return fail(Code::NoVariation);
  if (basis == ComponentBasis::Correlation)
    for (std::size_t j = 0; j < covariance->size(); ++j)
      if (covariance->at(j, j) == 0) return fail(Code::IndicatorConstant, {{"column", fmt::format("{}", j + 1)}});
  Eigensystem eigen = eigensystem(basis == ComponentBasis::Covariance ? *covariance : correlation_of(*covariance));
  // A variance is never negative; rounding may leave one that is.
  for (double& value : eigen.values) value = std::max(0.0, value);
  const double all = std::accumulate(eigen.values.begin(), eigen.values.end(), 0.0);
  PrincipalComponents out{std::move(eigen.values), {}, std::move(eigen.vectors)};
  for (const double variance : out.variances) out.variance_shares.push_back(variance / all);
  return out;
}

Result<std::vector<double>> principal_component_weights(std::span<const Column> columns, ComponentBasis basis) {
  const auto components = principal_components(columns, basis);
  if (!components) return fail(components.error());
  // Uncorrelated indicators have equal variances up to rounding: all of them stay.
  constexpr double kRounding = 1e-12;
  const double mean_share = 1.0 / static_cast<double>(columns.size());
  std::vector<double> weights(columns.size());
  for (std::size_t k = 0; k < components->variances.size(); ++k) {
    const double share = components->variance_shares[k];
    if (share < mean_share * (1 - kRounding)) continue;
    for (std::size_t j = 0; j < weights.size(); ++j) weights[j] += share * components->vectors[k][j] * components->vectors[k][j];
  }
  return normalised_weights(weights);
}

}  // namespace junheng::stats
