#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/formats/csv_reader.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/ingest/cell_parser.h"

namespace junheng::ingest {

/// One row as it stands in a file: its spreadsheet row number and its cells. The views live until the visitor returns.
struct SourceRow {
  std::uint32_t number = 0;
  std::span<const std::string_view> fields;
  /// Same size as `fields` for workbooks; empty for CSV, where everything is text.
  std::span<const formats::CellKind> kinds;
  /// A finding of the source says that the row cannot be used, e.g. because cells are merged there.
  bool is_refused = false;
};

/// Rows of one table, from a CSV file, a sheet, or a mapping. Chunks may be read on several threads.
class RowSource {
 public:
  virtual ~RowSource() = default;

  [[nodiscard]] virtual const std::vector<std::string>& header() const = 0;
  [[nodiscard]] virtual std::size_t chunk_count() const = 0;
  [[nodiscard]] virtual std::size_t row_bound(std::size_t chunk) const = 0;
  [[nodiscard]] virtual Result<void> read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const = 0;
  /// File, sheet and encoding as messages name them.
  [[nodiscard]] virtual std::string file() const = 0;
  [[nodiscard]] virtual std::string sheet() const { return {}; }
  [[nodiscard]] virtual std::string encoding() const { return {}; }
  /// Of a CSV file; a comma for anything else.
  [[nodiscard]] virtual char separator() const { return formats::kComma; }
  /// How numbers in texts are written.
  [[nodiscard]] virtual DecimalMark decimal_mark() const { return DecimalMark::Point; }
  /// Where the value of a field stands, if not in its own row and column (mapped tables).
  [[nodiscard]] virtual std::optional<Location> locate(std::uint32_t, std::size_t) const { return std::nullopt; }
  /// True if every value stands in its own row and column, so that locate() need not be asked for each of millions.
  [[nodiscard]] virtual bool is_line_by_line() const { return false; }
  /// What is wrong with the layout as such, e.g. merged cells. With an error in row 1 the source has no usable header.
  [[nodiscard]] virtual std::vector<Issue> findings() const { return {}; }
};

/// A table of the dataset and one source of its rows. A table may come from several sources (one workbook per school).
struct SourceTable {
  /// Table id of the dataset format, e.g. "stage_facts".
  std::string table;
  std::unique_ptr<RowSource> rows;
};

}  // namespace junheng::ingest
