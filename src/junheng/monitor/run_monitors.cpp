#include "junheng/monitor/run_monitors.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/monitor/area_chain.h"
#include "junheng/monitor/reported_figures.h"
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

/// A year of the dataset: its schools, what areas report, or both.
struct YearInput {
  const model::Dataset* dataset = nullptr;
  SchoolYear year;
  const YearFrame* frame = nullptr;
  const ReportedFigures* reported = nullptr;
  /// Areas without schools that are shown beside those that have any.
  std::vector<AreaIndex> reporting;
};

struct AreaSum {
  CountyTallies tallies;
  bool has_schools = true;
};

/// Of every area from county to country that has schools, or is to be shown without.
std::map<AreaIndex, AreaSum> sums_of(const Monitor& monitor, const YearInput& in, const standards::MonitorLimits& limits) {
  std::map<AreaIndex, AreaSum> sums;
  if (in.frame == nullptr && monitor.is_of_schools) return sums;
  if (in.frame != nullptr) {
    const auto counties = monitor.tally(*in.frame, limits);
    for (std::size_t county = 0; county < counties.size(); ++county)
      for (const AreaIndex area : area_chain(in.dataset->areas, in.frame->county(county))) add(sums[area].tallies, counties[county]);
  }
  const std::size_t tallies = sums.empty() ? 0 : sums.begin()->second.tallies.tallies.size();
  for (const AreaIndex area : in.reporting)
    if (!sums.contains(area)) sums[area] = {{std::vector<Tally>(tallies), {}}, false};
  return sums;
}

MonitorYear conclude_year(const Monitor& monitor, const YearInput& in, const standards::MonitorLimits& limits,
                          const MonitorOptions& options) {
  const model::Areas& areas = in.dataset->areas;
  const bool has_standards = are_standards(limits, *in.dataset);
  auto sums = sums_of(monitor, in, limits);
  std::vector<AreaIndex> order;
  const auto within = options.area_code.empty() ? std::nullopt : areas.find(options.area_code);
  for (const auto& [area, sum] : sums) {
    const auto chain = area_chain(areas, area);
    if (!within || std::ranges::find(chain, *within) != chain.end()) order.push_back(area);
  }
  const auto is_shown = [&](AreaIndex area) { return !options.level || areas.levels[area.value] == *options.level; };
  // What areas report may be summed from counties that are not shown.
  if (in.reported == nullptr) std::erase_if(order, [&](AreaIndex area) { return !is_shown(area); });
  std::ranges::sort(order, [&](AreaIndex a, AreaIndex b) { return areas.codes.at(a.value) < areas.codes.at(b.value); });
  MonitorYear out{in.year, {}};
  for (const AreaIndex area : order) {
    CountyTallies& sum = sums[area].tallies;
    if (!has_standards) sum.offenders.clear();
    const ConcludeInput input{&sum, &limits, in.year, has_standards, in.frame, area, in.dataset};
    MonitorArea concluded{area, monitor.conclude(input), {}, {}};
    if (monitor.histogram != nullptr) concluded.histogram = monitor.histogram(input);
    if (monitor.breakdowns != nullptr) concluded.breakdowns = monitor.breakdowns(input);
    sort_offenders(sum.offenders, concluded.figures);
    concluded.offenders = std::move(sum.offenders);
    concluded.has_schools = sums[area].has_schools;
    out.areas.push_back(std::move(concluded));
  }
  if (in.reported == nullptr) return out;
  in.reported->complete(out, monitor.id);
  std::erase_if(out.areas, [&](const MonitorArea& area) { return !is_shown(area.area); });
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

/// The years of the schools and of the reports.
std::vector<SchoolYear> told_years(const model::Dataset& dataset, const std::optional<ReportedFigures>& reported) {
  const auto of_schools = dataset.years();
  std::set<SchoolYear> out(of_schools.begin(), of_schools.end());
  if (reported) out.insert(reported->years().begin(), reported->years().end());
  return {out.begin(), out.end()};
}

/// Why there is no year of schools; where areas report, the years of these too.
Error without_schools(const Error& error, const MonitorOptions& options, const std::vector<SchoolYear>& told) {
  if (error.code != Code::NoDataForYear || options.reports == Reports::Leave) return error;
  std::string list;
  for (const SchoolYear year : told) list += (list.empty() ? "" : ", ") + std::to_string(year.first);
  return {error.code, {{"year", std::to_string(options.year.first)}, {"years", list}}, error.context};
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
  std::optional<ReportedFigures> reported;
  if (options.reports == Reports::Take && !run->empty()) reported.emplace(dataset, options.area_code);
  const std::vector<SchoolYear> told = told_years(dataset, reported);
  std::vector<SchoolYear> years = told;
  std::erase_if(years, [&](SchoolYear year) { return year >= options.year; });
  years.push_back(options.year);
  for (const SchoolYear year : years) {
    const auto frame = YearFrame::create(dataset, year, options.area_code, options.reading);
    const bool is_reported = reported && std::ranges::find(reported->years(), year) != reported->years().end();
    if (!frame && !is_reported && year != options.year) continue;
    if (!frame && (!is_reported || frame.error().code == Code::UnknownArea)) return fail(without_schools(frame.error(), options, told));
    if (frame && options.on_year) options.on_year(*frame);
    YearInput in{&dataset, year, frame ? &*frame : nullptr, reported ? &*reported : nullptr, {}};
    if (reported) in.reporting = reported->areas(options.year);
    for (std::size_t i = 0; i < run->size(); ++i) out.results[i].years.push_back(conclude_year(*(*run)[i], in, limits, options));
  }
  const auto has_areas = [](const MonitorResult& result) { return !result.years.back().areas.empty(); };
  if (options.level && !out.results.empty() && std::ranges::none_of(out.results, has_areas))
    return fail(Code::NoAreaAtLevel, {{"level", std::string(to_string(*options.level))}, {"area", options.area_code}});
  return out;
}

}  // namespace junheng::monitor
