#include "junheng/monitor/area_moran.h"

#include <fmt/format.h>

#include "junheng/core/codes.h"

namespace junheng::monitor {

namespace {

std::optional<Error> why_not(std::size_t areas, const NeighbourRule& rule) {
  if (areas < kLeastMoranAreas)
    return Error{Code::TooFewPlaces, {{"count", fmt::format("{}", areas)}, {"needed", fmt::format("{}", kLeastMoranAreas)}}, {}};
  // All the others may be neighbours only where they do not weigh alike: I is the same for any values then.
  const std::size_t most = rule.is_inverse_distance ? areas - 1 : areas - 2;
  if (!rule.within_km && rule.nearest > most)
    return Error{Code::ParameterOutOfRange,
                 {{"name", "--neighbours"}, {"value", fmt::format("{}", rule.nearest)}, {"range", fmt::format("1 ... {}", most)}},
                 {}};
  return std::nullopt;
}

}  // namespace

AreaMoran area_moran(const AreaPlaces& places, const AreaNeighbours& neighbours, const NeighbourRule& rule,
                     const stats::Permutations& permutations) {
  AreaMoran out;
  out.level = places.level;
  out.rule = rule;
  out.placed = places.areas.size();
  out.areas_without_place = places.areas_without_place;
  out.undefined = why_not(places.areas.size(), rule);
  if (out.undefined) return out;
  std::vector<double> means;
  for (const AreaPlace& area : places.areas) means.push_back(area.mean);
  const auto global = stats::moran(means, neighbours.lists, permutations, neighbours.weights);
  const auto local = global ? stats::local_moran(means, neighbours.lists, permutations, neighbours.weights) : fail(global.error());
  if (!local) {
    out.undefined = local.error();
    return out;
  }
  out.i = global->i;
  out.expected = global->expected;
  out.p = global->test.p_two_sided();
  out.permutations = permutations.count;
  for (std::size_t a = 0; a < means.size(); ++a) {
    out.mean += means[a] / static_cast<double>(means.size());
    out.mean_neighbours += static_cast<double>(neighbours.lists[a].size()) / static_cast<double>(means.size());
    if ((*local)[a])
      out.areas.push_back({places.areas[a].area, means[a], (*local)[a]->lag, (*local)[a]->quadrant, (*local)[a]->test.p_two_sided()});
    else out.without_neighbours.push_back(places.areas[a].area);
  }
  return out;
}

}  // namespace junheng::monitor
