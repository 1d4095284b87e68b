#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/row_source.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

/// A column of the format and the field of a file where it stands.
struct BoundColumn {
  const model::ColumnSpec* column = nullptr;
  std::uint32_t field = 0;
};

struct HeaderBinding {
  /// In the order of the file.
  std::vector<BoundColumn> columns;
  std::vector<Issue> issues;
  /// False if a column is doubled or one is missing that the table cannot do without.
  bool is_usable = true;
};

struct HeaderRules {
  const model::TableSpec* table = nullptr;
  /// Columns that the chosen standards add to the measures of the table.
  std::span<const model::ColumnSpec> added_measures;
  /// The manifest names a year for rows without one.
  bool has_default_year = false;
};

/// Finds the table's columns in a header row, by English id or Chinese name, whatever their case and width.
/// Issues: ColumnUnknown, ColumnMisspelt, ColumnUnnamed; ColumnDoubled, ColumnMissing, SchoolYearMissing (not usable).
[[nodiscard]] HeaderBinding bind_header(const RowSource& rows, const HeaderRules& rules);

}  // namespace junheng::ingest
