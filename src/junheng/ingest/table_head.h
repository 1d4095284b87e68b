#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/ingest/label_names.h"

namespace junheng::ingest {

/// The first rows of a file or sheet as texts, row 1 first; rows may differ in length.
using HeadRows = std::vector<std::vector<std::string>>;

/// So many rows are looked through for a header.
inline constexpr std::uint32_t kMostHeadRows = 20;

/// What stands above the columns of a table: one header each, or several lines of which the upper ones cover several columns.
struct TableHead {
  /// The data begins below this row.
  std::uint32_t rows = 1;
  /// Per column, top to bottom; blank lines left out.
  std::vector<std::vector<std::string>> lines;
  /// The school year that a row above the header names ("2021-2022").
  std::optional<std::string> year;

  /// The lines of each column as one text: "在校生数/合计".
  [[nodiscard]] std::vector<std::string> names() const;
};

/// The lowest line above a column; of 在校生数 over 合计 the upper one. Requires: a line.
[[nodiscard]] const std::string& naming_line(const std::vector<std::string>& lines);

/// The head of a table whose header is row 1.
[[nodiscard]] TableHead plain_head(const std::vector<std::string>& header);

/// The head that holds a column named by `key`: it lasts from row 1 to the row before the first value below that name. In a row of it, a
/// blank cell belongs to the header on its left as long as no upper line parts them, which is how merged cells are stored. A row above the
/// name that holds one text only is a title and covers nothing.
/// nullopt if none of the rows holds such a name.
[[nodiscard]] std::optional<TableHead> find_head(const HeadRows& rows, const LabelNames& key);

struct HeadMatch {
  /// Position of the column, from 0; nullopt: none, or several.
  std::optional<std::uint32_t> column;
  bool is_ambiguous = false;
};

/// The column with one of the names, the first name that any column has. "专任教师/按学历分/本科" is the column 本科 that these upper lines
/// cover, whatever stands between them; a lowest line 合计 or 计 may be left out.
[[nodiscard]] HeadMatch find_column(const TableHead& head, const LabelNames& names);

}  // namespace junheng::ingest
