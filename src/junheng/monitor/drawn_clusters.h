#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "junheng/monitor/unit_sample.h"

namespace junheng::monitor {

/// The clusters that a bootstrap draws.
struct DrawnClusters {
  /// Counties that are drawn as wholes; 0 where schools are in fewer than two, and all schools are drawn one by one.
  std::size_t counties = 0;
  /// Schools that are drawn by themselves: those in no county (directly under a city or province), or all of them.
  std::size_t schools = 0;

  [[nodiscard]] std::size_t count() const { return counties + schools; }
  /// Fewer than twenty: bootstrap intervals of so few clusters are too narrow.
  [[nodiscard]] bool are_few() const { return count() < kFewClusters; }

  static constexpr std::size_t kFewClusters = 20;
};

/// The cluster of each unit of a sample.
struct Clusters {
  DrawnClusters drawn;
  /// Per unit, below drawn.count().
  std::vector<std::uint32_t> of_unit;
};

/// Counties, and each school that is in none by itself: schools directly under a city have no county that makes them alike. Areas, and
/// schools of fewer than two counties, are drawn one by one.
[[nodiscard]] Clusters clusters_of(const SampleRequest& request, const UnitSample& sample);

}  // namespace junheng::monitor
