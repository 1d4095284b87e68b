#include "junheng/monitor/area_moran.h"

#include <fmt/format.h>

#include "junheng/core/codes.h"

namespace junheng::monitor {

namespace {

std::optional<Error> why_not(std::size_t areas, std::size_t neighbour_count) {
  if (areas < kLeastMoranAreas)
    return Error{Code::TooFewPlaces, {{"count", fmt::format("{}", areas)}, {"needed", fmt::format("{}", kLeastMoranAreas)}}, {}};
  if (neighbour_count + 1 >= areas)
    return Error{Code::ParameterOutOfRange,
                 {{"name", "--neighbours"}, {"value", fmt::format("{}", neighbour_count)}, {"range", fmt::format("1 ... {}", areas - 2)}},
                 {}};
  return std::nullopt;
}

}  // namespace

AreaMoran area_moran(const AreaPlaces& places, stats::NeighbourLists neighbours, std::size_t neighbour_count,
                     const stats::Permutations& permutations) {
  AreaMoran out;
  out.level = places.level;
  out.neighbours = neighbour_count;
  out.areas_without_place = places.areas_without_place;
  out.undefined = why_not(places.areas.size(), neighbour_count);
  if (out.undefined) return out;
  std::vector<double> means;
  for (const AreaPlace& area : places.areas) means.push_back(area.mean);
  const auto global = stats::moran(means, neighbours, permutations);
  const auto local = global ? stats::local_moran(means, neighbours, permutations) : fail(global.error());
  if (!local) {
    out.undefined = local.error();
    return out;
  }
  out.i = global->i;
  out.expected = global->expected;
  out.p = global->test.p_two_sided();
  out.permutations = permutations.count;
  for (std::size_t a = 0; a < means.size(); ++a) {
    if (!(*local)[a]) continue;
    double lag = 0;
    for (const std::uint32_t k : neighbours[a]) lag += means[k];
    lag /= static_cast<double>(neighbours[a].size());
    out.areas.push_back({places.areas[a].area, means[a], lag, (*local)[a]->quadrant, (*local)[a]->test.p_two_sided()});
  }
  return out;
}

}  // namespace junheng::monitor
