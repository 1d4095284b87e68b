#include "junheng/monitor/area_chain.h"

#include <optional>

namespace junheng::monitor {

std::vector<AreaIndex> area_chain(const model::Areas& areas, AreaIndex area) {
  std::vector<AreaIndex> out;
  std::optional<AreaIndex> at = areas.at_level(area, model::AreaLevel::County).value_or(area);
  for (; at; at = areas.parents[at->value]) out.push_back(*at);
  return out;
}

}  // namespace junheng::monitor
