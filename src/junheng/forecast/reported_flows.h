#pragma once

#include <span>

#include "junheng/forecast/history.h"

namespace junheng::forecast {

/// Reads the flows of the last year (repetition, transfers, dropouts, suspension, deaths by grade) into History::flows, and, of a history
/// of one year, what they lead to into History::implied.
///
/// A row's flows are those since the count before, told with the grade in which the pupil is counted or would be. With the same flows a
/// school's grade g + 1 has a year later: pupils of g - repeaters of g + repeaters of g + 1 + transfers in - transfers out - dropouts -
/// suspended - deaths of g + 1. Columns that no dataset has count as none and are named (ForecastFlowsPartial); a cell without a number
/// leaves its transition out.
void add_reported_flows(std::span<const model::Dataset* const> datasets, History& history, HistoryFindings& findings);

/// Pupils of a county's grade in the last year that its flows do not explain: pupils - (pupils of the grade below a year before, and the
/// flows as above). By grade; kNone where something is not told, and for entrants.
[[nodiscard]] GradeArray unexplained_change(const History& history, std::size_t county);

}  // namespace junheng::forecast
