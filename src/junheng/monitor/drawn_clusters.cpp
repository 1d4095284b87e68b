#include "junheng/monitor/drawn_clusters.h"

#include <numeric>

#include "junheng/monitor/school_groups.h"

namespace junheng::monitor {

namespace {

/// Every unit of the sample by itself.
Clusters one_by_one(const UnitSample& sample) {
  Clusters out{{0, sample.values.size()}, std::vector<std::uint32_t>(sample.values.size())};
  std::iota(out.of_unit.begin(), out.of_unit.end(), std::uint32_t{0});
  return out;
}

}  // namespace

Clusters clusters_of(const SampleRequest& request, const UnitSample& sample) {
  if (request.unit_level) return one_by_one(sample);
  const auto levels = group_schools(*request.dataset, sample.schools, {{model::AreaLevel::County}, false});
  if (!levels) return one_by_one(sample);
  const GroupingLevel& level = levels->front();
  Clusters out;
  std::vector<std::uint32_t> number(level.groups.size());
  std::uint32_t next = 0;
  for (std::size_t group = 0; group < number.size(); ++group)
    if (level.groups[group].area) number[group] = next++;
  out.drawn.counties = next;
  if (out.drawn.counties < 2) return one_by_one(sample);
  for (const std::uint32_t group : level.group_of) out.of_unit.push_back(level.groups[group].area ? number[group] : next++);
  out.drawn.schools = next - out.drawn.counties;
  return out;
}

}  // namespace junheng::monitor
