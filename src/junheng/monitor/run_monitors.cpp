#include "junheng/monitor/run_monitors.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/monitor/area_chain.h"
#include "junheng/monitor/year_frame.h"

namespace junheng::monitor {

namespace {

void add(CountyTallies& sum, const CountyTallies& county) {
  sum.tallies.resize(std::max(sum.tallies.size(), county.tallies.size()));
  for (std::size_t i = 0; i < county.tallies.size(); ++i) sum.tallies[i].add(county.tallies[i]);
  sum.offenders.insert(sum.offenders.end(), county.offenders.begin(), county.offenders.end());
}

/// In the order of the figures; farthest from the limit first; of equal ones in the order of the dataset.
void sort_offenders(std::vector<Offender>& offenders, const std::vector<Figure>& figures) {
  const auto key = [&](const Offender& each) {
    const auto position = std::ranges::find(figures, each.figure, &Figure::id) - figures.begin();
    return std::pair(position, -each.excess());
  };
  std::ranges::stable_sort(offenders, [&](const Offender& a, const Offender& b) { return key(a) < key(b); });
}

MonitorYear conclude_year(const Monitor& monitor, const YearFrame& frame, const standards::MonitorLimits& limits,
                          const MonitorOptions& options) {
  const model::Areas& areas = frame.dataset->areas;
  const bool has_standards = are_standards(limits, *frame.dataset);
  const auto counties = monitor.tally(frame, limits);
  std::map<AreaIndex, CountyTallies> sums;
  for (std::size_t county = 0; county < counties.size(); ++county)
    for (const AreaIndex area : area_chain(areas, frame.county(county))) add(sums[area], counties[county]);
  std::vector<AreaIndex> order;
  const auto within = options.area_code.empty() ? std::nullopt : areas.find(options.area_code);
  for (const auto& [area, sum] : sums) {
    const auto chain = area_chain(areas, area);
    if (within && std::ranges::find(chain, *within) == chain.end()) continue;
    if (!options.level || areas.levels[area.value] == *options.level) order.push_back(area);
  }
  std::ranges::sort(order, [&](AreaIndex a, AreaIndex b) { return areas.codes.at(a.value) < areas.codes.at(b.value); });
  MonitorYear out{frame.year, {}};
  for (const AreaIndex area : order) {
    CountyTallies& sum = sums[area];
    if (!has_standards) sum.offenders.clear();
    const ConcludeInput input{&sum, &limits, frame.year, has_standards, &frame, area};
    MonitorArea concluded{area, monitor.conclude(input), {}, {}};
    if (monitor.histogram != nullptr) concluded.histogram = monitor.histogram(input);
    if (monitor.breakdowns != nullptr) concluded.breakdowns = monitor.breakdowns(input);
    sort_offenders(sum.offenders, concluded.figures);
    concluded.offenders = std::move(sum.offenders);
    out.areas.push_back(std::move(concluded));
  }
  return out;
}

Result<std::vector<const Monitor*>> chosen(const std::vector<std::string>& what, const model::Dataset& dataset) {
  for (const std::string& id : what)
    if (auto known = check_monitor(id); !known) return fail(known.error());
  std::vector<const Monitor*> out;
  for (const Monitor& monitor : monitors())
    if (what.empty() ? monitor.is_told == nullptr || monitor.is_told(dataset) : std::ranges::find(what, monitor.id) != what.end())
      out.push_back(&monitor);
  return out;
}

}  // namespace

bool are_standards(const standards::MonitorLimits& limits, const model::Dataset& dataset) {
  return limits.country.empty() || limits.country == dataset.manifest.country;
}

Result<Monitoring> run_monitors(const model::Dataset& dataset, const standards::MonitorLimits& limits, const MonitorOptions& options) {
  auto run = chosen(options.what, dataset);
  if (!run) return fail(run.error());
  Monitoring out{&dataset, &limits, options.year, {}, are_standards(limits, dataset), options.reading};
  for (const Monitor* monitor : *run) {
    MonitorResult& result = out.results.emplace_back(MonitorResult{monitor->id, {}});
    if (monitor->bases != nullptr && out.has_standards) result.bases = monitor->bases(limits, options.year);
  }
  std::vector<SchoolYear> years = dataset.years();
  std::erase_if(years, [&](SchoolYear year) { return year >= options.year; });
  years.push_back(options.year);
  for (const SchoolYear year : years) {
    auto frame = YearFrame::create(dataset, year, options.area_code, options.reading);
    if (!frame && year != options.year) continue;
    if (!frame) return fail(frame.error());
    for (std::size_t i = 0; i < run->size(); ++i) out.results[i].years.push_back(conclude_year(*(*run)[i], *frame, limits, options));
  }
  const auto has_areas = [](const MonitorResult& result) { return !result.years.back().areas.empty(); };
  if (options.level && !std::ranges::all_of(out.results, has_areas))
    return fail(Code::NoAreaAtLevel, {{"level", std::string(to_string(*options.level))}, {"area", options.area_code}});
  return out;
}

}  // namespace junheng::monitor
