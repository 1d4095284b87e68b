#include "junheng/ingest/form_sheet.h"

#include <algorithm>
#include <array>
#include <utility>

#include "junheng/core/text.h"

namespace junheng::ingest {

namespace {

constexpr std::uint32_t kLastHeaderRow = 30;
constexpr std::uint32_t kHeadingRows = 6;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "总计(人)" -> "总计".
std::string without_brackets(const std::string& text) {
  const auto open = text.find('(');
  if (open == std::string::npos || open == 0 || text.back() != ')') return text;
  return text.substr(0, open);
}

/// "县级及以上骨干教师(小学)" -> "县级及以上骨干教师小学".
std::string unbracketed(std::string text) {
  std::erase_if(text, [](char c) { return c == '(' || c == ')'; });
  return text;
}

/// A row code ("01" or 1) without leading zeros; empty if the text is none.
std::string row_code(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > 3 || !std::ranges::all_of(text, is_digit)) return {};
  while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
  return std::string(text);
}

/// The line of column numbers (甲, 乙, 丙, 1, 2 ...) under the headers names nothing.
bool is_column_number(std::string_view folded) {
  constexpr auto kStems = std::to_array<std::string_view>({"甲", "乙", "丙", "丁", "戊"});
  return std::ranges::all_of(folded, is_digit) || std::ranges::find(kStems, folded) != kStems.end();
}

std::optional<double> yuan_in(std::string_view text) {
  if (text.find("万元") != std::string_view::npos) return 10000;
  // 元 alone or in brackets: 单元 or 元件 say nothing about money.
  const std::string folded = fold_header(text);
  if (folded == "元" || folded.find("(元)") != std::string::npos || folded.find("单位:元") != std::string::npos) return 1;
  return std::nullopt;
}

}  // namespace

bool names_form(std::string_view text, std::string_view form) {
  const std::string folded = fold_header(text);
  const std::string wanted = fold_header(form);
  for (std::size_t at = folded.find(wanted); at != std::string::npos; at = folded.find(wanted, at + 1)) {
    const std::string_view rest = std::string_view(folded).substr(at + wanted.size());
    const bool begins = at == 0 || !is_digit(folded[at - 1]);
    const bool ends = rest.empty() || (!is_digit(rest.front()) && !rest.starts_with("续"));
    if (begins && ends) return true;
  }
  return false;
}

bool is_form(const formats::Sheet& sheet, std::string_view form) {
  if (sheet.is_hidden) return false;
  if (names_form(sheet.name, form)) return true;
  // Sheets that a name such as 教基3112 already gives to another form.
  if (fold_header(sheet.name).find("教基") != std::string::npos) return false;
  const std::string title = "教基" + std::string(form);
  for (std::uint32_t row = 1; row <= std::min(kHeadingRows, sheet.row_count()); ++row)
    for (std::uint32_t column = 1; column <= sheet.column_count(); ++column)
      if (names_form(sheet.cell(row, column).text, title)) return true;
  return false;
}

FormSheet::FormSheet(const formats::Sheet& sheet, const std::vector<std::string>& blocks) : sheet_(&sheet) {
  spread_merged_cells();
  find_codes();
  find_blocks(blocks);
  read_headers();
}

void FormSheet::spread_merged_cells() {
  texts_.assign(sheet_->row_count(), std::vector<std::string_view>(sheet_->column_count()));
  for (std::uint32_t row = 1; row <= sheet_->row_count(); ++row)
    for (std::uint32_t column = 1; column <= sheet_->column_count(); ++column)
      texts_[row - 1][column - 1] = trim(sheet_->cell(row, column).text);
  for (const formats::CellRange& range : sheet_->merged) {
    const std::string_view text = this->text(range.first_row, range.first_column);
    for (std::uint32_t row = range.first_row; row <= std::min(range.last_row, sheet_->row_count()); ++row)
      for (std::uint32_t column = range.first_column; column <= std::min(range.last_column, sheet_->column_count()); ++column)
        texts_[row - 1][column - 1] = text;
  }
}

std::string_view FormSheet::text(std::uint32_t row, std::uint32_t column) const {
  return row == 0 || column == 0 || row > texts_.size() || column > texts_[row - 1].size() ? std::string_view()
                                                                                           : texts_[row - 1][column - 1];
}

void FormSheet::find_codes() {
  for (std::uint32_t row = 1; row <= std::min(kLastHeaderRow, sheet_->row_count()); ++row)
    for (std::uint32_t column = 1; column <= sheet_->column_count(); ++column) {
      const std::string folded = fold_header(text(row, column));
      if (folded != "代码" && folded != "编号" && folded != "乙") continue;
      code_column_ = column;
      read_rows(row + 1);
      if (!rows_.empty()) return;
    }
}

void FormSheet::read_rows(std::uint32_t first_row) {
  for (std::uint32_t row = first_row; row <= sheet_->row_count(); ++row) {
    std::string code = row_code(text(row, code_column_));
    if (code.empty()) continue;
    if (rows_.empty()) first_row_ = row;
    CodedRow& coded = rows_.emplace_back();
    coded.row = row;
    coded.code = std::move(code);
    for (std::uint32_t column = 1; column < code_column_; ++column) {
      std::string label = fold_label(text(row, column));
      if (!label.empty() && (coded.labels.empty() || coded.labels.back() != label)) coded.labels.push_back(std::move(label));
    }
  }
}

/// A block that stands as a label of its own row lasts until the next one; one that stands left of other labels covers only those.
void FormSheet::find_blocks(const std::vector<std::string>& blocks) {
  std::string current;
  for (CodedRow& row : rows_) {
    bool is_nested = false;
    for (std::size_t i = 0; i < row.labels.size(); ++i)
      for (const std::string& block : blocks)
        if (without_brackets(row.labels[i]) == fold_label(block)) {
          current = fold_label(block);
          is_nested = i + 1 < row.labels.size();
        }
    row.block = current;
    if (is_nested) current.clear();
  }
}

void FormSheet::read_headers() {
  headers_.resize(sheet_->column_count());
  for (std::uint32_t column = code_column_ + 1; has_codes() && column <= sheet_->column_count(); ++column)
    for (std::uint32_t row = 1; row < first_row_; ++row) {
      const std::string header = fold_label(text(row, column));
      if (header.empty() || is_column_number(header)) continue;
      auto& headers = headers_[column - 1];
      if (headers.empty() || headers.back() != header) headers.push_back(header);
    }
}

bool FormSheet::has_block(std::string_view block) const {
  return block.empty() || std::ranges::find(rows_, fold_label(block), &CodedRow::block) != rows_.end();
}

std::optional<std::uint32_t> FormSheet::find_row(const FormCell& cell) const {
  const std::string block = fold_label(cell.block);
  const std::string code = row_code(cell.row_code);
  for (const CodedRow& row : rows_) {
    if (!block.empty() && row.block != block) continue;
    if (code.empty() && cell.row_names.empty()) return row.row;
    if (!code.empty() && row.code == code) return row.row;
    if (row.labels.empty()) continue;
    std::string path;
    for (const std::string& label : row.labels) path += label;
    const std::string& last = row.labels.back();
    for (const std::string& name : cell.row_names) {
      const std::string wanted = fold_label(name);
      if (wanted == last || wanted == without_brackets(last) || unbracketed(wanted) == unbracketed(path) ||
          unbracketed(wanted) == unbracketed(last))
        return row.row;
    }
  }
  return std::nullopt;
}

bool FormSheet::has_header(std::uint32_t column, std::string_view folded, HeaderLines lines) const {
  const auto& headers = headers_[column - 1];
  if (headers.empty()) return false;
  if (lines == HeaderLines::Lowest) return headers.back() == folded || without_brackets(headers.back()) == folded;
  return std::ranges::any_of(headers, [&](const std::string& header) { return header == folded || without_brackets(header) == folded; });
}

FormSheet::ColumnMatch FormSheet::find_column(const LabelNames& names) const {
  const std::uint32_t end = sheet_->column_count();
  if (names.empty()) {
    for (std::uint32_t column = code_column_ + 1; column <= end; ++column)
      if (!has_header(column, "计量单位", HeaderLines::Lowest) && !has_header(column, "单位", HeaderLines::Lowest)) return {column, false};
    return {};
  }
  for (const HeaderLines lines : {HeaderLines::Lowest, HeaderLines::All})
    for (const std::string& name : names) {
      std::vector<std::uint32_t> found;
      std::vector<std::uint32_t> totals;
      for (std::uint32_t column = code_column_ + 1; column <= end; ++column) {
        if (!has_header(column, fold_label(name), lines)) continue;
        found.push_back(column);
        if (is_total_word(headers_[column - 1].back())) totals.push_back(column);
      }
      if (found.size() == 1) return {found.front(), false};
      // A header over several columns means their total.
      if (lines == HeaderLines::All && totals.size() == 1) return {totals.front(), false};
      if (!found.empty()) return {std::nullopt, true};
    }
  return {};
}

std::string FormSheet::header_of(std::uint32_t column) const {
  return column == 0 || column > headers_.size() || headers_[column - 1].empty() ? std::string() : headers_[column - 1].back();
}

std::vector<std::string> FormSheet::headers() const {
  std::vector<std::string> out;
  for (const auto& headers : headers_) out.insert(out.end(), headers.begin(), headers.end());
  return out;
}

std::vector<std::string> FormSheet::labels() const {
  std::vector<std::string> out;
  for (const CodedRow& row : rows_)
    if (!row.labels.empty()) out.push_back(row.labels.back());
  return out;
}

std::optional<double> FormSheet::yuan_per_unit(std::uint32_t row, std::uint32_t column) const {
  // The nearer to the value, the more it counts.
  for (std::uint32_t at = column - 1; at > 0; --at)
    if (const auto yuan = yuan_in(text(row, at))) return yuan;
  for (std::uint32_t at = first_row_ - 1; at > 0; --at)
    if (const auto yuan = yuan_in(text(at, column))) return yuan;
  for (std::uint32_t at = 1; at < first_row_; ++at)
    for (std::uint32_t other = 1; other <= sheet_->column_count(); ++other)
      if (fold_header(text(at, other)).find("单位") != std::string::npos)
        if (const auto yuan = yuan_in(text(at, other))) return yuan;
  return std::nullopt;
}

}  // namespace junheng::ingest
