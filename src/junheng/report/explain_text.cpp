#include <algorithm>

#include <fmt/format.h>

#include "junheng/assess/diagnosis.h"
#include "junheng/core/text.h"
#include "junheng/report/explain_report.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/shortfall_text.h"
#include "junheng/report/terminal_table.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::Assessment;
using assess::StageResult;
using standards::Direction;

constexpr std::size_t kContributorsShown = 10;

class ExplainText {
 public:
  explicit ExplainText(const ExplainInput& input)
      : in_(input), assessment_(*input.report.assessment), area_(assessment_.areas.front()), lang_(input.report.lang),
        stage_(*std::ranges::find(area_.stages, input.stage, &StageResult::stage)), rules_(assessment_.rules_of(input.stage)) {}

  std::string run() {
    verdict_chain();
    if (const auto indicator = rules_.find(in_.clause)) {
      in_.unit ? school_value(*indicator, true) : indicator_chain(*indicator);
    } else if (!in_.clause.empty()) {
      item_chain();
    } else {
      for (std::size_t i = 0; i < rules_.indicators.size(); ++i) in_.unit ? school_value(i, false) : indicator_head(i);
    }
    return std::move(out_);
  }

 private:
  std::string t(std::string_view key, const Params& params = {}) const { return text(key, lang_, params); }
  void line(std::size_t indent, const std::string& words) { out_ += std::string(indent, ' ') + words + "\n"; }
  std::string verdict(const std::optional<assess::Verdict>& verdict) const { return verdict ? verdict_text(*verdict, lang_) : t("verdict.none"); }

  void verdict_chain() {
    const auto& data = *in_.report.dataset;
    line(0, std::string(data.areas.names.at(area_.area.value)) + " (" + std::string(data.areas.codes.at(area_.area.value)) + "): " + verdict(area_.verdict));
    if (data.manifest.is_synthetic) line(0, t("text.synthetic"));
    for (const assess::Reason& reason : area_.reasons)
      if (!reason.stage || *reason.stage == in_.stage) line(2, "- " + reason_text(assessment_, area_, reason, lang_));
    line(0, "");
    line(0, t("explain.stage", {{"stage", stage_text(in_.stage, lang_)},
                                {"verdict", verdict(stage_.verdict)},
                                {"cvs", verdict(stage_.cv_verdict)},
                                {"schools", verdict(stage_.schools_verdict)}}));
  }

  void source(std::size_t indent, const standards::Limit& limit, std::string_view what) {
    line(indent, t("explain.limit", {{"what", std::string(what)},
                                     {"value", shown_limit(limit.value)},
                                     {"from", to_string(limit.from)},
                                     {"document", limit.source.document},
                                     {"clause", limit.source.clause},
                                     {"status", t(limit.status == standards::ValueStatus::Verified ? "status.verified" : "status.unverified")}}));
    if (!limit.source.href.empty()) line(indent + 2, limit.source.href);
  }

  void limits(const assess::IndicatorRule& rule) {
    if (rule.standard) source(2, *rule.standard, t("explain.standard"));
    if (rule.floor) source(2, *rule.floor, t("explain.floor"));
    if (rule.cv) source(2, *rule.cv, t("explain.cv_limit"));
  }

  void indicator_head(std::size_t i) {
    const assess::IndicatorRule& rule = rules_.indicators[i];
    const assess::IndicatorSummary& summary = stage_.indicators[i];
    const standards::Indicator& indicator = *rule.indicator;
    line(0, "");
    line(0, indicator.id + " " + indicator.title.in(lang_));
    line(2, t("explain.formula", {{"formula", formula(indicator)}, {"unit", std::string(standards::unit_label(indicator.unit, lang_))}}));
    line(2, t("explain.mean_cv", {{"mean", shown(summary.mean, indicator.decimals)},
                                  {"cv", shown(summary.cv, 3, rule.cv ? std::optional(rule.cv->value) : std::nullopt, Direction::Lower)},
                                  {"exact", summary.cv ? fmt::format("{}", *summary.cv) : "—"},
                                  {"valued", std::to_string(summary.schools_valued)},
                                  {"schools", std::to_string(stage_.schools)},
                                  {"verdict", verdict(summary.cv_verdict)}}));
    if (rule.is_judged())
      line(2, t("explain.counts", {{"met", std::to_string(summary.schools_met)}, {"below", std::to_string(summary.schools_below)}, {"unknown", std::to_string(summary.schools_unknown)}}));
    limits(rule);
  }

  std::string formula(const standards::Indicator& indicator) const {
    if (indicator.parts.empty()) return assess::formula_text(indicator.ratio);
    std::string out = t("explain.parts", {{"least", std::to_string(indicator.parts_at_least)}, {"total", std::to_string(indicator.parts.size())}});
    for (const auto& part : indicator.parts) out += "; " + part.id + ": " + assess::formula_text(part.ratio);
    return out;
  }

  void indicator_chain(std::size_t i) {
    indicator_head(i);
    line(2, t("explain.cv_formula"));
    const auto all = assess::contributions(assessment_, stage_, i);
    if (all.empty()) return;
    line(0, "");
    line(0, t("explain.contributions"));
    using enum ColumnAlign;
    TerminalTable table({t("text.school"), t("text.pupils"), t("text.value"), t("explain.weight"), t("text.cv_share"), t("explain.cv_at_mean"), t("explain.state"), t("explain.cells")},
                        {Left, Right, Right, Right, Right, Right, Left, Left});
    const auto& units = assessment_.units.of(in_.stage);
    for (std::size_t c = 0; c < std::min(all.size(), kContributorsShown); ++c) {
      const assess::Contribution& school = all[c];
      const auto trace = assess::trace_value(assessment_, *in_.campuses, in_.stage, school.unit, i);
      table.add_row({std::string(in_.report.dataset->schools.names.at(school.school.value)), shown(units.pupils.get(school.unit), 0),
                     shown(school.value, rules_.indicators[i].indicator->decimals), shown(100 * school.weight_share, 1) + " %", shown(100 * school.cv2_share, 1) + " %",
                     shown(school.cv_at_mean, 3), t("state." + std::string(assess::to_string(trace.state))), trace.cells.empty() ? "—" : describe(trace.cells.front().where, lang_)});
    }
    out_ += table.text();
    if (all.size() > kContributorsShown) line(2, t("text.more_schools", {{"count", std::to_string(all.size() - kContributorsShown)}}));
    line(2, t("explain.ask_school"));
  }

  void school_value(std::size_t i, bool with_limits) {
    const assess::IndicatorRule& rule = rules_.indicators[i];
    const auto trace = assess::trace_value(assessment_, *in_.campuses, in_.stage, *in_.unit, i);
    const auto& schools = in_.report.dataset->schools;
    if (with_limits || i == 0) {
      line(0, "");
      const auto& columns = assessment_.schools_of(in_.stage);
      line(0, std::string(schools.names.at(trace.school.value)) + " (" + std::string(schools.ids.at(trace.school.value)) + "): " + verdict(columns.verdicts[*in_.unit]));
      if (rules_.judges_schools())
        line(2, t("explain.school_rule", {{"met", std::to_string(columns.met[*in_.unit])}, {"least", shown_limit(rules_.at_least->value)}, {"total", std::to_string(rules_.judged_indicators())}}));
    }
    line(0, "");
    line(0, rule.indicator->id + " " + rule.indicator->title.in(lang_) + ": " +
                (trace.value.is_present() ? fmt::format("{}", trace.value.value) : absence_text(trace.value.absence, lang_)) + " " +
                std::string(standards::unit_label(rule.indicator->unit, lang_)) + "  " + t("state." + std::string(assess::to_string(trace.state))));
    line(2, t("explain.formula", {{"formula", formula(*rule.indicator)}, {"unit", std::string(standards::unit_label(rule.indicator->unit, lang_))}}));
    for (const assess::SourceCell& cell : trace.cells) {
      std::string words = std::string(cell.sign < 0 ? "- " : "+ ") + cell.measure + " = " + (cell.value.is_present() ? fmt::format("{}", cell.value.value) : absence_text(cell.value.absence, lang_)) +
                          "   " + describe(cell.where, lang_);
      if (cell.school != trace.school) words += "  [" + std::string(schools.names.at(cell.school.value)) + "]";
      line(4, words);
    }
    if (trace.was_split) line(4, t("explain.split"));
    if (trace.was_merged) line(4, t("explain.merged"));
    if (trace.was_derived) line(4, t("explain.derived"));
    if (trace.numerator.is_present() && trace.denominator.is_present())
      line(4, t("explain.sums", {{"numerator", fmt::format("{}", trace.numerator.value)}, {"denominator", fmt::format("{}", trace.denominator.value)}}));
    for (const auto& shortfall : assess::shortfalls(assessment_, in_.stage, *in_.unit))
      if (shortfall.indicator == i) line(4, t("explain.lacks", {{"amount", shortfall_amount(assessment_, in_.stage, shortfall, lang_)}}));
    if (with_limits) limits(rule);
  }

  void item_chain() {
    const auto item = std::ranges::find_if(area_.items, [&](const assess::ItemResult& result) { return result.item->id == in_.clause; });
    line(0, "");
    line(0, item->item->id + " " + item->item->title.in(lang_) + ": " + verdict_text(item->verdict, lang_));
    for (const assess::ClauseResult& clause : item->clauses) {
      if (!clause.clause->title.in(lang_).empty()) line(2, clause.clause->title.in(lang_));
      line(2, t("explain.item_value", {{"value", item_value_text(clause, lang_)}, {"limit", clause.limit ? shown_limit(*clause.limit) : "—"}, {"basis", basis_text(clause.basis, lang_)}, {"verdict", verdict_text(clause.verdict, lang_)}}));
      if (!clause.clause->ratio.numerator.empty()) line(2, t("explain.formula", {{"formula", assess::formula_text(clause.clause->ratio)}, {"unit", std::string(standards::unit_label(clause.clause->unit, lang_))}}));
      if (clause.numerator && clause.denominator) line(4, t("explain.sums", {{"numerator", fmt::format("{}", *clause.numerator)}, {"denominator", fmt::format("{}", *clause.denominator)}}));
      area_cells(clause);
      for (const assess::Offender& offender : clause.offenders)
        line(4, std::string(in_.report.dataset->schools.names.at(offender.school.value)) + ": " + shown(offender.value, 1) + " / " + shown_limit(offender.limit));
      for (const std::string_view missing : clause.missing) line(4, t("explain.missing", {{"name", std::string(missing)}}));
    }
    if (!item->item->source.document.empty()) line(2, item->item->source.document + ", " + item->item->source.clause);
  }

  /// Cells of area_facts that the clause took its numbers from.
  void area_cells(const assess::ClauseResult& clause) {
    const auto& items = in_.report.dataset->area_items;
    std::vector<std::string> names;
    for (const auto* terms : {&clause.clause->ratio.numerator, &clause.clause->ratio.denominator})
      for (const auto& term : *terms) names.push_back(term.measure);
    names.push_back(in_.clause);
    for (const std::string& name : names) {
      const auto row = items.row(area_.area, assessment_.year, name);
      if (row) line(4, name + " = " + fmt::format("{}", items.get(area_.area, assessment_.year, name).value) + "   " + describe(items.origin.locate(*row, "value"), lang_));
    }
  }

  const ExplainInput& in_;
  const Assessment& assessment_;
  const AreaResult& area_;
  Lang lang_;
  const StageResult& stage_;
  const assess::StageRules& rules_;
  std::string out_;
};

}  // namespace

std::string explain_text(const ExplainInput& input) { return ExplainText(input).run(); }

}  // namespace junheng::report
