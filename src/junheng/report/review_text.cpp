#include <algorithm>

#include "junheng/core/catalogue.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/review_headlines.h"
#include "junheng/report/review_report.h"
#include "junheng/report/review_tables.h"

namespace junheng::report {

namespace {

constexpr std::size_t kRowsShown = 60;

void add_table(const ReportTable& table, Lang lang, std::string& out) {
  out += "\n" + table.title + "\n";
  if (!table.lead.empty()) out += "  " + table.lead + "\n";
  out += table_lines(table, 2, kRowsShown);
  if (table.rows.size() > kRowsShown)
    out += "  " + text("review.more_rows", lang, {{"count", std::to_string(table.rows.size() - kRowsShown)}}) + "\n";
  for (const std::string& note : table.notes) out += "  " + note + "\n";
}

/// Title, periods, source, and what must not be overlooked.
std::string head(const ReviewReport& report, Color color) {
  const model::Manifest& manifest = report.dataset->manifest;
  const std::string title = manifest.title;
  std::string out = color == Color::On ? "\033[1m" + title + "\033[0m\n" : title + "\n";
  out += text("review.head", report.lang,
              {{"before", period_text(report.review->periods.before)}, {"during", period_text(report.review->periods.during)}}) +
         "\n";
  out += text("review.source", report.lang, {{"source", source_words(manifest.source, report.lang)}}) + "\n";
  if (manifest.is_synthetic) out += std::string(text("text.synthetic", report.lang)) + "\n";
  if (report.is_partial) out += std::string(text("review.partial", report.lang)) + "\n";
  if (!report.left_out.empty()) out += text("report.left_out", report.lang, {{"areas", report.left_out}}) + "\n";
  return out;
}

}  // namespace

std::string review_text(const ReviewReport& report, Color color) {
  std::string out = head(report, color);
  for (const ReportTable& table : review_tables(report)) add_table(table, report.lang, out);
  return out;
}

std::string review_summary(const ReviewReport& report, Color color) {
  return head(report, color) + "\n" + review_headlines_title(report) + "\n" + headline_lines(review_headlines(report), report.lang);
}

}  // namespace junheng::report
