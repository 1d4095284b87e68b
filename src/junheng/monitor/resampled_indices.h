#pragma once

#include <optional>
#include <span>
#include <vector>

#include "junheng/monitor/inequality_index.h"
#include "junheng/stats/bootstrap.h"
#include "junheng/stats/cluster_sums.h"

namespace junheng::monitor {

/// The indices of thousands of resamples of one sample, each as compute_index gives it (to 1e-11 of itself as a rule, 1e-8 at worst: values
/// that differ only in their last digits), at the price of one pass over the schools for all that go by rank and of one over the clusters
/// for the rest.
///
/// Give `of` to stats::bootstrap. Immutable, so threads may share it. Lifetime: what `sample` looks at must outlive the object.
class ResampledIndices {
 public:
  /// Requires: values in ascending order, clusters for all observations, and indices that are defined for the whole sample.
  ResampledIndices(std::span<const InequalityIndex> indices, const stats::ClusteredSample& sample);

  /// One per index; nullopt where it is not defined for the resample.
  [[nodiscard]] std::vector<std::optional<double>> of(const stats::Resample& resample) const;

 private:
  std::vector<InequalityIndex> indices_;
  /// Per index, the place of its alpha among the sums; only of indices that come from an entropy.
  std::vector<std::size_t> term_of_;
  /// None without indices.
  std::optional<stats::ClusterSums> sums_;
};

}  // namespace junheng::monitor
