#pragma once

#include <string>

#include "junheng/core/lang.h"
#include "junheng/monitor/inequality_by_level.h"

namespace junheng::report {

/// Lorenz curve with the line of equality and the Gini coefficient where it was asked for. Empty where there is no curve.
[[nodiscard]] std::string lorenz_chart(const monitor::Inequality& result, Lang lang);

/// Theil T in its parts, stacked, one bar per year, on one scale; the legend below. Empty where it is not defined in any year.
[[nodiscard]] std::string theil_chart(const monitor::Inequality& result, Lang lang);

}  // namespace junheng::report
