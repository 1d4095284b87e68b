#include "junheng/core/catalogue.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/findings_sheet.h"
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
  head.lines.push_back(text("review.source", report.lang, {{"source", source_words(manifest.source, report.lang)}}));
  if (!report.date.empty()) head.lines.push_back(text("review.made", report.lang, {{"date", report.date}, {"version", report.version}}));
  if (manifest.is_synthetic) head.alerts.emplace_back(text("text.synthetic", report.lang));
  if (report.is_partial) head.alerts.emplace_back(text("review.partial", report.lang));
  return head;
}

}  // namespace

Result<void> write_review_xlsx(const ReviewReport& report, const std::string& path) {
  formats::XlsxWriter writer(path);
  writer.set_properties(text("review.kicker", report.lang), report.dataset->manifest.title);
  const SheetHead head = head_of(report);
  for (const ReportTable& table : review_tables(report))
    write_table_sheet(writer, head, text("review.sheet." + std::string(table.id), report.lang), table);
  FormSheet findings(writer, head,
                     {std::string(text("xlsx.sheet.findings", report.lang)), std::string(text("xlsx.title.findings", report.lang)),
                      finding_columns(report.lang), Page::Landscape});
  FindingsOptions options;
  options.lang = report.lang;
  write_findings(writer, findings, *report.issues, options);
  return writer.close();
}

}  // namespace junheng::report
