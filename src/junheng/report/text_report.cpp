#include "junheng/report/text_report.h"

#include <algorithm>
#include <map>

#include "junheng/assess/diagnosis.h"
#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/report/absent_areas.h"
#include "junheng/report/cv_text.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/item_text.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/school_lists.h"
#include "junheng/report/shortfall_text.h"
#include "junheng/report/table_words.h"
#include "junheng/report/terminal_table.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::Assessment;
using assess::StageResult;
using assess::Verdict;
using standards::Direction;

constexpr std::size_t kPrioritiesShown = 8;
constexpr std::size_t kLeftOutShown = 50;
constexpr std::size_t kReasonsInSummary = 10;
constexpr std::size_t kOffendersShown = 3;

/// Errors reject their row; what goes with a rejected school or area is a warning of its own.
bool leaves_rows_out(const Issue& issue) {
  return issue.severity == Severity::Error || issue.id() == code_entry(Code::RowsOfRejectedSchool).name ||
         issue.id() == code_entry(Code::RowsOfRejectedArea).name || issue.id() == code_entry(Code::RowsOfUnlistedArea).name;
}

class TextReport {
 public:
  TextReport(const ReportInput& input, Color color) : in_(input), lang_(input.lang), color_(color) {}

  /// The verdict and its reasons, without the tables.
  std::string verdict_only() {
    head();
    const auto& areas = in_.assessment->areas;
    if (areas.size() > 1) {
      out_ += "\n" + verdict_counts(areas);
    } else {
      area_head(areas.front(), kReasonsInSummary);
    }
    return std::move(out_);
  }

  std::string run() {
    head();
    const auto& areas = in_.assessment->areas;
    if (areas.size() == 1) area(areas.front());
    else overview(areas);
    notes();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string t(std::string_view key, const Params& params = {}) const { return text(key, lang_, params); }

  [[nodiscard]] std::string painted(const std::string& words, std::optional<Verdict> verdict) const {
    if (color_ == Color::Off || !verdict) return words;
    const char* code = *verdict == Verdict::Met ? "\033[32m" : *verdict == Verdict::Unmet ? "\033[31m" : "\033[33m";
    return code + words + "\033[0m";
  }

  [[nodiscard]] std::string verdict(const std::optional<Verdict>& verdict) const {
    return verdict ? verdict_text(*verdict, lang_) : t("verdict.none");
  }

  void head() {
    const Assessment& assessment = *in_.assessment;
    out_ += t("text.title", {{"title", assessment.standard->pack.title.in(lang_)}, {"id", assessment.standard->pack.id}}) + "\n";
    out_ += t("text.year_source", {{"year", std::to_string(assessment.year.first)},
                                   {"next", next_year_digits(assessment.year)},
                                   {"source", source_words(in_.dataset->manifest.source, in_.lang)}}) +
            "\n";
    if (in_.dataset->manifest.is_synthetic) out_ += t("text.synthetic") + "\n";
    if (in_.is_partial) left_out();
    const IssueCounts counts = count_issues(*in_.issues);
    out_ += t("text.findings", {{"errors", std::to_string(counts.errors)}, {"warnings", std::to_string(counts.warnings)}}) + "\n";
  }

  /// The rows that --accept-partial left out: a result that lacks them must say which.
  void left_out() {
    out_ += t("text.partial") + "\n";
    std::size_t listed = 0;
    for (const Issue& issue : *in_.issues)
      if (leaves_rows_out(issue) && ++listed <= kLeftOutShown)
        out_ += "  " + describe(issue.where, lang_) + ": " + issue.message(lang_) + "\n";
    if (listed > kLeftOutShown) out_ += "  " + t("text.more_errors", {{"count", std::to_string(listed - kLeftOutShown)}}) + "\n";
  }

  void area(const AreaResult& result) {
    area_head(result, result.reasons.size());
    for (const StageResult& stage : result.stages) stage_table(stage);
    item_table(result);
    for (const auto kind : {assess::PriorityKind::Mend, assess::PriorityKind::Widen})
      for (const StageResult& stage : result.stages) priority_list(result, stage, kind);
  }

  /// With at most so many reasons; how many more there are stands below.
  void area_head(const AreaResult& result, std::size_t most) {
    out_ += "\n" + std::string(in_.dataset->areas.names.at(result.area.value)) + " (" +
            std::string(in_.dataset->areas.codes.at(result.area.value)) + ")  " + painted(verdict(result.verdict), result.verdict) + "\n";
    if (result.is_pooled)
      out_ += "  " +
              t("text.counties", {{"met", std::to_string(result.counties_met)},
                                  {"unmet", std::to_string(result.counties_unmet)},
                                  {"unknown", std::to_string(result.counties_unknown)}}) +
              "\n";
    for (std::size_t i = 0; i < std::min(most, result.reasons.size()); ++i) {
      const assess::Reason& reason = result.reasons[i];
      out_ += "  " + painted(reason.verdict == Verdict::Unmet ? "✗ " : "? ", reason.verdict) +
              reason_text(*in_.assessment, result, reason, lang_) + "\n";
    }
    if (result.reasons.size() > most)
      out_ += "  " + t("text.more_reasons", {{"count", std::to_string(result.reasons.size() - most)}}) + "\n";
  }

  void stage_table(const StageResult& stage) {
    const assess::StageRules& rules = in_.assessment->rules_of(stage.stage);
    if (stage.schools == 0) return;
    out_ +=
        "\n" +
        t("text.stage",
          {{"stage", stage_text(stage.stage, lang_)}, {"schools", std::to_string(stage.schools)}, {"pupils", shown_amount(stage.pupils)}}) +
        "  " + painted(verdict(stage.verdict), stage.verdict) + "\n";
    if (stage.schools_without_pupils + stage.schools_outside > 0)
      out_ +=
          "  " +
          t("text.outside", {{"outside", std::to_string(stage.schools_outside)}, {"empty", std::to_string(stage.schools_without_pupils)}}) +
          "\n";
    if (const std::string outside = schools_outside(*in_.assessment, stage, lang_); !outside.empty()) out_ += "  " + outside + "\n";
    using enum ColumnAlign;
    TerminalTable table({"", t("text.indicator"), t("text.unit"), t("text.mean"), t("text.cv"), t("text.limit"), t("text.margin"),
                         t("text.cv_verdict"), t("text.standard"), t("text.schools_met")},
                        {Left, Left, Left, Right, Right, Right, Right, Left, Right, Right});
    for (std::size_t i = 0; i < rules.indicators.size(); ++i) table.add_row(indicator_row(rules.indicators[i], stage.indicators[i], stage));
    out_ += table.text();
    if (rules.judges_schools())
      out_ += "  " +
              t("text.school_rule", {{"rule", school_rule_text(rules, lang_)},
                                     {"met", std::to_string(stage.schools_met)},
                                     {"unmet", std::to_string(stage.schools_unmet)},
                                     {"unknown", std::to_string(stage.schools_unknown)}}) +
              "\n";
    if (stage.composite_cv)
      out_ += "  " +
              t(rules.composite ? "text.composite" : "text.composite_without_limit",
                {{"value", shown(stage.composite_cv, 3, limit_value(rules.composite), Direction::Lower)},
                 {"limit", rules.composite ? shown_cv_limit(rules.composite->value) : ""},
                 {"margin", shown_margin(stage.composite_cv, limit_value(rules.composite), 3, Direction::Lower)}}) +
              (stage.composite_verdict ? "  " + painted(verdict(stage.composite_verdict), stage.composite_verdict) : "") + "\n";
    for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
      const std::string names = schools_without_value(*in_.assessment, stage, i, lang_);
      if (!names.empty()) out_ += "  " + t("text.missing_schools", {{"id", rules.indicators[i].indicator->id}, {"names", names}}) + "\n";
    }
    if (const std::string single = single_values_text(*in_.assessment, stage, lang_); !single.empty()) out_ += "  " + single + "\n";
  }

  static std::optional<double> limit_value(const std::optional<standards::Limit>& limit) {
    return limit ? std::optional(limit->value) : std::nullopt;
  }

  [[nodiscard]] std::vector<std::string> indicator_row(const assess::IndicatorRule& rule, const assess::IndicatorSummary& summary,
                                                       const StageResult& stage) const {
    const standards::Indicator& indicator = *rule.indicator;
    std::string met = "—";
    if (rule.is_judged()) met = std::to_string(summary.schools_met) + "/" + std::to_string(stage.schools);
    return {indicator.id,
            indicator.title.in(lang_),
            std::string(standards::unit_label(indicator.unit, lang_)),
            shown(summary.mean, indicator.decimals),
            cv_text(summary, stage.schools, limit_value(rule.cv)),
            rule.cv ? shown_cv_limit(rule.cv->value) : "—",
            shown_margin(spread(summary), limit_value(rule.cv), 3, Direction::Lower),
            summary.cv_verdict ? verdict_text(*summary.cv_verdict, lang_) : "—",
            rule.standard ? limits_text(rule.standard, rule.standards_by_setting, lang_) : "—",
            met};
  }

  void item_table(const AreaResult& result) {
    if (result.items.empty()) return;
    out_ += "\n" + t("text.items") + "\n";
    using enum ColumnAlign;
    const bool scored = result.score_low.has_value();
    std::vector<std::string> header = {
        "", t("text.item"), t("text.value"), t("text.required"), t("text.margin"), t("text.verdict"), t("text.basis")};
    std::vector<ColumnAlign> aligns = {Left, Left, Right, Right, Right, Left, Left};
    if (scored) {
      header.push_back(t("text.score"));
      aligns.push_back(Right);
    }
    TerminalTable table(header, aligns);
    for (const assess::ItemResult& item : result.items)
      for (const assess::ClauseResult& clause : item.clauses) table.add_row(item_row(item, clause, scored));
    out_ += table.text();
    if (scored)
      out_ += "  " +
              (result.score ? t("text.total_score", {{"score", shown(result.score, 1)}})
                            : t("text.open_score", {{"low", shown(result.score_low, 1)}, {"high", shown(result.score_high, 1)}})) +
              "\n";
    for (const assess::ItemResult& item : result.items)
      for (const assess::ClauseResult& clause : item.clauses) clause_notes(item, clause);
  }

  [[nodiscard]] std::vector<std::string> item_row(const assess::ItemResult& item, const assess::ClauseResult& clause, bool scored) const {
    const bool single = item.clauses.size() == 1;
    const std::string title =
        single || clause.clause->title.in(lang_).empty() ? item.item->title.in(lang_) : clause.clause->title.in(lang_);
    std::vector<std::string> row = {item.item->id,
                                    abbreviate(title, lang_ == Lang::Zh ? 34 : 60),
                                    item_value_with_parts(clause, lang_),
                                    required_text(*in_.assessment->standard, item, clause, lang_),
                                    item_margin_text(item, clause),
                                    verdict_text(clause.verdict, lang_),
                                    basis_text(clause.basis, lang_)};
    if (scored) {
      const bool first = &clause == &item.clauses.front();
      row.push_back(item.item->scoring && first ? (item.score ? shown(item.score, 1) : "?") + "/" + shown_limit(item.item->scoring->max)
                                                : "");
    }
    return row;
  }

  void clause_notes(const assess::ItemResult& item, const assess::ClauseResult& clause) {
    for (const std::string_view warning : clause.warnings) out_ += "  ! " + item.item->id + ": " + t(warning) + "\n";
    if (clause.offenders.empty()) return;
    std::string names;
    for (std::size_t i = 0; i < std::min(kOffendersShown, clause.offenders.size()); ++i) {
      const assess::Offender& offender = clause.offenders[i];
      names += (i == 0 ? "" : lang_ == Lang::Zh ? "；" : "; ") + std::string(in_.dataset->schools.names.at(offender.school.value));
      names += t("text.offender", {{"words", offender_text(clause, offender, lang_)}});
    }
    if (clause.offenders.size() > kOffendersShown)
      names += t("text.and_more", {{"count", std::to_string(clause.offenders.size() - kOffendersShown)}});
    out_ += "  " + item.item->id + ": " + names + "\n";
  }

  void priority_list(const AreaResult& area, const StageResult& stage, assess::PriorityKind kind) {
    auto all = assess::priorities(*in_.assessment, area, stage);
    std::erase_if(all, [&](const assess::Priority& priority) { return priority.kind != kind; });
    if (all.empty()) return;
    const bool mends = kind == assess::PriorityKind::Mend;
    out_ += "\n" + t(mends ? "text.priorities" : "text.widening", {{"stage", stage_text(stage.stage, lang_)}}) + "\n";
    using enum ColumnAlign;
    std::vector<std::string> header = {t("text.school"), t("text.school_id"), t("text.pupils"), t("text.verdict"), t("text.cv_share")};
    if (mends) header.push_back(t("text.lacks"));
    TerminalTable table(header, {Left, Left, Right, Left, Right, Left});
    const assess::UnitTable& units = in_.assessment->units.of(stage.stage);
    for (std::size_t i = 0; i < std::min(kPrioritiesShown, all.size()); ++i) {
      const assess::Priority& priority = all[i];
      std::vector<std::string> row = {std::string(in_.dataset->schools.names.at(priority.school.value)),
                                      std::string(in_.dataset->schools.ids.at(priority.school.value)),
                                      shown(units.pupils.get(priority.unit), 0), verdict(priority.verdict),
                                      priority.inequality_share > 0 ? shown_percent(priority.inequality_share) : "—"};
      if (mends) row.push_back(to_mend_text(*in_.assessment, priority, lang_));
      table.add_row(std::move(row));
    }
    out_ += table.text();
    if (all.size() > kPrioritiesShown)
      out_ += "  " + t("text.more_schools", {{"count", std::to_string(all.size() - kPrioritiesShown)}}) + "\n";
  }

  void overview(const std::vector<AreaResult>& areas) {
    const bool is_judged = std::ranges::any_of(areas, [](const AreaResult& result) { return result.verdict.has_value(); });
    is_judged ? verdict_overview(areas) : cv_overview(areas);
  }

  /// Without verdicts the CVs themselves: one line per area and stage, the indicators that have a CV anywhere.
  void cv_overview(const std::vector<AreaResult>& areas) {
    using enum ColumnAlign;
    for (const Stage stage : kCompulsoryStages) {
      const assess::StageRules& rules = in_.assessment->rules_of(stage);
      const std::size_t slot = Assessment::slot(stage);
      std::vector<std::size_t> shown_indicators;
      for (std::size_t i = 0; i < rules.indicators.size(); ++i)
        if (std::ranges::any_of(areas, [&](const AreaResult& result) { return result.stages[slot].indicators[i].cv.has_value(); }))
          shown_indicators.push_back(i);
      if (shown_indicators.empty()) continue;
      std::vector<std::string> header = {t("text.code"), t("text.area"), t("text.schools"), t("text.pupils")};
      std::vector<ColumnAlign> aligns = {Left, Left, Right, Right};
      for (const std::size_t i : shown_indicators) {
        header.push_back(rules.indicators[i].indicator->id);
        aligns.push_back(Right);
      }
      TerminalTable table(header, aligns);
      for (const AreaResult& result : areas) {
        const StageResult& found = result.stages[slot];
        if (found.schools == 0) continue;
        std::vector<std::string> row = {std::string(in_.dataset->areas.codes.at(result.area.value)),
                                        std::string(in_.dataset->areas.names.at(result.area.value)), std::to_string(found.schools),
                                        shown_amount(found.pupils)};
        for (const std::size_t i : shown_indicators) row.push_back(cv_text(found.indicators[i], found.schools, {}));
        table.add_row(std::move(row));
      }
      out_ += "\n" + t("text.cv_overview", {{"stage", stage_text(stage, lang_)}}) + "\n" + table.text();
      for (const std::size_t i : shown_indicators)
        out_ += "  " + rules.indicators[i].indicator->id + "  " + rules.indicators[i].indicator->title.in(lang_) + "\n";
    }
    const auto has_single = [](const AreaResult& result) {
      return std::ranges::any_of(result.stages,
                                 [](const StageResult& stage) { return std::ranges::any_of(stage.indicators, is_single_value); });
    };
    if (std::ranges::any_of(areas, has_single)) out_ += "\n" + t("cv.single_note") + "\n";
    out_ += "\n" + t("text.area_total", {{"count", std::to_string(areas.size())}}) + "\n";
  }

  void verdict_overview(const std::vector<AreaResult>& areas) {
    using enum ColumnAlign;
    TerminalTable table(
        {t("text.code"), t("text.area"), t("text.verdict"), t("text.primary_failing"), t("text.junior_failing"), t("text.first_reason")},
        {Left, Left, Left, Right, Right, Left});
    for (const AreaResult& result : areas) {
      table.add_row({std::string(in_.dataset->areas.codes.at(result.area.value)),
                     std::string(in_.dataset->areas.names.at(result.area.value)), verdict(result.verdict), cv_counts(result.stages[0]),
                     cv_counts(result.stages[1]),
                     result.reasons.empty() ? "" : abbreviate(reason_text(*in_.assessment, result, result.reasons.front(), lang_), 60)});
    }
    out_ += "\n" + table.text() + "\n" + verdict_counts(areas);
  }

  [[nodiscard]] std::string verdict_counts(const std::vector<AreaResult>& areas) const {
    std::map<std::string, std::size_t> counts;
    for (const AreaResult& result : areas) ++counts[verdict(result.verdict)];
    std::string out = t("text.area_count", {{"count", std::to_string(areas.size())}});
    for (const auto& [words, count] : counts) out += "  " + words + " " + std::to_string(count);
    return out + "\n";
  }

  /// CVs above the limit / judged; without limits the composite CV itself.
  [[nodiscard]] std::string cv_counts(const StageResult& stage) const {
    std::size_t judged = 0;
    std::size_t failing = 0;
    for (const auto& summary : stage.indicators) {
      if (!summary.cv_verdict) continue;
      ++judged;
      if (*summary.cv_verdict == Verdict::Unmet) ++failing;
    }
    if (judged == 0) return shown(stage.composite_cv, 3, limit_value(in_.assessment->rules_of(stage.stage).composite), Direction::Lower);
    return std::to_string(failing) + "/" + std::to_string(judged);
  }

  void notes() {
    for (const Bilingual& note : in_.assessment->standard->pack.notes) out_ += "\n" + t("text.note") + note.in(lang_) + "\n";
    for (const auto& tolerance : in_.assessment->standard->tolerances) {
      const bool expired = tolerance.until && *tolerance.until <= in_.assessment->standard->on;
      out_ += t(expired ? "text.tolerance_expired" : "text.tolerance", {{"id", tolerance.id},
                                                                        {"title", tolerance.title.in(lang_)},
                                                                        {"from", to_string(tolerance.from)},
                                                                        {"until", tolerance.until ? to_string(*tolerance.until) : "—"}}) +
              "\n";
    }
    for (const std::string& absent : absent_areas(in_)) out_ += absent + "\n";
    if (!in_.assessment->unplaced.empty()) out_ += t("text.unplaced", {{"count", std::to_string(in_.assessment->unplaced.size())}}) + "\n";
  }

  const ReportInput& in_;
  Lang lang_;
  Color color_;
  std::string out_;
};

}  // namespace

std::string assessment_text(const ReportInput& input, Color color) { return TextReport(input, color).run(); }

std::string assessment_verdict_text(const ReportInput& input, Color color) { return TextReport(input, color).verdict_only(); }

}  // namespace junheng::report
