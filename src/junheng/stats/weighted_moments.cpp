#include "junheng/stats/weighted_moments.h"

#include <cassert>
#include <cmath>

#include "junheng/core/codes.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

std::optional<double> WeightedMoments::cv() const {
  if (weight_sum <= 0 || mean == 0) return std::nullopt;
  return std::sqrt(variance) / mean;
}

WeightedMoments weighted_moments(std::span<const double> values, std::span<const double> weights) {
  assert(weights.empty() || values.size() == weights.size());
  const Weights weight(weights);
  WeightedMoments moments;
  double total = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    moments.weight_sum += weight[i];
    total += weight[i] * values[i];
  }
  if (moments.weight_sum <= 0) return moments;
  moments.mean = total / moments.weight_sum;
  double squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double deviation = values[i] - moments.mean;
    squares += weight[i] * deviation * deviation;
  }
  moments.variance = squares / moments.weight_sum;
  return moments;
}

Result<double> weighted_cv(std::span<const double> values, std::span<const double> weights) {
  if (const auto checked = check_sample(values, weights, Domain::Any); !checked) return fail(checked.error());
  const auto cv = weighted_moments(values, weights).cv();
  if (!cv) return fail(Code::ZeroMean);
  return *cv;
}

}  // namespace junheng::stats
