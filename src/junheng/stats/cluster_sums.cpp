#include "junheng/stats/cluster_sums.h"

#include <cmath>

#include "junheng/stats/entropy_terms.h"

namespace junheng::stats {

namespace {

enum Column : std::size_t { kWeight, kShift, kSquare, kZeroWeight, kFirstTerm };

/// What has to be left of a difference, relative to what it is taken from.
constexpr double kLeastRest = 1e-4;

std::optional<double> difference(double from, double taken) {
  const double rest = from - taken;
  if (rest < kLeastRest * from) return std::nullopt;
  return rest;
}

}  // namespace

ClusterSums::ClusterSums(const ClusteredSample& sample, std::span<const double> alphas)
    : width_(kFirstTerm + alphas.size()), rows_(sample.clusters.group_count * width_) {
  const Weights weight(sample.weights);
  double weight_sum = 0;
  double value_sum = 0;
  for (std::size_t i = 0; i < sample.values.size(); ++i) {
    weight_sum += weight[i];
    value_sum += weight[i] * sample.values[i];
  }
  mean_ = value_sum / weight_sum;
  const std::vector<EntropyTerm> terms(alphas.begin(), alphas.end());
  for (std::size_t i = 0; i < sample.values.size(); ++i) {
    const double w = weight[i];
    if (w == 0) continue;
    const double value = sample.values[i];
    const double deviation = (value - mean_) / mean_;
    double* const row = &rows_[sample.clusters.group_of[i] * width_];
    row[kWeight] += w;
    row[kShift] += w * deviation;
    row[kSquare] += w * deviation * deviation;
    if (value == 0) row[kZeroWeight] += w;
    for (std::size_t k = 0; k < alphas.size(); ++k)
      if (value != 0 || alphas[k] > 0) row[kFirstTerm + k] += w * terms[k](value, mean_);
  }
}

std::optional<ResampleSums> ClusterSums::resample(std::span<const double> multiplicities) const {
  std::vector<double> sums(width_);
  for (std::size_t cluster = 0; cluster < multiplicities.size(); ++cluster)
    if (multiplicities[cluster] > 0)
      for (std::size_t column = 0; column < width_; ++column) sums[column] += multiplicities[cluster] * rows_[cluster * width_ + column];
  const double weight = sums[kWeight];
  if (!(weight > 0)) return std::nullopt;
  ResampleSums out;
  out.mean_ratio = 1 + sums[kShift] / weight;
  out.totals = {weight, out.mean_ratio * mean_ * weight};
  out.mean_square = sums[kSquare] / weight;
  out.zero_weight = sums[kZeroWeight];
  for (std::size_t column = kFirstTerm; column < width_; ++column) out.mean_terms.push_back(sums[column] / weight);
  return out;
}

std::optional<double> moved_cv(double mean_square, double mean_ratio) {
  const auto variance = difference(mean_square, (mean_ratio - 1) * (mean_ratio - 1));
  if (!variance) return std::nullopt;
  return std::sqrt(*variance) / mean_ratio;
}

std::optional<double> moved_entropy(double mean_term, double alpha, double mean_ratio) {
  const auto rest = difference(mean_term, EntropyTerm(alpha)(mean_ratio, 1));
  if (!rest) return std::nullopt;
  return *rest / std::pow(mean_ratio, alpha);
}

}  // namespace junheng::stats
