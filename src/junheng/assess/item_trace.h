#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/assess/trace.h"

namespace junheng::assess {

/// One number of the data on which a clause of a county item was judged.
struct ItemCell {
  /// Measure or column, item id, or table.
  std::string measure;
  /// What the row is about: code of a class band or a kind of room, subject and grade, indicator of the school standard; else empty.
  std::string part;
  /// Unset for what stands for the whole area.
  std::optional<SchoolIndex> school;
  /// Set where the number is that of a stage.
  std::optional<Stage> stage;
  model::Quantity value;
  Location where;
};

struct ClauseQuestion {
  const Assessment* assessment = nullptr;
  const Campuses* campuses = nullptr;
  const AreaResult* area = nullptr;
  const ItemResult* item = nullptr;
  const ClauseResult* clause = nullptr;
  /// Only the cells of this school; unset: of the schools that offend, or for a ratio over schools that has none, of all in scope.
  std::optional<SchoolIndex> school;
};

/// The cells behind a clause: first those of the area, then school by school. A reported clause gives the cell of the report. A clause
/// that looks for offenders and finds none gives no school's cells unless one is asked for. Of class lists and bands, and of lists of rooms
/// and the measures that count them, those on which a school was judged are given, campus by campus or kind by kind. The school standard
/// gives those of the indicators that a school does not meet, each cell once, with the first of them. Survey forms are named by their
/// table.
[[nodiscard]] std::vector<ItemCell> trace_clause(const ClauseQuestion& question);

}  // namespace junheng::assess
