#pragma once

#include <algorithm>
#include <string_view>

#include "junheng/monitor/run_monitors.h"

namespace junheng::testing {

/// One monitor under the built-in limits, over the years of a dataset up to this one.
inline monitor::MonitorResult run_monitor(const model::Dataset& dataset, std::string_view id, int year = 2024) {
  const monitor::MonitorOptions options{SchoolYear{year}, {std::string(id)}, std::nullopt, ""};
  return monitor::run_monitors(dataset, standards::built_in_monitor_limits(), options).value().results.front();
}

/// Of the last year's first area.
inline const monitor::Figure& figure_of(const monitor::MonitorResult& result, std::string_view id) {
  return *result.years.back().areas.front().find(id);
}

}  // namespace junheng::testing
