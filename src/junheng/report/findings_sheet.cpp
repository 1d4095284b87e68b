#include "junheng/report/findings_sheet.h"

#include <algorithm>

#include "junheng/core/catalogue.h"
#include "junheng/report/finding_groups.h"

namespace junheng::report {

namespace {

using formats::Align;

Mark mark_of(Severity severity) {
  switch (severity) {
    case Severity::Info: return Mark::None;
    case Severity::Warning: return Mark::Near;
    case Severity::Error: return Mark::Bad;
  }
  return Mark::Bad;
}

/// "F12", or the row alone.
std::string cell_name(const Location& where) {
  if (where.row == 0) return "";
  return where.column == 0 ? std::to_string(where.row) : column_letters(where.column) + std::to_string(where.row);
}

}  // namespace

std::vector<FormColumn> finding_columns(Lang lang) {
  const auto named = [&](std::string_view key) { return std::string(text(key, lang)); };
  return {{named("xlsx.findings.severity"), 8, Align::Center}, {named("xlsx.findings.file"), 18, Align::Left},
          {named("xlsx.findings.sheet"), 14, Align::Left},     {named("xlsx.findings.cell"), 9, Align::Center},
          {named("xlsx.findings.column"), 18, Align::Left},    {named("xlsx.findings.value"), 16, Align::Left},
          {named("xlsx.findings.message"), 60, Align::Left},   {named("xlsx.findings.hint"), 50, Align::Left}};
}

void write_findings(formats::XlsxWriter& writer, FormSheet& sheet, const std::vector<Issue>& issues, const FindingsOptions& options) {
  const std::vector<FindingGroup> groups = finding_groups(issues);
  const std::size_t shown = std::min(options.most, groups.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const Issue& issue = *groups[i].first;
    const std::string more = more_places_text(groups[i], options.lang);
    sheet.text(text("severity." + std::string(to_string(issue.severity)), options.lang), mark_of(issue.severity));
    sheet.text(issue.where.file).text(issue.where.sheet);
    const auto target = options.target ? options.target(issue) : std::nullopt;
    if (target) sheet.link(cell_name(issue.where), target->sheet, target->row, target->column);
    else sheet.text(cell_name(issue.where));
    sheet.text(issue.where.header)
        .text(issue.value)
        .text(issue.message(options.lang) + (more.empty() ? "" : "\n" + more))
        .text(issue.hint(options.lang));
    sheet.end_row();
  }
  if (shown > 0) writer.autofilter(sheet.header_row(), 1, sheet.row() - 1, sheet.column_count());
  if (issues.empty()) sheet.note(text("xlsx.findings.none", options.lang));
  if (shown < groups.size()) sheet.note(text("xlsx.findings.more", options.lang, {{"count", std::to_string(groups.size() - shown)}}));
}

}  // namespace junheng::report
