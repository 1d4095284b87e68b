#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "junheng/monitor/run_monitors.h"

namespace junheng::testing {

/// One built-in monitor over the years of a dataset.
inline monitor::Monitoring run_monitor(const model::Dataset& dataset, const std::string& id, int year = 2024,
                                       const standards::Pack* reading = nullptr) {
  auto run = monitor::run_monitors(dataset, standards::built_in_monitor_limits(), {SchoolYear{year}, {id}, std::nullopt, "", reading});
  if (!run) throw std::logic_error(run.error().message(Lang::En));
  return std::move(*run);
}

/// Of the year asked for.
inline const monitor::MonitorArea& monitored_area(const monitor::Monitoring& monitoring, std::size_t area = 0) {
  return monitoring.results.at(0).years.back().areas.at(area);
}

inline const monitor::Figure& figure(const monitor::Monitoring& monitoring, std::string_view id, std::size_t area = 0) {
  const monitor::Figure* found = monitored_area(monitoring, area).find(id);
  if (found == nullptr) throw std::logic_error("no figure " + std::string(id));
  return *found;
}

/// A cell of a breakdown of the first area.
inline const monitor::BreakdownCell& cell(const monitor::Monitoring& monitoring, std::string_view breakdown,
                                          const std::vector<std::string>& codes, std::string_view column) {
  for (const monitor::Breakdown& each : monitored_area(monitoring).breakdowns) {
    if (each.id != breakdown) continue;
    const monitor::BreakdownRow* row = each.find(codes);
    if (row == nullptr) throw std::logic_error("no such row of " + std::string(breakdown));
    return row->cells.at(each.column(column).value());
  }
  throw std::logic_error("no breakdown " + std::string(breakdown));
}

}  // namespace junheng::testing
