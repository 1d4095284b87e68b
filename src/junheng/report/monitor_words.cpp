#include "junheng/report/monitor_words.h"

#include <algorithm>

#include "junheng/monitor/area_figures.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/listing.h"
#include "junheng/report/missing_thing.h"
#include "junheng/report/number_format.h"
#include "junheng/report/source_words.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

using monitor::Figure;
using monitor::MonitorArea;
using monitor::MonitorResult;
using monitor::MonitorYear;

bool is_known(const Figure& figure) { return figure.value || figure.at_least.value_or(0) > 0; }

MonitorWords::MonitorWords(const MonitorInput& input) : in_(input), dataset_(*input.monitoring->dataset) {
  const standards::MonitorLimits& limits = *input.monitoring->limits;
  const Date on = input.monitoring->year.start();
  const auto add = [&](const std::string& name, const std::string& id, std::string_view variant) {
    const auto limit = limits.in_force(id, on, Stage::Primary, variant);
    limits_.emplace_back(name, limit ? shown_limit(limit->value) : "—");
  };
  for (const standards::MonitorValue& value : limits.values) {
    add(value.id, value.id, {});
    for (const standards::DatedValue& limit : value.limits)
      if (!limit.variant.empty()) add(value.id + "." + limit.variant, value.id, limit.variant);
  }
}

std::string MonitorWords::head() const {
  const int year = in_.monitoring->year.first;
  return say("monitor.title", {{"year", std::to_string(year)},
                               {"next", next_year_digits(in_.monitoring->year)},
                               {"source", source_words(dataset_.manifest.source, in_.lang)}});
}

std::string MonitorWords::title(std::string_view monitor, std::string_view figure) const {
  return say("monitor." + std::string(monitor) + "." + std::string(figure), limits_);
}

std::string MonitorWords::value(const Figure& figure) const {
  if (!figure.value) return figure.at_least.value_or(0) > 0 ? say("monitor.at_least", {{"value", shown_amount(*figure.at_least)}}) : "—";
  const std::optional<double> limit = figure.limit ? std::optional(figure.limit->value) : std::nullopt;
  // A share as it was reported has no more digits than were reported.
  const bool is_published = figure.is_reported && !figure.denominator;
  const bool is_ratio = !is_published && (figure.is_percent || figure.denominator.has_value());
  if (figure.is_capped()) return shown_amount(*figure.shown_cap) + "%" + std::string(kCappedMark);
  return (is_ratio ? shown(figure.value, 2, limit, figure.direction) : shown(figure.value, figure.decimals)) +
         (figure.is_percent ? "%" : "");
}

std::string MonitorWords::verdict_sign(const Figure& figure) const {
  if (figure.verdict == assess::Verdict::Unmet) return " ✗";
  return figure.verdict == assess::Verdict::Met ? " ✓" : "";
}

std::string MonitorWords::signs(const Figure& figure) const { return (figure.is_reported ? "*" : "") + verdict_sign(figure); }

std::optional<assess::Verdict> MonitorWords::verdict(const MonitorArea& area, const Figure& figure) const {
  return area.has_schools || figure.value ? figure.verdict : std::nullopt;
}

std::vector<const MonitorArea*> MonitorWords::shown_areas(const MonitorResult& result) const {
  std::vector<const MonitorArea*> out;
  for (const MonitorArea& area : result.years.back().areas)
    if (area.has_schools || std::ranges::any_of(area.figures, is_known)) out.push_back(&area);
  return out;
}

std::vector<std::size_t> MonitorWords::shown_figures(const MonitorResult& result) const {
  std::vector<std::size_t> out;
  const auto areas = shown_areas(result);
  if (areas.empty()) return out;
  const bool has_schools = std::ranges::any_of(areas, &MonitorArea::has_schools);
  for (std::size_t i = 0; i < areas.front()->figures.size(); ++i)
    if (has_schools || std::ranges::any_of(areas, [&](const MonitorArea* area) { return is_known(area->figures[i]); })) out.push_back(i);
  return out;
}

std::vector<std::size_t> MonitorWords::told_figures(const MonitorResult& result) const {
  std::vector<std::size_t> out = shown_figures(result);
  const auto reports = [&](const MonitorYear& year, std::size_t position) {
    return std::ranges::any_of(year.areas, [&](const MonitorArea& area) { return area.figures[position].is_reported; });
  };
  for (std::size_t i = 0; i < result.years.back().areas.front().figures.size(); ++i)
    if (std::ranges::any_of(result.years, [&](const MonitorYear& year) { return reports(year, i); })) out.push_back(i);
  std::ranges::sort(out);
  const auto repeated = std::ranges::unique(out);
  out.erase(repeated.begin(), repeated.end());
  return out;
}

bool MonitorWords::is_told(const MonitorResult& result) const {
  const monitor::Monitor* monitor = monitor::find_monitor(result.id);
  return monitor == nullptr || monitor->is_told == nullptr || monitor->is_told(dataset_);
}

bool MonitorWords::says_something(const MonitorResult& result, const MonitorYear& year) const {
  const bool is_of_schools = is_told(result);
  const auto says = [&](const Figure& figure) { return is_known(figure) && (is_of_schools || figure.is_reported); };
  return std::ranges::any_of(year.areas, [&](const MonitorArea& area) { return std::ranges::any_of(area.figures, says); });
}

bool MonitorWords::is_empty(const MonitorResult& result) const { return !says_something(result, result.years.back()); }

std::string MonitorWords::nothing_known(const MonitorResult& result) const {
  if (!is_empty(result)) return {};
  const bool is_other_year = std::ranges::any_of(result.years, [&](const MonitorYear& year) { return says_something(result, year); });
  return say(is_other_year ? "monitor.nothing_in_year" : "monitor.nothing_known");
}

std::string MonitorWords::limit(const Figure& figure) const {
  if (!figure.limit) return reference(figure);
  return std::string(direction_sign(figure.direction)) + " " + shown_limit(figure.limit->value) + (figure.is_percent ? "%" : "");
}

std::string MonitorWords::reference(const Figure& figure) const {
  if (!figure.reference) return {};
  return say("monitor.reference_value", {{"year", std::to_string(figure.reference->from.year)},
                                         {"value", shown_limit(figure.reference->value) + (figure.is_percent ? "%" : "")}});
}

std::string MonitorWords::missing_name(std::string_view id) const { return missing_thing(id, in_.lang); }

void MonitorWords::add_standards(const MonitorResult& result, std::vector<std::string>& out) const {
  for (const std::size_t position : told_figures(result)) {
    const Figure& figure = result.years.back().areas.front().figures[position];
    if (const auto& given = figure.reference) {
      const bool is_read = given->status == standards::ValueStatus::Verified;
      out.push_back(
          say(is_read ? "monitor.reference" : "monitor.reference_unverified",
              {{"figure", title(result.id, figure.id)}, {"value", reference(figure)}, {"source", source_words(given->source, in_.lang)}}));
    }
    if (!figure.limit) continue;
    const bool is_verified = figure.limit->status == standards::ValueStatus::Verified;
    out.push_back(
        say(is_verified ? "monitor.standard" : "monitor.standard_unverified",
            {{"figure", title(result.id, figure.id)}, {"value", limit(figure)}, {"source", source_words(figure.limit->source, in_.lang)}}));
  }
}

void MonitorWords::add_reports(const MonitorResult& result, std::vector<std::string>& out) const {
  const MonitorYear& year = result.years.back();
  if (std::ranges::any_of(year.areas, [](const MonitorArea& area) { return std::ranges::any_of(area.figures, &Figure::is_reported); }))
    out.push_back(say("monitor.reported_mark"));
  for (const MonitorArea& area : year.areas)
    for (const Figure& figure : area.figures) {
      if (!figure.reported) continue;
      Figure own = figure;
      own.value = figure.reported;
      own.denominator.reset();
      own.is_reported = true;
      own.decimals = monitor::decimals_of(*figure.reported);
      out.push_back(say(figure.evidence.empty() ? "monitor.reported_differs" : "monitor.reported_differs_evidence",
                        {{"area", area_name(area.area)},
                         {"figure", title(result.id, figure.id)},
                         {"value", value(figure)},
                         {"reported", value(own)},
                         {"evidence", std::string(figure.evidence)}}));
    }
}

std::vector<std::string> MonitorWords::notes(const MonitorResult& result) const {
  const MonitorYear& year = result.years.back();
  std::vector<std::string> out;
  if (year.areas.empty()) return out;
  add_standards(result, out);
  add_reports(result, out);
  const auto append = [&](std::string& list, const std::string& name) { append_listed(list, name, in_.lang); };
  /// What is missing, and the figures that lack it.
  std::vector<std::pair<std::string, std::string>> gaps;
  for (std::size_t i = 0; i < year.areas.front().figures.size(); ++i) {
    std::vector<std::string> names;
    for (const MonitorArea& area : year.areas)
      for (const std::string_view what : area.figures[i].missing)
        if (std::ranges::find(names, missing_name(what)) == names.end()) names.push_back(missing_name(what));
    if (names.empty()) continue;
    std::string what;
    for (const std::string& name : names) append(what, name);
    auto at = std::ranges::find(gaps, what, &std::pair<std::string, std::string>::first);
    if (at == gaps.end()) at = gaps.insert(gaps.end(), {what, ""});
    append(at->second, title(result.id, year.areas.front().figures[i].id));
  }
  for (const Figure& figure : year.areas.front().figures)
    if (figure.shown_cap)
      out.push_back(say("monitor.capped", {{"figure", title(result.id, figure.id)}, {"cap", shown_amount(*figure.shown_cap)}}));
  for (const auto& [what, figures] : gaps) out.push_back(say("monitor.unknown_for", {{"figure", figures}, {"what", what}}));
  return out;
}

std::string MonitorWords::offender_name(const monitor::Offender& offender) const {
  return offender.county ? area_name(*offender.county) : std::string(dataset_.schools.names.at(offender.school.value));
}

std::string MonitorWords::offender_code(const monitor::Offender& offender) const {
  return offender.county ? area_code(*offender.county) : std::string(dataset_.schools.ids.at(offender.school.value));
}

std::string MonitorWords::offender_area(const monitor::Offender& offender) const {
  if (offender.county) return area_name(*offender.county);
  const AreaIndex own = dataset_.schools.areas[offender.school.value];
  const auto county = dataset_.areas.at_level(own, model::AreaLevel::County);
  return county && *county != own ? area_name(*county) + " " + area_name(own) : area_name(own);
}

bool MonitorWords::is_top(const MonitorYear& year, AreaIndex area) const {
  for (auto above = dataset_.areas.parents[area.value]; above; above = dataset_.areas.parents[above->value])
    if (year.find(dataset_.areas, *above) != nullptr) return false;
  return true;
}

std::vector<monitor::Offender> MonitorWords::offenders(const MonitorResult& result) const {
  std::vector<monitor::Offender> all;
  const MonitorYear& year = result.years.back();
  for (const MonitorArea& area : year.areas)
    if (is_top(year, area.area)) all.insert(all.end(), area.offenders.begin(), area.offenders.end());
  return all;
}

}  // namespace junheng::report
