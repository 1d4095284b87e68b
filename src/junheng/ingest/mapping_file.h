#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/formats/csv_reader.h"
#include "junheng/ingest/column_sum.h"
#include "junheng/ingest/form_mapping.h"
#include "junheng/ingest/label_names.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// How one of our columns is made of source columns.
struct MappedColumn {
  enum class Make { Copy, Constant, Sum, Join } make = Make::Copy;
  /// Our column.
  std::string to;
  /// Headers of the source, each under all its names: one for Copy, several for Sum and Join.
  NamedColumns from;
  /// Of a Sum: added to it is the largest of these sums of columns, e.g. {艺术, 音乐 + 美术}.
  std::vector<NamedColumns> larger_of;
  /// A source without the header has not collected it; else the table cannot be read.
  bool is_optional = false;
  std::string constant;
  std::string separator;
  /// Source value -> ours; a value that is not named stays as it is, unless `others` is set.
  std::map<std::string, std::string> values;
  std::string others;
  bool has_others = false;
  /// Our unit = factor x theirs.
  double factor = 1;
  /// Of a copied or joined text only so many characters count, with `then` behind them: a county's code in a village's. 0: the whole.
  std::uint32_t first = 0;
  std::string then;
};

/// Keeps the rows whose source column is (or is not) one of some values.
struct RowFilter {
  LabelNames column;
  std::vector<std::string> values;
  bool keeps = true;
  /// A source without the column keeps all rows.
  bool is_optional = false;
  /// Each row left out is listed.
  bool is_noted = false;
};

/// One of our tables, made of one source table.
struct MappedTable {
  std::string table;
  /// File in the folder, or sheet of the workbook; empty: the only one. Names with '*' stand for all files or sheets that fit one of them.
  LabelNames from;
  /// Rows with the same values become one, e.g. the areas in a list of schools.
  bool is_distinct = false;
  /// Rows with the same value of this column become one, the first: schools in a list of several years. Empty: all columns tell.
  std::string distinct_by;
  std::vector<RowFilter> filters;
  std::vector<MappedColumn> columns;
  /// Each makes one row of every source row, with these columns beside the table's: grades side by side become rows.
  std::vector<std::vector<MappedColumn>> wide;
};

/// A mapping file (docs/mappings.md).
struct MappingFile {
  std::string id;
  Bilingual title;
  model::Manifest manifest;
  /// Names of a column that stands in every table: its header is looked for, and may take several lines. Empty: headers are in row 1.
  LabelNames header_key;
  /// Between the columns of CSV files.
  char separator = formats::kComma;
  /// How texts of the source write numbers.
  DecimalMark decimal_mark = DecimalMark::Point;
  /// Of kind "plain": tables made of tables.
  std::vector<MappedTable> tables;
  /// Of kind "forms": tables made of the cells of one workbook per school.
  std::optional<FormMapping> forms;
};

/// Reads and checks a mapping file: unknown keys, tables and columns, columns made twice, a table without columns or without those that
/// the format requires.
[[nodiscard]] MappingFile read_mapping(std::string_view text, const std::string& name, std::vector<Issue>& issues);

}  // namespace junheng::ingest
