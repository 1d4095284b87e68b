#include "junheng/monitor/repeated_areas.h"

#include <algorithm>
#include <cstdint>
#include <set>

namespace junheng::monitor {

std::vector<AreaIndex> repeated_areas(const model::Dataset& dataset, const std::string& asked_code) {
  const model::Areas& areas = dataset.areas;
  std::vector<std::uint32_t> below(areas.size());
  for (std::size_t area = 0; area < areas.size(); ++area)
    if (areas.levels[area] <= model::AreaLevel::County && areas.parents[area]) ++below[areas.parents[area]->value];
  std::set<AreaIndex> tell(dataset.schools.areas.begin(), dataset.schools.areas.end());
  for (const model::AreaItems::Entry& entry : dataset.area_items.entries) tell.insert(entry.area);
  tell.insert(dataset.targets.areas.begin(), dataset.targets.areas.end());
  std::vector<AreaIndex> out;
  for (std::size_t at = 0; at < areas.size(); ++at) {
    const AreaIndex area(at);
    if (below[at] == 1 && areas.levels[at] < model::AreaLevel::County && !tell.contains(area) && areas.codes.at(at) != asked_code)
      out.push_back(area);
  }
  return out;
}

Monitoring without_areas(Monitoring monitoring, const std::vector<AreaIndex>& areas) {
  for (MonitorResult& result : monitoring.results)
    for (MonitorYear& year : result.years)
      std::erase_if(year.areas, [&](const MonitorArea& each) { return std::ranges::binary_search(areas, each.area); });
  return monitoring;
}

Review without_areas(Review review, const std::vector<AreaIndex>& areas) {
  const auto drop = [&](auto& rows) { std::erase_if(rows, [&](const auto& row) { return std::ranges::binary_search(areas, row.area); }); };
  drop(review.accreditation);
  drop(review.accredited_years);
  drop(review.recognised_sums);
  drop(review.retention);
  drop(review.classes);
  drop(review.schools);
  drop(review.shortages);
  drop(review.pay_sums);
  drop(review.funds);
  drop(review.totals);
  drop(review.elimination);
  drop(review.series);
  drop(review.disagreements);
  drop(review.gaps);
  return review;
}

}  // namespace junheng::monitor
