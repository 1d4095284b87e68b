#include "junheng/monitor/area_chain.h"

#include <algorithm>
#include <optional>

namespace junheng::monitor {

std::vector<AreaIndex> area_chain(const model::Areas& areas, AreaIndex area) {
  std::vector<AreaIndex> out;
  std::optional<AreaIndex> at = areas.at_level(area, model::AreaLevel::County).value_or(area);
  for (; at; at = areas.parents[at->value]) out.push_back(*at);
  return out;
}

bool is_within(const model::Areas& areas, AreaIndex area, AreaIndex top) {
  for (std::optional<AreaIndex> at = area; at; at = areas.parents[at->value])
    if (*at == top) return true;
  return false;
}

std::vector<AreaIndex> from_highest_level(const model::Areas& areas) {
  std::vector<AreaIndex> out;
  for (std::size_t area = 0; area < areas.size(); ++area) out.emplace_back(area);
  std::ranges::stable_sort(out, {}, [&](AreaIndex area) { return areas.levels[area.value]; });
  return out;
}

}  // namespace junheng::monitor
