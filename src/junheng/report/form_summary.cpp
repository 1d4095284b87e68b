#include "junheng/report/absent_areas.h"
#include "junheng/report/form_tables.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::StageResult;
using assess::Verdict;
using formats::Align;

Mark mark_of(std::optional<Verdict> verdict) {
  if (verdict == Verdict::Unmet) return Mark::Bad;
  return verdict == Verdict::Unknown ? Mark::Unknown : Mark::None;
}

std::string verdict_words(const FormContext& context, std::optional<Verdict> verdict) {
  return verdict ? verdict_text(*verdict, context.lang()) : context.words("verdict.none");
}

/// Count and verdict: "3 / 20".
std::string of_total(std::uint32_t count, std::uint32_t total) { return std::to_string(count) + " / " + std::to_string(total); }

void stage_row(const FormContext& context, FormSheet& sheet, const StageResult& stage) {
  const assess::StageRules& rules = context.assessment().rules_of(stage.stage);
  std::uint32_t judged = 0;
  std::uint32_t above = 0;
  for (const auto& summary : stage.indicators) {
    if (!summary.cv_verdict) continue;
    ++judged;
    if (*summary.cv_verdict == Verdict::Unmet) ++above;
  }
  sheet.text(stage_text(stage.stage, context.lang())).number(stage.schools, 0).number(stage.pupils, 0);
  sheet.text(rules.judges_schools() ? of_total(stage.schools_met, stage.schools) : "—",
             mark_of(rules.judges_schools() ? stage.schools_verdict : std::nullopt));
  sheet.text(judged > 0 ? of_total(above, judged) : "—", above > 0 ? Mark::Bad : Mark::None);
  const auto limit = rules.composite ? std::optional(rules.composite->value) : std::nullopt;
  sheet.number(stage.composite_cv, stage.composite_cv ? shown_decimals(*stage.composite_cv, 3, limit, standards::Direction::Lower) : 3,
               mark_of(stage.composite_verdict));
  sheet.text(verdict_words(context, stage.verdict), mark_of(stage.verdict));
  sheet.end_row();
}

std::vector<FormColumn> stage_columns(const FormContext& context) {
  return {{context.words("xlsx.column.stage"), 16, Align::Center},
          {context.words("xlsx.column.schools"), 10, Align::Right},
          {context.words("xlsx.column.pupils"), 12, Align::Right},
          {context.words("xlsx.summary.schools_met"), 14, Align::Center},
          {context.words("xlsx.summary.cvs_above"), 16, Align::Center},
          {context.words("xlsx.balance.composite"), 14, Align::Right},
          {context.words("text.verdict"), 16, Align::Center}};
}

void standard_notes(const FormContext& context, FormSheet& sheet) {
  const standards::Standard& standard = *context.assessment().standard;
  for (const standards::Tolerance& tolerance : standard.tolerances) {
    const bool is_expired = tolerance.until && *tolerance.until <= standard.on;
    sheet.note(context.words(is_expired ? "text.tolerance_expired" : "text.tolerance",
                             {{"id", tolerance.id},
                              {"title", tolerance.title.in(context.lang())},
                              {"from", to_string(tolerance.from)},
                              {"until", tolerance.until ? to_string(*tolerance.until) : "—"}}));
  }
  const IssueCounts counts = count_issues(*context.input->issues);
  sheet.note(
      context.words("xlsx.summary.findings", {{"errors", std::to_string(counts.errors)}, {"warnings", std::to_string(counts.warnings)}}));
  for (const std::string& absent : absent_areas(*context.input)) sheet.note(absent);
  if (!context.assessment().unplaced.empty())
    sheet.note(context.words("text.unplaced", {{"count", std::to_string(context.assessment().unplaced.size())}}));
  sheet.note(context.words("xlsx.summary.legend"));
}

/// One line per area: verdict and the first reason.
void write_area_summary(const FormContext& context) {
  FormSheet sheet = context.sheet("all_verdicts",
                                  {{context.words("text.code"), 14, Align::Left},
                                   {context.words("text.area"), 20, Align::Left},
                                   {context.words("text.verdict"), 13, Align::Center},
                                   {context.words("xlsx.summary.reason_count"), 10, Align::Right},
                                   {context.words("text.first_reason"), 76, Align::Left}},
                                  Page::Landscape);
  sheet.freeze(2);
  for (const AreaResult& area : context.assessment().areas) {
    sheet.text(context.dataset().areas.codes.at(area.area.value)).text(context.dataset().areas.names.at(area.area.value));
    sheet.text(verdict_words(context, area.verdict), mark_of(area.verdict)).number(static_cast<double>(area.reasons.size()), 0);
    if (area.is_pooled)
      sheet.text(context.words("text.counties", {{"met", std::to_string(area.counties_met)},
                                                 {"unmet", std::to_string(area.counties_unmet)},
                                                 {"unknown", std::to_string(area.counties_unknown)}}));
    else sheet.text(area.reasons.empty() ? "" : reason_text(context.assessment(), area, area.reasons.front(), context.lang()));
    sheet.end_row();
  }
  context.writer->autofilter(sheet.header_row(), 1, sheet.row() - 1, sheet.column_count());
  if (context.assessment().areas.size() > kMostAreasInFull)
    sheet.note(context.words("xlsx.summary.lists_only", {{"most", std::to_string(kMostAreasInFull)}}));
  standard_notes(context, sheet);
}

}  // namespace

void write_summary(const FormContext& context) {
  if (context.area == nullptr) {
    write_area_summary(context);
    return;
  }
  FormSheet sheet = context.sheet("summary", stage_columns(context), Page::Landscape);
  for (const StageResult& stage : context.area->stages)
    if (stage.schools > 0) stage_row(context, sheet, stage);
  sheet.heading(context.words("xlsx.summary.verdict", {{"verdict", verdict_words(context, context.area->verdict)}}));
  if (context.area->is_pooled)
    sheet.note(context.words("text.counties", {{"met", std::to_string(context.area->counties_met)},
                                               {"unmet", std::to_string(context.area->counties_unmet)},
                                               {"unknown", std::to_string(context.area->counties_unknown)}}));
  for (const assess::Reason& reason : context.area->reasons)
    sheet.note((reason.verdict == Verdict::Unmet ? "✗ " : "? ") + reason_text(context.assessment(), *context.area, reason, context.lang()));
  if (context.area->score) sheet.note(context.words("text.total_score", {{"score", shown(context.area->score, 1)}}));
  else if (context.area->score_low)
    sheet.note(
        context.words("text.open_score", {{"low", shown(context.area->score_low, 1)}, {"high", shown(context.area->score_high, 1)}}));
  standard_notes(context, sheet);
}

}  // namespace junheng::report
