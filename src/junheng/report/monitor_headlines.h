#pragma once

#include <string>
#include <vector>

#include "junheng/report/headline.h"
#include "junheng/report/monitor_words.h"

namespace junheng::report {

/// What a planner looks at first, of the area that holds the others, each with standard, verdict and the year before; only what is known.
/// Where no area holds all others: how many of those on top miss the standard of a figure that has one.
[[nodiscard]] std::vector<Headline> monitor_headlines(const MonitorInput& input, const MonitorWords& words);
/// "At a glance: Shili county", or of how many areas.
[[nodiscard]] std::string monitor_headlines_title(const MonitorInput& input, const MonitorWords& words);

}  // namespace junheng::report
