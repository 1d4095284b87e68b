#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/monitor/school_groups.h"
#include "junheng/monitor/unit_sample.h"

namespace junheng::monitor {

/// Level of the areas that are compared with each other: the lowest of the grouping. nullopt where it has none (settings): the areas that
/// the schools themselves are listed in.
[[nodiscard]] std::optional<model::AreaLevel> compared_level(const Grouping& grouping);

struct AreaMean {
  AreaIndex area;
  /// Sum of the weights of the sample; units where it has none.
  double weight = 0;
  double mean = 0;
};

/// Weighted mean of the sample by area, in the order of the table areas. Schools and areas below no area of the level are in none.
[[nodiscard]] std::vector<AreaMean> area_means(const model::Dataset& dataset, const UnitSample& sample,
                                               std::optional<model::AreaLevel> level);

/// An area that can be put on a map: its mean, and where its pupils go to school.
struct AreaPlace {
  AreaIndex area;
  double mean = 0;
  double latitude = 0;
  double longitude = 0;
};

struct AreaPlaces {
  std::optional<model::AreaLevel> level;
  /// In the order of the table areas.
  std::vector<AreaPlace> areas;
  /// Areas with a mean, but without any school that has coordinates and pupils.
  std::size_t areas_without_place = 0;
};

/// Areas with their means and places: the mean latitude and longitude of those of their schools that have coordinates, weighted by pupils.
/// An area across the 180th meridian would get a wrong place.
[[nodiscard]] AreaPlaces area_places(const SampleRequest& request, const UnitSample& sample, const Grouping& grouping);

}  // namespace junheng::monitor
