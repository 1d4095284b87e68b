#include "junheng/monitor/resampled_indices.h"

#include <algorithm>
#include <cmath>

#include "junheng/stats/atkinson.h"
#include "junheng/stats/gini.h"
#include "junheng/stats/hoover.h"
#include "junheng/stats/lorenz.h"
#include "junheng/stats/median_indices.h"
#include "junheng/stats/quantile.h"
#include "junheng/stats/running_sums.h"

namespace junheng::monitor {

namespace {

using Kind = InequalityIndex::Kind;

/// Below this, a mean that is a sum of deviations from that of the whole sample has lost too many digits.
constexpr double kLeastMeanRatio = 1e-3;

/// The alpha of the generalised entropy that an index is made of.
std::optional<double> alpha_of(const InequalityIndex& index) {
  switch (index.kind) {
    case Kind::TheilT: return 1;
    case Kind::TheilL: return 0;
    case Kind::GeneralisedEntropy: return index.parameter;
    case Kind::Atkinson: return 1 - index.parameter;
    default: return std::nullopt;
  }
}

bool goes_by_rank(const InequalityIndex& index) { return index.kind != Kind::Cv && !alpha_of(index); }

std::optional<double> by_rank(const InequalityIndex& index, const stats::RunningSums& sums) {
  switch (index.kind) {
    case Kind::Gini: return stats::gini_of(sums);
    case Kind::Hoover: return stats::hoover_of(sums);
    case Kind::Mcloone: return stats::if_defined(stats::mcloone_of(sums));
    case Kind::Verstegen: return stats::if_defined(stats::verstegen_of(sums));
    case Kind::Palma: return stats::if_defined(stats::palma_ratio_of(sums));
    case Kind::PercentileRatio: return stats::if_defined(stats::percentile_ratio_of(sums, kPercentileShares));
    case Kind::RangeRatio: return stats::if_defined(stats::range_ratio_of(sums, kRangeShares));
    default: return std::nullopt;
  }
}

}  // namespace

ResampledIndices::ResampledIndices(std::span<const InequalityIndex> indices, const stats::ClusteredSample& sample)
    : indices_(indices.begin(), indices.end()) {
  std::vector<double> alphas;
  for (const InequalityIndex& index : indices_) {
    const auto alpha = alpha_of(index);
    term_of_.push_back(alphas.size());
    if (alpha) alphas.push_back(*alpha);
  }
  if (!indices_.empty()) sums_.emplace(sample, alphas);
}

std::vector<std::optional<double>> ResampledIndices::of(const stats::Resample& resample) const {
  std::vector<std::optional<double>> out(indices_.size());
  if (!sums_) return out;
  const auto sums = sums_->resample(resample.multiplicities);
  if (!sums) return out;
  const auto from_schools = [&](const InequalityIndex& index) {
    return stats::if_defined(compute_index(index, resample.values, resample.weights));
  };
  if (std::fabs(sums->mean_ratio) < kLeastMeanRatio) {
    std::ranges::transform(indices_, out.begin(), from_schools);
    return out;
  }
  std::optional<stats::RunningSums> ranked;
  if (std::ranges::any_of(indices_, goes_by_rank)) ranked.emplace(resample.values, resample.weights, sums->totals);
  for (std::size_t i = 0; i < indices_.size(); ++i) {
    const InequalityIndex& index = indices_[i];
    const auto alpha = alpha_of(index);
    if (goes_by_rank(index)) {
      out[i] = by_rank(index, *ranked);
      continue;
    }
    // A zero makes entropies of alpha <= 0 undefined, and Atkinson's index 1: compute_index knows.
    const bool has_zero = alpha && *alpha <= 0 && sums->zero_weight > 0;
    std::optional<double> found;
    if (!has_zero)
      found = alpha ? stats::moved_entropy(sums->mean_terms[term_of_[i]], *alpha, sums->mean_ratio)
                    : stats::moved_cv(sums->mean_square, sums->mean_ratio);
    if (!found) out[i] = from_schools(index);
    else out[i] = index.kind == Kind::Atkinson ? stats::atkinson_of_entropy(*found, index.parameter) : *found;
  }
  return out;
}

}  // namespace junheng::monitor
