#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"

namespace junheng::formats {

enum class CellKind : std::uint8_t { Empty, Text, Number, Bool, Date, Formula, FormulaError };

/// One cell. `text` is the content as it would be typed: numbers in their shortest exact form ("2133000001", "4.5"), dates as
/// ISO 8601 ("2024-09-01", "2024-09-01T08:30:00", "08:30:00"), "TRUE" and "FALSE", formulas by their stored result (in the same
/// forms; empty if no spreadsheet program has calculated it yet). FormulaError is every error value ("#REF!"), typed or calculated.
struct Cell {
  CellKind kind = CellKind::Empty;
  std::string text;
};

/// 1-based, both ends included.
struct CellRange {
  std::uint32_t first_row = 0;
  std::uint32_t first_column = 0;
  std::uint32_t last_row = 0;
  std::uint32_t last_column = 0;
};

class Sheet {
 public:
  std::string name;
  std::vector<CellRange> merged;
  bool is_hidden = false;

  [[nodiscard]] std::uint32_t row_count() const;
  [[nodiscard]] std::uint32_t column_count() const;
  /// 1-based. Outside the used range: an empty cell.
  [[nodiscard]] const Cell& cell(std::uint32_t row, std::uint32_t column) const;
  Cell& make_cell(std::uint32_t row, std::uint32_t column);
  /// Moves the cells, from column 1 on, into the row; empty ones change nothing.
  void add_row(std::uint32_t row, std::vector<Cell>& cells);

 private:
  std::vector<std::vector<Cell>> rows_;
  std::uint32_t columns_ = 0;
};

struct Workbook {
  std::string path;
  std::vector<Sheet> sheets;

  [[nodiscard]] const Sheet* find(std::string_view name) const;
};

struct XlsxLimits {
  std::size_t max_file_bytes = std::size_t{256} << 20;
  /// All parts of the archive together, once unpacked, and the ratio of unpacked to packed bytes: against zip bombs.
  std::size_t max_unpacked_bytes = std::size_t{2} << 30;
  double max_unpack_ratio = 200;
  std::size_t max_cell_bytes = std::size_t{1} << 20;
  std::size_t max_cells = 60'000'000;
};

/// Reads every sheet of a workbook, hidden ones included; sheets of charts are left out. The extent that a sheet declares is not
/// believed: cells without content take no room.
/// Errors: CannotReadFile; XlsxPassword (an encrypted workbook is an OLE file); XlsxOldFormat (.xls); XlsxNotAWorkbook; XlsxTruncated;
/// XlsxDamaged (with the part); XlsxZipBomb; XlsxTooLarge; XlsxCellTooLong (sheet and cell).
/// Memory: the file, the largest sheet's XML and the cells.
[[nodiscard]] Result<Workbook> read_xlsx(const std::string& path, const XlsxLimits& limits = {});
[[nodiscard]] Result<Workbook> read_xlsx_bytes(std::string_view bytes, std::string name, const XlsxLimits& limits = {});

}  // namespace junheng::formats
