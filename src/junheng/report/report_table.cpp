#include "junheng/report/report_table.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "junheng/core/text.h"
#include "junheng/report/number_format.h"
#include "junheng/report/svg_chart.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

std::span<const std::vector<TableCell>> first_rows(const ReportTable& table, std::size_t most) {
  return std::span(table.rows).first(std::min(table.rows.size(), most));
}

std::string class_attribute(const TableColumn& column, Shade shade) {
  std::string names = column.align == ColumnAlign::Right ? "n" : "";
  if (shade != Shade::None) names += fmt::format("{}h-{}", names.empty() ? "" : " ", static_cast<int>(shade));
  return names.empty() ? names : " class=\"" + names + "\"";
}

/// Wide enough for most of the texts, and for a head on two lines; longer ones wrap.
double width_of(const ReportTable& table, std::size_t column) {
  constexpr std::size_t kLeast = 9;
  constexpr std::size_t kMost = 34;
  constexpr std::size_t kMostHead = 15;
  std::size_t width = std::max(kLeast, std::min(kMostHead, display_width(table.columns[column].title) + 1));
  for (const auto& row : table.rows) width = std::max(width, display_width(row[column].marked()) + 2);
  return static_cast<double>(std::min(width, kMost));
}

Mark mark_of(Shade shade) {
  if (shade == Shade::None) return Mark::None;
  return shade < Shade::Medium ? Mark::Near : Mark::Bad;
}

void write_cell(FormSheet& sheet, const TableCell& cell) {
  if (cell.number && cell.mark.empty()) sheet.number(cell.number, cell.decimals, mark_of(cell.shade));
  else if (cell.number) sheet.marked_number(*cell.number, cell.decimals, cell.mark, mark_of(cell.shade));
  else sheet.text(cell.marked(), mark_of(cell.shade));
}

}  // namespace

TableCell word_cell(std::string words) { return {std::move(words), std::nullopt, 0, {}, Shade::None}; }

TableCell number_cell(std::optional<double> value, int decimals) { return {shown(value, decimals), value, decimals, {}, Shade::None}; }

void drop_empty_columns(ReportTable& table, std::size_t first) {
  for (std::size_t column = table.columns.size(); column-- > first;) {
    const auto is_empty = [&](const std::vector<TableCell>& row) { return row[column].text.empty(); };
    if (!std::ranges::all_of(table.rows, is_empty)) continue;
    table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(column));
    for (auto& row : table.rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
  }
}

std::string table_lines(const ReportTable& table, std::size_t indent, std::size_t most_rows) {
  if (table.rows.empty()) return {};
  std::vector<std::string> header;
  std::vector<ColumnAlign> aligns;
  for (const TableColumn& column : table.columns) {
    header.push_back(column.title);
    aligns.push_back(column.align);
  }
  TerminalTable lines(std::move(header), std::move(aligns));
  for (const auto& row : first_rows(table, most_rows)) {
    std::vector<std::string> cells;
    for (const TableCell& cell : row) cells.push_back(cell.marked());
    lines.add_row(std::move(cells));
  }
  return lines.text(indent);
}

std::string table_markup(const ReportTable& table, std::size_t most_rows) {
  if (table.rows.empty()) return {};
  std::string out =
      fmt::format("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"school-table\"><thead><tr>",
                  escape_html(table.title));
  for (const TableColumn& column : table.columns)
    out += fmt::format("<th scope=\"col\"{}>{}</th>", class_attribute(column, Shade::None), escape_html(as_head(column.title)));
  out += "</tr></thead><tbody>\n";
  for (const auto& row : first_rows(table, most_rows)) {
    out += "<tr><th scope=\"row\">" + escape_html(row.front().marked()) + "</th>";
    for (std::size_t i = 1; i < row.size(); ++i)
      out += fmt::format("<td{}>{}</td>", class_attribute(table.columns[i], row[i].shade), escape_html(row[i].marked()));
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

void write_table_sheet(formats::XlsxWriter& writer, const SheetHead& head, std::string_view sheet_name, const ReportTable& table,
                       std::uint32_t frozen) {
  std::vector<FormColumn> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    columns.push_back({table.columns[i].title, width_of(table, i),
                       table.columns[i].align == ColumnAlign::Left ? formats::Align::Left : formats::Align::Right});
  FormSheet sheet(writer, head, {std::string(sheet_name), table.title, std::move(columns), Page::Landscape});
  sheet.freeze(frozen);
  for (const auto& row : table.rows) {
    for (const TableCell& cell : row) write_cell(sheet, cell);
    sheet.end_row();
  }
  if (!table.rows.empty()) writer.autofilter(sheet.header_row(), 1, sheet.row() - 1, sheet.column_count());
  if (!table.lead.empty()) sheet.note(table.lead);
  for (const std::string& note : table.notes) sheet.note(note);
}

}  // namespace junheng::report
