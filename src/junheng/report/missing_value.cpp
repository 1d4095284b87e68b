#include "junheng/report/missing_value.h"

#include <algorithm>

#include "junheng/report/measure_names.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

bool is_of_school(const ExplainInput& input, SchoolIndex root, SchoolIndex school) {
  const auto members = input.campuses->of(root);
  return school == root || std::ranges::find(members, school) != members.end();
}

bool is_same_row(const Location& a, const Location& b) { return a.file == b.file && a.sheet == b.sheet && a.row == b.row; }

}  // namespace

std::vector<RowFault> faults_behind(const ExplainInput& input, const assess::ValueTrace& trace) {
  std::vector<RowFault> out;
  if (trace.value.is_present()) return out;
  for (const LeftOutRow& row : input.left_out) {
    if (!is_of_school(input, trace.school, row.school)) continue;
    for (const Issue& issue : *input.report.issues)
      if (issue.severity == Severity::Error && is_same_row(issue.where, row.where))
        out.push_back({issue.where, issue.message(input.report.lang)});
  }
  return out;
}

model::Absence absence_behind(const ExplainInput& input, const assess::ValueTrace& trace) {
  const bool lacks_row = trace.value.absence == model::Absence::NoRow;
  return lacks_row && !faults_behind(input, trace).empty() ? model::Absence::Rejected : trace.value.absence;
}

std::vector<std::string> missing_value_causes(const ExplainInput& input, const assess::ValueTrace& trace) {
  std::vector<std::string> out;
  if (trace.value.is_present()) return out;
  const Lang lang = input.report.lang;
  const assess::Assessment& assessment = *input.report.assessment;
  for (const assess::SourceCell& cell : trace.cells) {
    if (cell.value.is_present()) continue;
    const bool is_empty = cell.value.absence == model::Absence::NotCollected;
    out.push_back(text(is_empty ? "missing.empty" : "missing.other", lang,
                       {{"measure", measure_name(*assessment.standard, cell.measure, lang)},
                        {"where", describe(cell.where, lang)},
                        {"reason", absence_text(cell.value.absence, lang)}}));
  }
  const auto faults = faults_behind(input, trace);
  for (const RowFault& fault : faults)
    out.push_back(text("missing.rejected", lang, {{"where", describe(fault.where, lang)}, {"message", fault.message}}));
  if (trace.cells.empty() && faults.empty())
    out.push_back(text("missing.no_row", lang,
                       {{"stage", stage_text(input.stage, lang)},
                        {"year", std::to_string(assessment.year.first)},
                        {"next", next_year_digits(assessment.year)}}));
  // Every cell is there: nothing to divide by, or a part that no cell tells.
  if (out.empty()) out.push_back(absence_text(trace.value.absence, lang));
  return out;
}

}  // namespace junheng::report
