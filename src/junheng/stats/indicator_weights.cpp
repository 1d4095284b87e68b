#include "junheng/stats/indicator_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "junheng/core/codes.h"
#include "junheng/stats/covariance.h"
#include "junheng/stats/sample.h"
#include "junheng/stats/theil.h"

namespace junheng::stats {

Result<std::vector<double>> normalised_weights(std::span<const double> weights) {
  // The weights of weights: sums and signs are checked alike.
  const auto totals = check_sample(weights, weights, Domain::Any);
  if (!totals) return fail(totals.error());
  std::vector<double> out(weights.begin(), weights.end());
  for (double& weight : out) weight /= totals->weight_sum;
  return out;
}

Result<std::vector<double>> equal_weights(std::size_t count) { return normalised_weights(std::vector<double>(count, 1.0)); }

Result<std::vector<double>> entropy_weights(std::span<const Column> scores) {
  if (scores.empty()) return fail(Code::EmptyInput);
  std::vector<double> divergences;
  for (std::size_t j = 0; j < scores.size(); ++j) {
    if (scores[j].size() != scores.front().size()) return fail(Code::SizeMismatch);
    const auto theil = theil_t(scores[j], {});
    if (!theil && theil.error().code == Code::ZeroMean) return fail(Code::IndicatorConstant, {{"column", fmt::format("{}", j + 1)}});
    if (!theil) return fail(theil.error());
    divergences.push_back(*theil);
  }
  // The divisor ln n of every 1 - e_j cancels.
  if (std::ranges::all_of(divergences, [](double divergence) { return divergence == 0; })) return fail(Code::NoVariation);
  return normalised_weights(divergences);
}

Result<std::vector<double>> critic_weights(std::span<const Column> scores) {
  const auto covariance = covariance_matrix(scores);
  if (!covariance) return fail(covariance.error());
  const std::size_t count = scores.size();
  const SymmetricMatrix correlation = correlation_of(*covariance);
  std::vector<double> information(count);
  for (std::size_t j = 0; j < count; ++j) {
    double conflict = 0;
    for (std::size_t k = 0; k < count; ++k)
      if (k != j) conflict += 1 - correlation.at(j, k);
    information[j] = std::sqrt(covariance->at(j, j)) * std::max(0.0, conflict);
  }
  // Perfect correlation comes out as 1 to a few roundings.
  constexpr double kNoConflict = 1e-14;
  const double contrast = std::sqrt(std::transform_reduce(scores.begin(), scores.end(), 0.0, std::plus<>(), [&](const Column& column) {
    const auto j = static_cast<std::size_t>(&column - scores.data());
    return covariance->at(j, j);
  }));
  if (std::accumulate(information.begin(), information.end(), 0.0) <= kNoConflict * contrast) return fail(Code::NoVariation);
  return normalised_weights(information);
}

}  // namespace junheng::stats
