#pragma once

#include <span>
#include <vector>

#include "junheng/forecast/scenario.h"

namespace junheng::forecast {

/// Events of the tables `events` that lie in school years of the history or before: their pupils have moved already. Marks the schools'
/// transitions of those years in History::moved, and names the events, and those of which neither school is in the data.
void mark_past_events(std::span<const model::Dataset* const> datasets, History& history, HistoryFindings& findings);

/// Events of the tables that lie after the history, each event_id once (the last dataset's), in the order of years. They are then treated
/// like those of a scenario (apply_to_history).
[[nodiscard]] std::vector<Event> events_to_come(std::span<const model::Dataset* const> datasets, const History& history);

}  // namespace junheng::forecast
