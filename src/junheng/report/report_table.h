#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/report/form_sheet.h"
#include "junheng/report/terminal_table.h"

namespace junheng::report {

/// How much attention a cell asks for: on pages its darkness, in workbooks its fill. The words of the cell say the same.
enum class Shade : std::uint8_t { None, Faint, Light, Medium, Strong, Full };

/// A cell as it is read, and the number behind it.
struct TableCell {
  std::string text;
  std::optional<double> number;
  int decimals = 0;
  /// "†" or "‡" (see the notes of the table), " ✓" or " ✗".
  std::string mark;
  Shade shade = Shade::None;
  /// Where the number of a figure comes from; None for other cells.
  enum class Origin : std::uint8_t { None, Told, Schools } origin = Origin::None;

  [[nodiscard]] std::string marked() const { return text + mark; }
};

struct TableColumn {
  std::string title;
  ColumnAlign align = ColumnAlign::Right;
};

/// One table for the terminal, the page and the workbook.
struct ReportTable {
  /// Key of its texts: "accreditation".
  std::string_view id;
  std::string title;
  /// How the numbers are defined, in one or two sentences.
  std::string lead;
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;
  /// What marks mean, and what the dataset says of numbers that are not there.
  std::vector<std::string> notes;
};

/// A cell of words; one of a number with its thousands set apart, a dash where there is none.
[[nodiscard]] TableCell word_cell(std::string words);
[[nodiscard]] TableCell number_cell(std::optional<double> value, int decimals);

/// Takes out the columns from `first` on in which no row says anything.
void drop_empty_columns(ReportTable& table, std::size_t first = 0);

/// Header and rows for the terminal, at most `most_rows`; neither title nor notes. Empty without rows.
[[nodiscard]] std::string table_lines(const ReportTable& table, std::size_t indent, std::size_t most_rows);

/// A <table> in a box of its own that scrolls on narrow screens, the first column as the heads of rows, at most `most_rows`; neither title
/// nor notes. Looks come from report.css. Empty without rows.
[[nodiscard]] std::string table_markup(const ReportTable& table, std::size_t most_rows);

/// A sheet with the title, every row, the lead and the notes; the first `frozen` columns stay in view.
void write_table_sheet(formats::XlsxWriter& writer, const SheetHead& head, std::string_view sheet_name, const ReportTable& table,
                       std::uint32_t frozen = 1);

}  // namespace junheng::report
