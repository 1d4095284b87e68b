#include "junheng/report/table_page.h"

#include <algorithm>
#include <utility>

#include "junheng/core/catalogue.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/html_view.h"

namespace junheng::report {

namespace {

/// Rows of a table on the page; the workbook has all.
constexpr std::size_t kMostRows = 400;

View row_view(const ReportTable& table, const std::vector<TableCell>& cells) {
  std::vector<View> views;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    View cell;
    cell.text("text", cells[i].marked()).flag("is_number", table.columns[i].align == ColumnAlign::Right);
    views.push_back(std::move(cell));
  }
  View row;
  row.text("name", cells.front().marked()).list("cells", std::move(views));
  return row;
}

View section_view(const TableSection& section, Lang lang) {
  const ReportTable& table = section.table;
  View view;
  view.text("id", std::string(table.id)).text("title", table.title).text("lead", table.lead);
  std::vector<View> columns;
  for (const TableColumn& column : table.columns) {
    View head;
    columns.push_back(head.text("title", column.title).flag("is_number", column.align == ColumnAlign::Right));
  }
  std::vector<View> rows;
  for (const auto& cells : table.rows) {
    if (rows.size() == kMostRows) break;
    rows.push_back(row_view(table, cells));
  }
  std::vector<View> notes;
  if (table.rows.size() > kMostRows)
    notes.push_back(View().text("words", text("review.chart.more_rows", lang, {{"count", std::to_string(table.rows.size() - kMostRows)}})));
  for (const std::string& note : table.notes) {
    View line;
    notes.push_back(line.text("words", note));
  }
  view.list("columns", std::move(columns)).list("rows", std::move(rows)).list("notes", std::move(notes));
  return view.text("charts", section.charts).text("legend", section.legend);
}

}  // namespace

std::string table_page_html(const TablePage& page) {
  const HtmlTemplates templates(page.lang);
  View view;
  view.text("lang", page.lang == Lang::Zh ? "zh-CN" : "en").text("version", page.version).text("date", page.date);
  view.text("place", page.place).text("kicker", page.kicker).text("subtitle", page.subtitle);
  view.text("source", source_words(page.source, page.lang)).text("licence", page.licence);
  view.flag("is_synthetic", page.is_synthetic).flag("is_partial", page.is_partial);
  view.text("css", std::string(asset("report.css"))).text("script", std::string(asset("report.js")));
  view.text("symbols", std::string(asset("symbols.svg")));
  std::vector<Headline> headlines = page.headlines;
  for (Headline& headline : headlines)
    if (std::ranges::none_of(page.sections, [&](const TableSection& section) { return section.table.id == headline.href; }))
      headline.href.clear();
  view.text("headlines", headline_cards(headlines, page.headlines_title, templates, page.lang));
  view.text("note", page.note);
  std::vector<View> tables;
  for (const TableSection& section : page.sections) tables.push_back(section_view(section, page.lang));
  view.list("tables", std::move(tables));
  return templates.render("table_page", view);
}

}  // namespace junheng::report
