#include "fuzz/findings.h"
#include "fuzz/packed_parts.h"
#include "fuzz/targets.h"
#include "junheng/core/text.h"
#include "junheng/formats/xlsx_reader.h"

namespace junheng::fuzz {

namespace {

constexpr formats::XlsxLimits kLimits = {
    .max_file_bytes = 1 << 20, .max_unpacked_bytes = 1 << 22, .max_unpack_ratio = 200, .max_cell_bytes = 4096, .max_cells = 20'000};

/// Cells looked at per sheet: one cell in the last corner would make billions of empty ones.
constexpr std::size_t kCellsLookedAt = 200'000;

Fault fault_of(const formats::Sheet& sheet) {
  if (!is_utf8(sheet.name)) return "the name of a sheet is not UTF-8";
  std::size_t looked_at = 0;
  for (std::uint32_t row = 1; row <= sheet.row_count(); ++row) {
    for (std::uint32_t column = 1; column <= sheet.column_count(); ++column) {
      if (++looked_at > kCellsLookedAt) return std::nullopt;
      const formats::Cell& cell = sheet.cell(row, column);
      if (!is_utf8(cell.text)) return "a cell is not UTF-8";
      if (cell.kind == formats::CellKind::Empty && !cell.text.empty()) return "an empty cell has a text";
      if (cell.text.size() > kLimits.max_cell_bytes) return "a cell is longer than its limit";
    }
  }
  for (const formats::CellRange& range : sheet.merged)
    if (range.first_row == 0 || range.first_column == 0 || range.first_row > range.last_row || range.first_column > range.last_column)
      return "a merged range is turned round or begins before the first cell";
  return std::nullopt;
}

}  // namespace

Fault try_xlsx(std::string_view bytes) {
  const std::string packed = are_parts(bytes) ? pack_parts(bytes) : std::string(bytes);
  const auto workbook = formats::read_xlsx_bytes(packed, "input.xlsx", kLimits);
  if (!workbook) return wording_fault(workbook.error());
  for (const formats::Sheet& sheet : workbook->sheets)
    if (auto fault = fault_of(sheet)) return fault;
  return std::nullopt;
}

}  // namespace junheng::fuzz
