#include "junheng/ingest/sheet_source.h"

#include <algorithm>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"

namespace junheng::ingest {

namespace {

constexpr std::uint32_t kHeaderRow = 1;
constexpr std::uint32_t kRowsPerChunk = 4096;

std::string range_text(const formats::CellRange& range) {
  return column_letters(range.first_column) + std::to_string(range.first_row) + ":" + column_letters(range.last_column) +
         std::to_string(range.last_row);
}

std::vector<std::string> read_header(const formats::Sheet& sheet) {
  std::vector<std::string> out;
  for (std::uint32_t column = 1; column <= sheet.column_count(); ++column) out.emplace_back(trim(sheet.cell(kHeaderRow, column).text));
  while (!out.empty() && out.back().empty()) out.pop_back();
  return out;
}

}  // namespace

SheetSource::SheetSource(std::shared_ptr<const formats::Workbook> workbook, const formats::Sheet& sheet, std::string name)
    : workbook_(std::move(workbook)), sheet_(sheet), name_(std::move(name)), header_(read_header(sheet)) {
  find_merged_cells();
}

SheetSource::SheetSource(std::shared_ptr<const formats::Workbook> workbook, const formats::Sheet& sheet, std::string name,
                         const TableHead& head)
    : workbook_(std::move(workbook)),
      sheet_(sheet),
      name_(std::move(name)),
      header_(head.names()),
      header_rows_(head.rows),
      may_merge_header_(true) {
  find_merged_cells();
}

/// A header over two rows or two columns: the names of the columns are not all in row 1.
void SheetSource::find_merged_header(const formats::CellRange& range) {
  if (may_merge_header_) return;
  findings_.push_back(make_issue(Code::HeaderIsTitle, Location{name_, sheet_.name, range.first_row, range.first_column, ""},
                                 sheet_.cell(range.first_row, range.first_column).text, {{"range", range_text(range)}}));
}

void SheetSource::find_merged_cells() {
  is_merged_.assign(std::size_t{sheet_.row_count()} + 1, false);
  for (const formats::CellRange& range : sheet_.merged) {
    if (range.first_row <= header_rows_) {
      find_merged_header(range);
      continue;
    }
    const Location where{name_, sheet_.name, range.first_row, range.first_column, ""};
    // Merged blank cells below or beside the data, e.g. around a signature, harm nothing.
    const std::uint32_t last_row = std::min(range.last_row, sheet_.row_count());
    if (range.first_column > header_.size() || range.first_row > last_row) continue;
    findings_.push_back(
        make_issue(Code::MergedCells, where, sheet_.cell(range.first_row, range.first_column).text, {{"range", range_text(range)}}));
    for (std::uint32_t row = range.first_row; row <= last_row; ++row) is_merged_[row] = true;
  }
}

std::uint32_t SheetSource::first_row(std::size_t chunk) const {
  return header_rows_ + 1 + static_cast<std::uint32_t>(chunk) * kRowsPerChunk;
}

std::size_t SheetSource::chunk_count() const {
  const std::uint32_t rows = sheet_.row_count();
  return rows <= header_rows_ ? 0 : (rows - header_rows_ + kRowsPerChunk - 1) / kRowsPerChunk;
}

std::size_t SheetSource::row_bound(std::size_t chunk) const {
  return std::min<std::size_t>(kRowsPerChunk, sheet_.row_count() + 1 - first_row(chunk));
}

Result<void> SheetSource::read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const {
  std::vector<std::string_view> fields;
  std::vector<formats::CellKind> kinds;
  const std::uint32_t end = first_row(chunk) + static_cast<std::uint32_t>(row_bound(chunk));
  for (std::uint32_t row = first_row(chunk); row < end; ++row) {
    fields.clear();
    kinds.clear();
    std::size_t width = 0;
    for (std::uint32_t column = 1; column <= sheet_.column_count(); ++column) {
      const formats::Cell& cell = sheet_.cell(row, column);
      fields.emplace_back(cell.text);
      kinds.push_back(cell.kind == formats::CellKind::Empty ? formats::CellKind::Text : cell.kind);
      const bool is_blank = trim(cell.text).empty() && cell.kind != formats::CellKind::Formula;
      if (!is_blank) width = column;
    }
    if (width == 0) continue;
    // Cells beyond the header make the row too wide, blank ones do not.
    width = std::max(width, header_.size());
    visit({row, std::span(fields).first(width), std::span(kinds).first(width), is_merged_[row]});
  }
  return {};
}

HeadRows head_rows(const formats::Sheet& sheet) {
  HeadRows rows;
  for (std::uint32_t row = 1; row <= std::min(kMostHeadRows, sheet.row_count()); ++row) {
    auto& texts = rows.emplace_back();
    for (std::uint32_t column = 1; column <= sheet.column_count(); ++column) texts.push_back(sheet.cell(row, column).text);
  }
  return rows;
}

}  // namespace junheng::ingest
