#include "junheng/formats/xlsx_sheet.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/issue.h"
#include "junheng/formats/number_text.h"
#include "junheng/formats/xlsx_text.h"

namespace junheng::formats {

namespace {

constexpr std::uint32_t kMaxRow = 1'048'576;
constexpr std::uint32_t kMaxColumn = 16'384;

std::optional<double> to_number(std::string_view text) {
  double number = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

/// A whole number of at most 15 digits is already the shortest text of its double.
bool is_plain_whole(std::string_view text) {
  constexpr std::size_t kExactDigits = 15;
  if (text.empty() || text.size() > kExactDigits || (text[0] == '0' && text.size() > 1)) return false;
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// A date cell in ISO form: without the time where that is midnight, without the zone.
std::string iso_text(std::string text) {
  if (text.ends_with('Z')) text.pop_back();
  if (const std::size_t fraction = text.find('.'); fraction != std::string::npos) text.resize(fraction);
  constexpr std::string_view kMidnight = "T00:00:00";
  if (text.ends_with(kMidnight)) text.resize(text.size() - kMidnight.size());
  return text;
}

Params too_large_params(const std::string& file, std::string limit_zh, std::string limit_en) {
  return {{"path", file}, {"limit_zh", std::move(limit_zh)}, {"limit_en", std::move(limit_en)}};
}

}  // namespace

std::optional<CellAddress> parse_address(std::string_view text) {
  CellAddress address;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && address.column <= kMaxColumn; ++at)
    address.column = address.column * 26 + static_cast<std::uint32_t>(text[at] - 'A' + 1);
  const char* const end = text.data() + text.size();
  const auto result = std::from_chars(text.data() + at, end, address.row);
  const bool is_whole = result.ec == std::errc{} && result.ptr == end;
  if (!is_whole || address.column < 1 || address.column > kMaxColumn || address.row < 1 || address.row > kMaxRow) return std::nullopt;
  return address;
}

SheetVisitor::SheetVisitor(Sheet& sheet, const XlsxShared& shared, XlsxBudget& budget, const std::string& file, const std::string& part)
    : sheet_(sheet), shared_(shared), budget_(budget), file_(file), part_(part) {}

void SheetVisitor::start(std::string_view name, const XmlAttributes& attributes) {
  if (!in_cells_) {
    if (name == "sheetData") in_cells_ = true;
    if (name == "mergeCell") add_merged(attributes.find("ref"));
    return;
  }
  if (name == "c") start_cell(attributes);
  else if (name == "v") in_value_ = true;
  else if (name == "f") has_formula_ = true;
  else if (name == "row") start_row(attributes);
  else rich_.start(name);
}

void SheetVisitor::end(std::string_view name) {
  if (!in_cells_) return;
  if (name == "c") finish_cell();
  else if (name == "v") in_value_ = false;
  else if (name == "row") finish_row();
  else if (name == "sheetData") in_cells_ = false;
  else rich_.end(name);
}

void SheetVisitor::text(std::string_view text) {
  if (in_value_) value_ += text;
  else if (type_ == Type::Inline) rich_.text(text);
}

/// Row and cell numbers may be left out: then they count on.
void SheetVisitor::start_row(const XmlAttributes& attributes) {
  const std::uint32_t number = attributes.has("r") ? attribute_number(attributes, "r") : row_ + 1;
  if (number < 1 || number > kMaxRow) stop_damaged("row number " + std::string(attributes.find("r")));
  row_ = number;
  column_ = 0;
}

void SheetVisitor::start_cell(const XmlAttributes& attributes) {
  const std::string_view reference = attributes.find("r");
  const auto given = reference.empty() ? CellAddress{row_, column_ + 1} : parse_address(reference);
  if (!given || given->row != row_ || given->column > kMaxColumn) stop_damaged("cell address '" + std::string(reference) + "'");
  column_ = given->column;
  const std::string_view type = attributes.find("t");
  type_ = type == "s"           ? Type::Shared
          : type == "str"       ? Type::Text
          : type == "inlineStr" ? Type::Inline
          : type == "b"         ? Type::Bool
          : type == "e"         ? Type::Error
          : type == "d"         ? Type::Date
                                : Type::Number;
  const std::uint32_t style = attribute_number(attributes, "s");
  is_date_style_ = style < shared_.is_date_style.size() && shared_.is_date_style[style];
  has_formula_ = false;
  value_.clear();
}

void SheetVisitor::add_merged(std::string_view range) {
  const std::size_t colon = std::min(range.find(':'), range.size());
  const auto first = parse_address(range.substr(0, colon));
  const auto last = colon == range.size() ? first : parse_address(range.substr(colon + 1));
  if (!first || !last) stop_damaged("merged range '" + std::string(range) + "'");
  const auto rows = std::minmax(first->row, last->row);
  const auto columns = std::minmax(first->column, last->column);
  sheet_.merged.push_back({rows.first, columns.first, rows.second, columns.second});
}

void SheetVisitor::finish_cell() {
  Cell cell = content();
  if (has_formula_ && cell.kind != CellKind::FormulaError) cell.kind = CellKind::Formula;
  if (cell.text.empty() && cell.kind != CellKind::Formula) return;
  if (cell.text.size() > budget_.cell_bytes)
    stop({Code::XlsxCellTooLong,
          {{"path", file_}, {"sheet", sheet_.name}, {"cell", address()}, {"limit", std::to_string(budget_.cell_bytes)}},
          {}});
  store(std::move(cell));
}

Cell SheetVisitor::content() {
  switch (type_) {
    case Type::Number: return number_content();
    case Type::Text: return {CellKind::Text, decode_xstring(value_)};
    case Type::Inline: return {CellKind::Text, rich_.take()};
    case Type::Bool: return {CellKind::Bool, value_.empty() ? "" : value_ == "1" || value_ == "true" ? "TRUE" : "FALSE"};
    case Type::Error: return {CellKind::FormulaError, value_};
    case Type::Date: return {CellKind::Date, iso_text(value_)};
    case Type::Shared: break;
  }
  if (value_.empty()) return {};
  std::size_t index = 0;
  const auto result = std::from_chars(value_.data(), value_.data() + value_.size(), index);
  if (result.ec != std::errc{} || index >= shared_.strings.size()) stop_damaged("no shared text " + value_ + " for cell " + address());
  return {CellKind::Text, shared_.strings[index]};
}

Cell SheetVisitor::number_content() const {
  if (!is_date_style_ && is_plain_whole(value_)) return {CellKind::Number, value_};
  const auto number = to_number(value_);
  // Not what the format allows; ingest says what is wrong with it.
  if (!number) return {CellKind::Text, value_};
  if (is_date_style_)
    if (auto date = serial_to_iso(*number, shared_.dates)) return {CellKind::Date, std::move(*date)};
  return {CellKind::Number, number_text(*number)};
}

void SheetVisitor::store(Cell cell) {
  if (cell.text.size() > budget_.text_bytes)
    stop({Code::XlsxTooLarge, too_large_params(file_, "单元格文字总量", "the text of its cells"), {}});
  budget_.text_bytes -= cell.text.size();
  if (column_ > row_cells_.size()) {
    const std::size_t more = column_ - row_cells_.size();
    if (more > budget_.cells) stop({Code::XlsxTooLarge, too_large_params(file_, "单元格数", "the number of its cells"), {}});
    budget_.cells -= more;
    row_cells_.resize(column_);
  }
  row_cells_[column_ - 1] = std::move(cell);
}

/// Rows without content cost nothing until a later row has some.
void SheetVisitor::finish_row() {
  if (row_cells_.empty()) return;
  const std::size_t skipped = row_ > sheet_.row_count() ? row_ - sheet_.row_count() : 0;
  if (skipped > budget_.cells) stop({Code::XlsxTooLarge, too_large_params(file_, "行数", "the number of its rows"), {}});
  budget_.cells -= skipped;
  sheet_.add_row(row_, row_cells_);
  row_cells_.clear();
}

std::string SheetVisitor::address() const { return column_letters(column_) + std::to_string(row_); }

void SheetVisitor::stop_damaged(std::string reason) const { stop(damaged_part(file_, part_, std::move(reason))); }

}  // namespace junheng::formats
