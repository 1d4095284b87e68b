#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "junheng/core/ids.h"
#include "junheng/core/issue.h"
#include "junheng/core/school_year.h"
#include "junheng/core/stage.h"

namespace junheng::ingest {

/// A row that reading rejected, as checks look for it: what they miss may be that row, which has its finding already.
struct LostRow {
  /// Id of the table in the schema.
  std::string_view table;
  /// Unset: of no school that was kept.
  std::optional<SchoolIndex> school = {};
  /// Unset together with the school: it may belong to any.
  std::optional<AreaIndex> county = {};
  /// Unset: of every stage.
  std::optional<Stage> stage = {};

  friend auto operator<=>(const LostRow&, const LostRow&) = default;
};

/// A rejected row of the facts of a stage or a grade of a school that is kept: where the school lacks a value, it stood in that row.
struct RejectedFact {
  std::string school_id;
  /// Unset: not readable.
  std::optional<SchoolYear> year = {};
  std::optional<Stage> stage = {};
  Location where = {};
};

}  // namespace junheng::ingest
