#include "junheng/monitor/area_means.h"

#include <map>

#include "junheng/monitor/school_sample.h"

namespace junheng::monitor {

namespace {

struct Sums {
  double weight = 0;
  double total = 0;
};

struct PlaceSums {
  double pupils = 0;
  double latitude = 0;
  double longitude = 0;
};

std::optional<AreaIndex> area_of(const model::Dataset& dataset, AreaIndex own, std::optional<model::AreaLevel> level) {
  return level ? dataset.areas.at_level(own, *level) : std::optional(own);
}

/// By position of the area; schools without coordinates, pupils or area of the level add nothing.
std::map<std::size_t, PlaceSums> place_sums(const SampleRequest& request, const UnitSample& sample, std::optional<model::AreaLevel> level) {
  SampleRequest of_pupils = request;
  of_pupils.measure = "pupils";
  of_pupils.per.clear();
  std::map<std::size_t, PlaceSums> out;
  const auto pupils = school_sample(of_pupils);
  if (!pupils) return out;
  const model::Schools& schools = request.dataset->schools;
  std::vector<double> pupils_of(schools.size(), 0);
  for (std::size_t i = 0; i < pupils->schools.size(); ++i) pupils_of[pupils->schools[i].value] = pupils->values[i];
  for (const SchoolIndex school : sample.schools) {
    const auto area = area_of(*request.dataset, schools.areas[school.value], level);
    const double weight = pupils_of[school.value];
    if (!area || weight <= 0 || !schools.lat.has(school.value) || !schools.lon.has(school.value)) continue;
    PlaceSums& sums = out[area->value];
    sums.pupils += weight;
    sums.latitude += weight * schools.lat.at(school.value).value;
    sums.longitude += weight * schools.lon.at(school.value).value;
  }
  return out;
}

}  // namespace

std::optional<model::AreaLevel> compared_level(const Grouping& grouping) {
  return grouping.levels.empty() ? std::nullopt : std::optional(grouping.levels.back());
}

std::vector<AreaMean> area_means(const model::Dataset& dataset, const UnitSample& sample, std::optional<model::AreaLevel> level) {
  std::map<std::size_t, Sums> by_area;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const auto area = area_of(dataset, sample.areas[i], level);
    if (!area) continue;
    const double weight = sample.weights.empty() ? 1 : sample.weights[i];
    Sums& sums = by_area[area->value];
    sums.weight += weight;
    sums.total += weight * sample.values[i];
  }
  std::vector<AreaMean> out;
  for (const auto& [area, sums] : by_area) out.push_back({AreaIndex(area), sums.weight, sums.total / sums.weight});
  return out;
}

AreaPlaces area_places(const SampleRequest& request, const UnitSample& sample, const Grouping& grouping) {
  AreaPlaces out{compared_level(grouping), {}, 0};
  const std::map<std::size_t, PlaceSums> places = place_sums(request, sample, out.level);
  for (const AreaMean& each : area_means(*request.dataset, sample, out.level)) {
    const auto place = places.find(each.area.value);
    if (place == places.end()) ++out.areas_without_place;
    else
      out.areas.push_back(
          {each.area, each.mean, place->second.latitude / place->second.pupils, place->second.longitude / place->second.pupils});
  }
  return out;
}

}  // namespace junheng::monitor
