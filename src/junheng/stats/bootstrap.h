#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/stats/bootstrap_interval.h"
#include "junheng/stats/nested_groups.h"

namespace junheng::stats {

/// A sample of whole clusters, e.g. schools in counties.
struct ClusteredSample {
  std::span<const double> values;
  /// Empty: 1 each.
  std::span<const double> weights;
  /// Empty: each observation is a cluster of its own.
  GroupLevel clusters;
};

/// Any number of statistics of a sample, always as many and in the same order; nullopt where one is not defined for it.
///
/// It is given the values of the whole sample in their own order, every time, with the weights of the resample: a statistic that needs
/// ranks is fast when the sample is in ascending order (RankedSample), and group indices of observations stay valid.
/// It is called from several threads at once.
using Statistics = std::function<std::vector<std::optional<double>>(std::span<const double> values, std::span<const double> weights)>;

/// What a statistic of a resample may be worked out from.
struct Resample {
  /// Of the whole sample, in their own order.
  std::span<const double> values;
  /// One per value: those of the sample, each times how often its cluster was drawn.
  std::span<const double> weights;
  /// How often each cluster stands in the resample, 0 ... group_count - 1.
  std::span<const double> multiplicities;
};

/// Statistics that also make use of the clusters, e.g. of sums over them (ClusterSums).
using ResampleStatistics = std::function<std::vector<std::optional<double>>(const Resample& resample)>;

/// A measure as Statistics give it: an error, such as ZeroMean, is "not defined".
[[nodiscard]] inline std::optional<double> if_defined(const Result<double>& measure) {
  return measure ? std::optional<double>(*measure) : std::nullopt;
}

struct BootstrapOptions {
  std::size_t replicates = 1000;
  std::uint64_t seed = 1;
  /// Of the intervals, above 0 and below 1.
  double confidence = 0.95;
  /// Parts that are left out one by one for the acceleration of BCa; with fewer clusters, each cluster is one.
  std::size_t jackknife_parts = 200;
  unsigned threads = 1;
};

/// What the bootstrap says about one statistic.
struct BootstrapEstimate {
  /// The statistic of the sample itself. Where it is nullopt, so is all that follows.
  std::optional<double> estimate;
  /// Replicates for which the statistic is defined; the intervals are of these only.
  std::size_t defined_replicates = 0;
  /// Standard deviation of the replicates (n - 1); nullopt for fewer than two.
  std::optional<double> standard_error;
  /// nullopt where no replicate is defined.
  std::optional<Interval> percentile;
  /// nullopt also where bca_interval gives none or a left-out part leaves the statistic undefined.
  std::optional<Interval> bca;
};

/// Cluster bootstrap of weighted statistics: whole clusters are drawn with replacement, as many as there are, so that the likeness of
/// the schools of a county goes into the intervals.
///
/// Method: nothing is copied: a replicate is the sample with every weight times the number of draws of its cluster, which is the same thing
/// for any statistic in which weight 2 counts as two units; all of this module do. One call gives intervals for all statistics on the same
/// resamples. The acceleration of BCa comes from a jackknife that leaves out clusters, or equal random parts of them where there are more
/// than `jackknife_parts`: third and second moments of independent clusters add up over parts, so its expectation is the same. Determinism:
/// replicate r draws from Rng::stream(seed, {0, r}); the result does not depend on `threads`. Errors: those of check_sample for
/// Domain::Any; SizeMismatch (clusters); GroupUnknown; TooFewClusters (fewer than two clusters have observations); ParameterOutOfRange
/// (confidence not within 0 ... 1, or replicates * (1 - confidence) / 2 below 1: then the ends of the interval lie beyond the replicates;
/// or fewer than two jackknife parts). Complexity: (replicates + jackknife parts) calls of `statistics`; memory of one weight per
/// observation and thread. Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13-14; clusters: Davison and Hinkley,
/// Bootstrap Methods and their Application, 1997, 3.8; jackknife by parts: Shao and Tu, The Jackknife and Bootstrap, 1995, 2.3.
[[nodiscard]] Result<std::vector<BootstrapEstimate>> bootstrap(const ClusteredSample& sample, const Statistics& statistics,
                                                               const BootstrapOptions& options);
[[nodiscard]] Result<std::vector<BootstrapEstimate>> bootstrap(const ClusteredSample& sample, const ResampleStatistics& statistics,
                                                               const BootstrapOptions& options);

}  // namespace junheng::stats
