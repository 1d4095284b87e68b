#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/monitor/drawn_clusters.h"
#include "junheng/monitor/unit_sample.h"
#include "junheng/stats/bootstrap.h"
#include "junheng/stats/lorenz.h"

namespace junheng::monitor {

/// What units are ranked by, lowest first.
struct RankingQuantity {
  std::string measure;
  /// The measure to divide by; empty: none.
  std::string per;
  /// Both are measures that areas report; else of the schools themselves.
  bool is_of_areas = false;
};

/// How a measure goes with the rank of units in another quantity.
struct Concentration {
  RankingQuantity by;
  /// Units with a value and a rank: all figures are of these.
  std::size_t units = 0;
  /// Sum of their weights.
  double weight = 0;
  std::vector<UnitWithoutValue> without_rank;
  std::optional<double> value;
  /// Of the same units: the greatest that `value` can be, either way.
  std::optional<double> gini;
  /// Set where intervals were asked for.
  std::optional<stats::BootstrapEstimate> bootstrap;
  DrawnClusters drawn;
  /// Concentration curve at whole percents of the weight, 0 to 100.
  std::vector<stats::LorenzPoint> curve;
  /// Why there is no value.
  std::optional<Error> undefined;
};

/// Concentration index of a sample of unit_sample, ranked by another quantity: stats::concentration_index.
///
/// The rank of a school by a measure of schools is its own value, read as school_sample reads it; by a measure of areas it is what the area
/// that the school is listed in reports in the year, or else the nearest area above that does, so that schools of one county share a rank.
/// The rank of an area is what it reports itself. A unit without a rank is left out and named. Intervals: stats::bootstrap over clusters_of
/// the units that are left, each resample with the ranks as they are; replicates 0: none.
/// Reasons: those of school_sample; TooFewUnits (fewer than two have a rank); those of stats::concentration_index; of stats::bootstrap.
/// Requires: a quantity of areas where units are areas.
[[nodiscard]] Concentration concentration_by(const SampleRequest& request, const UnitSample& sample, const RankingQuantity& by,
                                             const stats::BootstrapOptions& bootstrap);

}  // namespace junheng::monitor
