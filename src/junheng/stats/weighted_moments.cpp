#include "junheng/stats/weighted_moments.h"

#include "junheng/core/codes.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace junheng::stats {

std::optional<double> WeightedMoments::cv() const {
  if (weight_sum <= 0 || mean == 0) return std::nullopt;
  return std::sqrt(variance) / mean;
}

WeightedMoments weighted_moments(std::span<const double> values, std::span<const double> weights) {
  assert(values.size() == weights.size());
  WeightedMoments moments;
  double total = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    moments.weight_sum += weights[i];
    total += weights[i] * values[i];
  }
  if (moments.weight_sum <= 0) return moments;
  moments.mean = total / moments.weight_sum;
  double squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double deviation = values[i] - moments.mean;
    squares += weights[i] * deviation * deviation;
  }
  moments.variance = squares / moments.weight_sum;
  return moments;
}

Result<double> weighted_cv(std::span<const double> values, std::span<const double> weights) {
  if (values.empty()) return fail(Code::EmptyInput);
  if (values.size() != weights.size()) return fail(Code::SizeMismatch);
  const auto is_weight = [](double weight) { return std::isfinite(weight) && weight >= 0; };
  const auto is_finite = [](double value) { return std::isfinite(value); };
  if (!std::ranges::all_of(weights, is_weight) || !std::ranges::all_of(values, is_finite)) return fail(Code::NegativeWeight);
  const auto cv = weighted_moments(values, weights).cv();
  if (!cv) return fail(Code::ZeroMean);
  return *cv;
}

}  // namespace junheng::stats
