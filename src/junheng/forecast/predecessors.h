#pragma once

#include "junheng/forecast/history.h"

namespace junheng::forecast {

/// Gives schools that name their predecessor its history (schools.predecessor_school_id); the predecessor is gone then. Named and left
/// apart: a predecessor that has pupils in a year of the school or later, one that several schools name, one that is not there.
void join_predecessors(History& history, HistoryFindings& findings);

}  // namespace junheng::forecast
