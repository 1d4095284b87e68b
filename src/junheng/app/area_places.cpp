#include "junheng/app/area_places.h"

#include <algorithm>

namespace junheng::app {

using model::Areas;

void add_whole_area(model::Dataset& dataset, unsigned threads) {
  Areas& areas = dataset.areas;
  const auto roots = std::ranges::count_if(areas.parents, [](const auto& parent) { return !parent; });
  if (roots < 2) return;
  const AreaIndex whole(areas.size());
  for (auto& parent : areas.parents)
    if (!parent) parent = whole;
  areas.codes.push(kWholeCode);
  areas.names.push(dataset.manifest.title);
  areas.levels.push_back(model::AreaLevel::Country);
  areas.parents.emplace_back();
  areas.build_index();
  dataset.build(threads);
}

AreaPlaces::AreaPlaces(const model::Dataset& dataset) : dataset_(dataset), children_(dataset.areas.size()) {
  const Areas& areas = dataset.areas;
  for (std::size_t area = 0; area < areas.size(); ++area)
    if (const auto parent = areas.parents[area]) children_[parent->value].emplace_back(area);
  for (auto& children : children_) std::ranges::sort(children, {}, [&](AreaIndex area) { return areas.codes.at(area.value); });
}

report::AreaNode AreaPlaces::node(AreaIndex area) const {
  const Areas& areas = dataset_.areas;
  const auto parent = areas.parents[area.value];
  return {std::string(areas.codes.at(area.value)), std::string(areas.names.at(area.value)),
          std::string(to_string(areas.levels[area.value])), parent ? std::string(areas.codes.at(parent->value)) : "",
          !children_[area.value].empty()};
}

std::vector<AreaIndex> AreaPlaces::chain(AreaIndex area) const {
  std::vector<AreaIndex> chain = {area};
  while (const auto parent = dataset_.areas.parents[chain.back().value]) chain.push_back(*parent);
  return chain;
}

std::vector<report::AreaNode> AreaPlaces::path(AreaIndex area) const {
  std::vector<report::AreaNode> path;
  for (const AreaIndex each : chain(area)) path.push_back(node(each));
  path.erase(path.begin());
  std::ranges::reverse(path);
  return path;
}

std::string AreaPlaces::names_above(AreaIndex area) const {
  std::string names;
  for (const AreaIndex each : chain(area)) {
    if (each == area || dataset_.areas.codes.at(each.value) == kWholeCode) continue;
    names += (names.empty() ? "" : ", ") + std::string(dataset_.areas.names.at(each.value));
  }
  return names;
}

report::AreaNode node_of(const store::AreaRow& row, bool has_children) {
  return {row.code, row.name, row.level, row.parent_code, has_children};
}

}  // namespace junheng::app
