#pragma once

#include <optional>
#include <span>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/core/school_year.h"
#include "junheng/ingest/header_binding.h"
#include "junheng/ingest/parsed_table.h"

namespace junheng::ingest {

/// True for the tables that the dataset holds; the others are checked and counted only.
[[nodiscard]] bool is_kept_table(const model::TableSpec& table);
/// True for those of them that verdicts rest on. Rows lost of the others make figures incomplete, not verdicts.
[[nodiscard]] bool is_judged_table(std::string_view table);

/// How the cells of a column are read and kept. Columns named school_id and area_code refer to schools and areas, except where these
/// are defined and in `events`, which may name schools of another year.
[[nodiscard]] ColumnLayout layout_of(const model::TableSpec& table, const model::ColumnSpec& column);

/// The columns of a table over all its sources: each that any source has, and the school year, which may come from the manifest.
struct TableLayout {
  std::vector<ColumnLayout> columns;
  /// Sources that can be read, with the field of each column.
  std::vector<ParsedTable::Part> parts;
  std::vector<Issue> issues;
  /// A source has no usable header; its rows are lost.
  bool has_unusable_source = false;
};

[[nodiscard]] TableLayout lay_out(const HeaderRules& rules, std::span<const RowSource* const> sources);

}  // namespace junheng::ingest
