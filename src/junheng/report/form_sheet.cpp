#include "junheng/report/form_sheet.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "junheng/core/text.h"
#include "junheng/report/number_format.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

constexpr double kLinePoints = 13.5;
constexpr double kMarginPoints = 2.5;
constexpr double kMostPoints = 400;
constexpr std::uint32_t kLinkColor = 0x0563C1;

/// Height that a text needs in a cell of this width. Spreadsheet programs fit no merged cells, and not all of them fit a row when they
/// open a file.
double height_of(std::string_view words, double width, double font_size) {
  const double columns = std::max(1.0, width * kTableSize / font_size);
  double lines = 0;
  while (true) {
    const std::size_t end = std::min(words.find('\n'), words.size());
    lines += std::max(1.0, std::ceil(static_cast<double>(display_width(words.substr(0, end))) / columns));
    if (end == words.size()) break;
    words.remove_prefix(end + 1);
  }
  return std::min(lines * kLinePoints * font_size / kTableSize + kMarginPoints, kMostPoints);
}

}  // namespace

FormSheet::FormSheet(formats::XlsxWriter& writer, const SheetHead& head, Layout layout) : writer_(writer), layout_(std::move(layout)) {
  writer_.add_sheet(layout_.name);
  for (std::uint32_t i = 0; i < column_count(); ++i) {
    writer_.column_width(i + 1, i + 1, layout_.columns[i].width);
    total_width_ += layout_.columns[i].width;
  }
  line(layout_.title, title_style());
  for (const std::string& words : head.lines) line(words, line_style());
  for (const std::string& words : head.alerts) line(words, alert_style());
  header_row_ = row_;
  double height = 0;
  for (std::uint32_t i = 0; i < column_count(); ++i) {
    const FormColumn& column = layout_.columns[i];
    const std::string header = as_head(column.header);
    writer_.text(row_, i + 1, header, header_style());
    height = std::max(height, height_of(header, column.width, header_style().font_size));
  }
  writer_.row_height(row_, height);
  ++row_;
  writer_.print_setup(layout_.page == Page::Landscape, header_row_);
  writer_.freeze(header_row_, 0);
}

FormSheet& FormSheet::text(std::string_view value, Mark mark) {
  writer_.text(row_, column_, value, text_style(mark, align()));
  row_points_ = std::max(row_points_, height_of(value, layout_.columns[column_ - 1].width, kTableSize));
  ++column_;
  return *this;
}

FormSheet& FormSheet::number(std::optional<double> value, int decimals, Mark mark) {
  if (value) writer_.number(row_, column_, *value, number_style(mark, decimals, align()));
  else writer_.text(row_, column_, "—", text_style(mark, formats::Align::Center));
  ++column_;
  return *this;
}

FormSheet& FormSheet::limit(std::optional<double> value, std::string_view sign, std::string_view unit, Mark mark) {
  if (!value) return number(value, 0, mark);
  writer_.number(row_, column_, *value, limit_style(mark, limit_decimals(*value), sign, unit, align()));
  ++column_;
  return *this;
}

FormSheet& FormSheet::marked_number(double value, int decimals, std::string_view behind, Mark mark) {
  writer_.number(row_, column_, value, limit_style(mark, decimals, {}, behind, align()));
  ++column_;
  return *this;
}

FormSheet& FormSheet::cv_limit(std::optional<double> value, std::string_view sign) {
  if (!value) return number(value, 0);
  writer_.number(row_, column_, *value, limit_style(Mark::None, cv_limit_decimals(*value), sign, {}, align()));
  ++column_;
  return *this;
}

FormSheet& FormSheet::link(std::string_view value, std::size_t sheet, std::uint32_t row, std::uint32_t column) {
  formats::CellStyle style = text_style(Mark::None, align());
  style.font_color = kLinkColor;
  writer_.link(row_, column_, {value, sheet, row, column}, style);
  row_points_ = std::max(row_points_, height_of(value, layout_.columns[column_ - 1].width, kTableSize));
  ++column_;
  return *this;
}

FormSheet& FormSheet::blank() {
  writer_.blank(row_, column_, text_style(Mark::None, align()));
  ++column_;
  return *this;
}

void FormSheet::end_row() {
  while (column_ <= column_count()) blank();
  if (row_points_ > kLinePoints + kMarginPoints) writer_.row_height(row_, row_points_);
  row_points_ = 0;
  ++row_;
  column_ = 1;
}

void FormSheet::heading(std::string_view words) {
  formats::CellStyle style = header_style();
  style.align = formats::Align::Left;
  writer_.merge(row_, 1, row_, column_count(), words, style);
  ++row_;
}

void FormSheet::freeze(std::uint32_t columns) {
  writer_.freeze(row_ - 1, columns);
  writer_.print_setup(layout_.page == Page::Landscape, row_ - 1);
}

void FormSheet::note(std::string_view words) { line(words, line_style()); }

void FormSheet::line(std::string_view words, const formats::CellStyle& style) {
  writer_.merge(row_, 1, row_, column_count(), words, style);
  writer_.row_height(row_, height_of(words, total_width_, style.font_size));
  ++row_;
}

}  // namespace junheng::report
