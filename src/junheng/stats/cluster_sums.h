#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "junheng/stats/bootstrap.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

/// A resample of whole clusters as its clusters add up to it, everything taken about the mean of the whole sample.
struct ResampleSums {
  Totals totals;
  /// Mean over that of the whole sample.
  double mean_ratio = 1;
  /// Weighted mean of (r - 1)^2, r the value over the mean of the whole sample.
  double mean_square = 0;
  /// Of values that are zero.
  double zero_weight = 0;
  /// Weighted means of the terms of GE(alpha), one per alpha; of the values above zero only where alpha <= 0.
  std::vector<double> mean_terms;
};

/// What CV, generalised entropies and all that comes from them need of each cluster. Summed up once, they give these measures for any
/// resample of the clusters in O(clusters), whatever the number of schools.
///
/// Complexity: O(n * alphas) to make.
class ClusterSums {
 public:
  /// Requires: a sample that check_sample has passed, clusters for all observations, and a mean that is not 0; no negative value where
  /// there are alphas.
  ClusterSums(const ClusteredSample& sample, std::span<const double> alphas);

  /// The sums of the resample in which each cluster stands as often as said; nullopt where nothing has weight.
  [[nodiscard]] std::optional<ResampleSums> resample(std::span<const double> multiplicities) const;

 private:
  double mean_ = 0;
  std::size_t width_ = 0;
  /// Per cluster: weight, then weighted sums of r - 1, (r - 1)^2, zeros and the terms.
  std::vector<double> rows_;
};

/// The CV and GE(alpha) of a resample, from means about the mean of the whole sample.
///
/// Definition, q being the mean ratio: sqrt(mean_square - (q - 1)^2) / q, as moments are moved (Huygens and Steiner); and (t - t(q)) /
/// q^alpha with t the mean term and t(q) the term of q itself, which is the same step for an entropy. nullopt where the two nearly cancel
/// and more than four digits would be lost: then the measure has to be taken from the schools. Requires: mean ratio above 0 for GE, not 0
/// for CV.
[[nodiscard]] std::optional<double> moved_cv(double mean_square, double mean_ratio);
[[nodiscard]] std::optional<double> moved_entropy(double mean_term, double alpha, double mean_ratio);

}  // namespace junheng::stats
