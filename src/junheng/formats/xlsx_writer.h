#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"

namespace junheng::formats {

enum class Align : std::uint8_t { General, Left, Center, Right };

/// Look of a cell. Equal styles share one format in the file.
struct CellStyle {
  bool bold = false;
  bool italic = false;
  bool wrap = false;
  bool border = false;
  Align align = Align::General;
  double font_size = 0;
  /// 0xRRGGBB.
  std::optional<std::uint32_t> fill = std::nullopt;
  std::optional<std::uint32_t> font_color = std::nullopt;
  /// Excel number format, e.g. "0.00"; "@" makes the cell text.
  std::string number_format = {};

  friend auto operator<=>(const CellStyle&, const CellStyle&) = default;
};

/// Drop-down or numeric restriction of a cell range.
struct CellValidation {
  std::vector<std::string> list = {};
  std::optional<double> minimum = std::nullopt;
  std::optional<double> maximum = std::nullopt;
  /// Shown while such a cell is selected and when a value is refused.
  std::string title = {};
  std::string message = {};
};

/// A text that leads to a cell of the same workbook.
struct CellLink {
  std::string_view text;
  /// Place of the sheet in the order of add_sheet(), from 1; it may be added later than the link.
  std::size_t sheet = 1;
  std::uint32_t row = 1;
  std::uint32_t column = 1;
};

/// Writes one workbook with libxlsxwriter. Rows and columns are 1-based. The file appears under its name only in close(): a crash
/// or an interrupt leaves nothing half-written.
class XlsxWriter {
 public:
  explicit XlsxWriter(std::string path);
  XlsxWriter(XlsxWriter&&) noexcept;
  XlsxWriter& operator=(XlsxWriter&&) noexcept;
  /// Without close() nothing is kept.
  ~XlsxWriter();

  /// Starts a sheet; later calls write to it. Names are cut to 31 characters and made unique as Excel demands.
  void add_sheet(std::string_view name);
  /// Sheets begun so far: the place of the current one for links.
  [[nodiscard]] std::size_t sheet_count() const;
  /// Texts over 32,767 characters end in an ellipsis there: Excel holds no more.
  void text(std::uint32_t row, std::uint32_t column, std::string_view value, const CellStyle& style = {});
  /// Kept to 16 significant digits. Not finite: a blank cell.
  void number(std::uint32_t row, std::uint32_t column, double value, const CellStyle& style = {});
  void formula(std::uint32_t row, std::uint32_t column, std::string_view expression, double result, const CellStyle& style = {});
  void blank(std::uint32_t row, std::uint32_t column, const CellStyle& style);
  void merge(std::uint32_t first_row, std::uint32_t first_column, std::uint32_t last_row, std::uint32_t last_column, std::string_view value,
             const CellStyle& style = {});
  /// Excel follows 65,530 links of a sheet; later ones are written as text, as are links to a sheet that is never added.
  void link(std::uint32_t row, std::uint32_t column, const CellLink& target, const CellStyle& style = {});
  void comment(std::uint32_t row, std::uint32_t column, std::string_view note);
  /// `style` holds for the cells of the columns that are not written.
  void column_width(std::uint32_t first, std::uint32_t last, double width, const CellStyle& style = {});
  void row_height(std::uint32_t row, double points);
  void freeze(std::uint32_t rows, std::uint32_t columns);
  void autofilter(std::uint32_t first_row, std::uint32_t first_column, std::uint32_t last_row, std::uint32_t last_column);
  /// A list that is too long for the rule itself is put on a hidden sheet. No list and no bound: nothing.
  void validate(std::uint32_t first_row, std::uint32_t first_column, std::uint32_t last_row, std::uint32_t last_column,
                const CellValidation& rule);
  void hide_sheet();
  /// A4, landscape or portrait, fitted to one page in width, `repeat_rows` header rows on every page.
  void print_setup(bool landscape, std::uint32_t repeat_rows);
  void set_properties(std::string_view title, std::string_view comments);

  /// Errors: CannotWriteFile.
  [[nodiscard]] Result<void> close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace junheng::formats
