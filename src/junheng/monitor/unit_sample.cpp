#include "junheng/monitor/unit_sample.h"

#include <algorithm>
#include <numeric>

#include "junheng/monitor/area_sample.h"
#include "junheng/monitor/school_sample.h"

namespace junheng::monitor {

Result<UnitSample> unit_sample(const SampleRequest& request) { return request.unit_level ? area_sample(request) : school_sample(request); }

std::vector<SchoolYear> sample_years(const SampleRequest& request) {
  return request.unit_level ? reported_years(request) : request.dataset->stage_facts.distinct_years();
}

bool is_within(const model::Areas& areas, AreaIndex area, const std::optional<AreaIndex>& top) {
  if (!top) return true;
  for (std::optional<AreaIndex> at = area; at; at = areas.parents[at->value])
    if (*at == *top) return true;
  return false;
}

void sort_by_value(UnitSample& sample) {
  std::vector<std::uint32_t> order(sample.values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return sample.values[i]; });
  const auto arrange = [&](auto& list) {
    if (list.empty()) return;
    auto out = list;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = list[order[i]];
    list = std::move(out);
  };
  arrange(sample.schools);
  arrange(sample.areas);
  arrange(sample.values);
  arrange(sample.amounts);
  arrange(sample.weights);
}

}  // namespace junheng::monitor
