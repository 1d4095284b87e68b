#pragma once

#include <cstddef>
#include <string>

#include "junheng/core/lang.h"
#include "junheng/monitor/composite_index.h"

namespace junheng::report {

/// Units of the ranking from `first` on, `count` of them: a dot at the rank with the bar of its interval, or at the score where there are
/// no intervals; the score is printed. All parts of one ranking have the same axis.
[[nodiscard]] std::string league_chart(const monitor::CompositeIndex& index, std::size_t first, std::size_t count, Lang lang);

}  // namespace junheng::report
