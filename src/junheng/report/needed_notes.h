#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/core/issue.h"

namespace junheng::report {

/// One note per measure and file (or sheet), with the first places and how many there are; or one per cell, for programs.
enum class NoteDetail : std::uint8_t { PerMeasure, PerCell };

/// What the files hold beside the rows that were taken: what is there with an error is reported as such and is not missing.
struct GivenRows {
  /// Tables of which rows were rejected.
  std::set<std::string> tables_with_errors = {};
  /// Items of rejected county values; without an area: of any.
  std::vector<std::pair<std::optional<AreaIndex>, std::string>> rejected_items = {};
  /// Tables that stand there without a row, and where.
  std::map<std::string, Location> empty_tables = {};
};

/// What the data lack for a standard, as notes: columns that are not there, empty cells behind indicators that have no value and behind
/// clauses of items that cannot be judged (with the ids of these), county values and tables that are not given; of a table in which only
/// others have rows, the item that the county could report instead. A cell that no value misses, because another row or a derived measure
/// gives it, is none. Before them stands a warning where no school has a value of any indicator.
[[nodiscard]] std::vector<Issue> needed_notes(const assess::Assessment& assessment, const assess::Campuses& campuses,
                                              const GivenRows& given, NoteDetail detail);

}  // namespace junheng::report
