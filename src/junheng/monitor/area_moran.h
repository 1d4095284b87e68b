#pragma once

#include <optional>
#include <vector>

#include "junheng/monitor/area_means.h"
#include "junheng/stats/moran.h"

namespace junheng::monitor {

/// Fewer areas are not tested: hardly any arrangement of them could be told from chance.
inline constexpr std::size_t kLeastMoranAreas = 8;
/// An area whose two-sided p is at most this is named as part of a cluster, or as unlike its surroundings.
inline constexpr double kLocalSignificance = 0.05;

struct MoranArea {
  AreaIndex area;
  double mean = 0;
  /// Mean of the means of its neighbours.
  double lag = 0;
  stats::MoranQuadrant quadrant = stats::MoranQuadrant::LowLow;
  /// Of the local Moran's I, two-sided.
  double p = 1;

  [[nodiscard]] bool is_significant() const { return p <= kLocalSignificance; }
};

/// Whether areas near each other have like means.
struct AreaMoran {
  std::optional<model::AreaLevel> level;
  double i = 0;
  double expected = 0;
  /// Two-sided.
  double p = 1;
  std::size_t neighbours = 0;
  std::size_t permutations = 0;
  std::vector<MoranArea> areas;
  std::size_t areas_without_place = 0;
  /// Why there is none; then only level, neighbours and areas_without_place are set.
  std::optional<Error> undefined;
};

/// Global and local Moran's I of the means of areas, each area counting 1: stats::moran, stats::local_moran. `neighbours` has one list per
/// area of `places`, each of `neighbour_count`. Undefined: TooFewPlaces (fewer than kLeastMoranAreas have a place), ParameterOutOfRange
/// (all the others are neighbours, which makes I the same for any values), and the errors of stats.
[[nodiscard]] AreaMoran area_moran(const AreaPlaces& places, stats::NeighbourLists neighbours, std::size_t neighbour_count,
                                   const stats::Permutations& permutations);

}  // namespace junheng::monitor
