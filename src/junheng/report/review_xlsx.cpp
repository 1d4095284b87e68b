#include <algorithm>

#include "junheng/core/catalogue.h"
#include "junheng/core/text.h"
#include "junheng/report/findings_sheet.h"
#include "junheng/report/form_sheet.h"
#include "junheng/report/review_report.h"
#include "junheng/report/review_tables.h"

namespace junheng::report {

namespace {

SheetHead head_of(const ReviewReport& report) {
  const model::Manifest& manifest = report.dataset->manifest;
  SheetHead head;
  head.lines.push_back(manifest.title);
  head.lines.push_back(
      text("review.head", report.lang,
           {{"before", period_text(report.review->periods.before)}, {"during", period_text(report.review->periods.during)}}));
  head.lines.push_back(text("review.source", report.lang,
                            {{"source", manifest.source.empty() ? std::string(text("text.no_source", report.lang)) : manifest.source}}));
  if (!report.date.empty()) head.lines.push_back(text("review.made", report.lang, {{"date", report.date}, {"version", report.version}}));
  if (manifest.is_synthetic) head.alerts.emplace_back(text("text.synthetic", report.lang));
  if (report.is_partial) head.alerts.emplace_back(text("review.partial", report.lang));
  return head;
}

/// Wide enough for most of the texts; long ones wrap.
double width_of(const ReviewTable& table, std::size_t column) {
  constexpr std::size_t kLeast = 9;
  constexpr std::size_t kMost = 34;
  std::size_t width = kLeast;
  for (const auto& row : table.rows) width = std::max(width, display_width(row[column].marked()) + 2);
  return static_cast<double>(std::min(width, kMost));
}

void write_cell(FormSheet& sheet, const ReviewCell& cell) {
  const bool is_whole = cell.number && monitor::decimals_of(*cell.number) == 0;
  if (cell.number && cell.mark.empty()) sheet.number(cell.number, cell.decimals);
  // A whole number can be calculated with also where its format shows a mark behind it.
  else if (is_whole && !cell.mark.starts_with(' ')) sheet.limit(cell.number, "", cell.mark);
  else sheet.text(cell.marked());
}

void write_table(formats::XlsxWriter& writer, const SheetHead& head, const ReviewTable& table, Lang lang) {
  std::vector<FormColumn> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    columns.push_back({table.columns[i].title, width_of(table, i),
                       table.columns[i].align == ColumnAlign::Left ? formats::Align::Left : formats::Align::Right});
  FormSheet sheet(writer, head,
                  {std::string(text("review.sheet." + std::string(table.id), lang)), table.title, std::move(columns), Page::Landscape});
  sheet.freeze(1);
  for (const auto& row : table.rows) {
    for (const ReviewCell& cell : row) write_cell(sheet, cell);
    sheet.end_row();
  }
  if (!table.lead.empty()) sheet.note(table.lead);
  for (const std::string& note : table.notes) sheet.note(note);
}

}  // namespace

Result<void> write_review_xlsx(const ReviewReport& report, const std::string& path) {
  formats::XlsxWriter writer(path);
  writer.set_properties(text("review.kicker", report.lang), report.dataset->manifest.title);
  const SheetHead head = head_of(report);
  for (const ReviewTable& table : review_tables(report)) write_table(writer, head, table, report.lang);
  FormSheet findings(writer, head,
                     {std::string(text("xlsx.sheet.findings", report.lang)), std::string(text("xlsx.title.findings", report.lang)),
                      finding_columns(report.lang), Page::Landscape});
  FindingsOptions options;
  options.lang = report.lang;
  write_findings(writer, findings, *report.issues, options);
  return writer.close();
}

}  // namespace junheng::report
