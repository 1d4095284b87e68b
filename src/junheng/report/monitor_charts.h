#pragma once

#include <string>

#include "junheng/report/monitor_words.h"

namespace junheng::report {

/// Markup of the pictures of one monitor: classes by size of the topmost areas, retention over the years. Empty where there is nothing to
/// draw.
[[nodiscard]] std::string monitor_charts(const monitor::MonitorResult& result, const MonitorWords& words);

}  // namespace junheng::report
