#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/formats/xlsx_writer.h"
#include "junheng/report/sheet_styles.h"

namespace junheng::report {

struct FormColumn {
  std::string header;
  double width = 10;
  formats::Align align = formats::Align::Center;
};

/// What stands above every table: which place, year, standard and data; and what must not be overlooked.
struct SheetHead {
  std::vector<std::string> lines;
  std::vector<std::string> alerts;
};

enum class Page : std::uint8_t { Portrait, Landscape };

/// A sheet that prints on A4: title, head, one table with a header row, notes below. Cells are given from left to right.
class FormSheet {
 public:
  struct Layout {
    std::string name;
    std::string title;
    std::vector<FormColumn> columns;
    Page page = Page::Landscape;
  };

  FormSheet(formats::XlsxWriter& writer, const SheetHead& head, Layout layout);

  FormSheet& text(std::string_view value, Mark mark = Mark::None);
  /// A missing number is a dash.
  FormSheet& number(std::optional<double> value, int decimals, Mark mark = Mark::None);
  /// A limit as a number that reads as one: "≤ 0.5", "≥ 85%". `sign` may be empty, as may the unit that follows.
  FormSheet& limit(std::optional<double> value, std::string_view sign, std::string_view unit = {}, Mark mark = Mark::None);
  /// A number that can be calculated with, whose format shows a word or sign behind it: "2.2†".
  FormSheet& marked_number(double value, int decimals, std::string_view behind, Mark mark = Mark::None);
  /// The limit of a CV, with two decimals at least: "≤ 0.50".
  FormSheet& cv_limit(std::optional<double> value, std::string_view sign);
  /// A text that leads to a cell of another sheet, named by its place in the order of the workbook (from 1).
  FormSheet& link(std::string_view value, std::size_t sheet, std::uint32_t row, std::uint32_t column);
  /// An empty cell that a person fills in.
  FormSheet& blank();
  /// Fills the rest of the row with empty cells.
  void end_row();
  /// One text over the whole row, as the heading of a group of rows.
  void heading(std::string_view words);
  /// All rows so far stay in view and are repeated on every printed page, as do the first `columns` columns on the screen.
  void freeze(std::uint32_t columns);
  /// A line below the table.
  void note(std::string_view words);

  /// Row and column (1-based) of the next cell.
  [[nodiscard]] std::uint32_t row() const { return row_; }
  [[nodiscard]] std::uint32_t column() const { return column_; }
  [[nodiscard]] std::uint32_t column_count() const { return static_cast<std::uint32_t>(layout_.columns.size()); }
  [[nodiscard]] std::uint32_t header_row() const { return header_row_; }

 private:
  void line(std::string_view words, const formats::CellStyle& style);
  [[nodiscard]] formats::Align align() const { return layout_.columns[column_ - 1].align; }

  formats::XlsxWriter& writer_;
  Layout layout_;
  double total_width_ = 0;
  double row_points_ = 0;
  std::uint32_t row_ = 1;
  std::uint32_t column_ = 1;
  std::uint32_t header_row_ = 0;
};

}  // namespace junheng::report
