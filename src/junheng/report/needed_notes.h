#pragma once

#include <cstdint>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/core/issue.h"

namespace junheng::report {

/// One note per measure and file (or sheet), with the first places and how many there are; or one per cell, for programs.
enum class NoteDetail : std::uint8_t { PerMeasure, PerCell };

/// What the data lack for a standard, as notes: columns that are not there, empty cells behind indicators that have no value and behind
/// clauses of items that cannot be judged (with the ids of these), county values and tables that are not given; of a table in which only
/// others have rows, the item that the county could report instead. A cell that no value misses, because another row or a derived measure
/// gives it, is none.
[[nodiscard]] std::vector<Issue> needed_notes(const assess::Assessment& assessment, const assess::Campuses& campuses, NoteDetail detail);

}  // namespace junheng::report
