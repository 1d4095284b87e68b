#include "junheng/report/monitor_words.h"

#include <algorithm>

#include "junheng/model/english_names.h"
#include "junheng/model/schema.h"
#include "junheng/report/missing_thing.h"
#include "junheng/report/number_format.h"

namespace junheng::report {

using monitor::Figure;
using monitor::MonitorArea;
using monitor::MonitorResult;
using monitor::MonitorYear;

std::string MonitorWords::head() const {
  const int year = in_.monitoring->year.first;
  const std::string& source = dataset_.manifest.source;
  return say(
      "monitor.title",
      {{"year", std::to_string(year)}, {"next", std::to_string(year + 1)}, {"source", source.empty() ? say("text.no_source") : source}});
}

std::string MonitorWords::title(std::string_view monitor, std::string_view figure) const {
  return say("monitor." + std::string(monitor) + "." + std::string(figure));
}

std::string MonitorWords::value(const Figure& figure) const {
  if (!figure.value) return figure.at_least.value_or(0) > 0 ? say("monitor.at_least", {{"value", shown_amount(*figure.at_least)}}) : "—";
  const std::optional<double> limit = figure.limit ? std::optional(figure.limit->value) : std::nullopt;
  const bool is_ratio = figure.is_percent || figure.denominator.has_value();
  return (is_ratio ? shown(figure.value, 2, limit, figure.direction) : shown_amount(*figure.value)) + (figure.is_percent ? "%" : "");
}

std::string MonitorWords::limit(const Figure& figure) const {
  if (!figure.limit) return {};
  return std::string(direction_sign(figure.direction)) + " " + shown_limit(figure.limit->value) + (figure.is_percent ? "%" : "");
}

std::string MonitorWords::missing_name(std::string_view id) const { return missing_thing(id, in_.lang); }

std::vector<std::string> MonitorWords::notes(const MonitorResult& result) const {
  const MonitorYear& year = result.years.back();
  std::vector<std::string> out;
  if (year.areas.empty()) return out;
  for (const Figure& figure : year.areas.front().figures) {
    if (!figure.limit) continue;
    const bool is_verified = figure.limit->status == standards::ValueStatus::Verified;
    out.push_back(say(is_verified ? "monitor.standard" : "monitor.standard_unverified", {{"figure", title(result.id, figure.id)},
                                                                                         {"value", limit(figure)},
                                                                                         {"document", figure.limit->source.document},
                                                                                         {"clause", figure.limit->source.clause}}));
  }
  for (std::size_t i = 0; i < year.areas.front().figures.size(); ++i) {
    std::vector<std::string> names;
    for (const MonitorArea& area : year.areas)
      for (const std::string_view what : area.figures[i].missing)
        if (std::ranges::find(names, missing_name(what)) == names.end()) names.push_back(missing_name(what));
    if (names.empty()) continue;
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : say("monitor.comma")) + name;
    out.push_back(say("monitor.unknown_for", {{"figure", title(result.id, year.areas.front().figures[i].id)}, {"what", list}}));
  }
  return out;
}

bool MonitorWords::is_top(const MonitorYear& year, AreaIndex area) const {
  for (auto above = dataset_.areas.parents[area.value]; above; above = dataset_.areas.parents[above->value])
    if (std::ranges::find(year.areas, *above, &MonitorArea::area) != year.areas.end()) return false;
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
