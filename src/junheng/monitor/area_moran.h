#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "junheng/monitor/area_means.h"
#include "junheng/stats/moran.h"

namespace junheng::monitor {

/// Fewer areas are not tested: hardly any arrangement of them could be told from chance.
inline constexpr std::size_t kLeastMoranAreas = 8;
/// An area whose two-sided p is at most this is named as part of a cluster, or as unlike its surroundings.
inline constexpr double kLocalSignificance = 0.05;

/// Which areas are neighbours, and what each of them weighs.
struct NeighbourRule {
  /// So many nearest ones, unless within_km is set.
  std::size_t nearest = 4;
  /// All others up to this distance.
  std::optional<double> within_km = {};
  /// A neighbour weighs 1 / distance; else all of an area weigh alike. Either way those of an area make up 1.
  bool is_inverse_distance = false;
};

/// Neighbours of each area, and their weights; no weights: alike.
struct AreaNeighbours {
  std::vector<std::vector<std::uint32_t>> lists = {};
  std::vector<std::vector<double>> weights = {};
};

struct MoranArea {
  AreaIndex area;
  double mean = 0;
  /// Weighted mean of the means of its neighbours.
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
  NeighbourRule rule;
  std::size_t permutations = 0;
  /// Areas with a place: all of them count in I and in the mean.
  std::size_t placed = 0;
  double mean = 0;
  /// Those that have neighbours.
  std::vector<MoranArea> areas;
  /// Islands: no other area lies within the distance.
  std::vector<AreaIndex> without_neighbours;
  /// Of all areas with a place.
  double mean_neighbours = 0;
  std::size_t areas_without_place = 0;
  /// Why there is none; then only level, rule, placed and areas_without_place are set.
  std::optional<Error> undefined;
};

/// Global and local Moran's I of the means of areas, each area counting 1: stats::moran, stats::local_moran. `neighbours` are those of the
/// areas of `places` by `rule`. Undefined: TooFewPlaces (fewer than kLeastMoranAreas have a place), ParameterOutOfRange (as many nearest as
/// there are others, all alike: I is the same then for any values), and the errors of stats.
[[nodiscard]] AreaMoran area_moran(const AreaPlaces& places, const AreaNeighbours& neighbours, const NeighbourRule& rule,
                                   const stats::Permutations& permutations);

}  // namespace junheng::monitor
