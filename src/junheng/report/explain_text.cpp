#include <algorithm>

#include <fmt/format.h>

#include "junheng/assess/diagnosis.h"
#include "junheng/core/text.h"
#include "junheng/model/schema.h"
#include "junheng/report/cv_text.h"
#include "junheng/report/explain_item.h"
#include "junheng/report/explain_parts.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/listing.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/missing_value.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/school_facts.h"
#include "junheng/report/school_lists.h"
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
      : in_(input),
        assessment_(*input.report.assessment),
        area_(assessment_.areas.front()),
        lang_(input.report.lang),
        stage_(*std::ranges::find(area_.stages, input.stage, &StageResult::stage)),
        rules_(assessment_.rules_of(input.stage)) {}

  std::string run() {
    verdict_chain();
    if (in_.unit && !outside_reason(assessment_, in_.stage, *in_.unit, lang_).empty()) {
      outside_school();
      return std::move(out_);
    }
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
  [[nodiscard]] std::string t(std::string_view key, const Params& params = {}) const { return text(key, lang_, params); }
  void line(std::size_t indent, const std::string& words) { out_ += std::string(indent, ' ') + words + "\n"; }
  [[nodiscard]] std::string verdict(const std::optional<assess::Verdict>& verdict) const {
    return verdict ? verdict_text(*verdict, lang_) : t("verdict.none");
  }

  void verdict_chain() {
    const auto& data = *in_.report.dataset;
    line(0, std::string(data.areas.names.at(area_.area.value)) + " (" + std::string(data.areas.codes.at(area_.area.value)) +
                "): " + verdict(area_.verdict));
    if (data.manifest.is_synthetic) line(0, t("text.synthetic"));
    if (in_.report.is_partial) line(0, t("text.partial"));
    const bool is_item = assessment_.standard->item(in_.clause) != nullptr;
    for (const assess::Reason& reason : area_.reasons)
      if (is_item ? reason.clause == in_.clause : !reason.stage || *reason.stage == in_.stage)
        line(2, "- " + reason_text(assessment_, area_, reason, lang_));
    if (is_item) return;
    other_stages();
    line(0, "");
    line(0, t("explain.stage", {{"stage", stage_text(in_.stage, lang_)},
                                {"verdict", verdict(stage_.verdict)},
                                {"cvs", verdict(stage_.cv_verdict)},
                                {"schools", verdict(stage_.schools_verdict)}}));
  }

  /// Reasons of the other stage are left out, and the reader must know of them.
  void other_stages() {
    for (const Stage other : kCompulsoryStages) {
      const auto count = std::ranges::count_if(area_.reasons, [&](const assess::Reason& reason) { return reason.stage == other; });
      if (other == in_.stage || count == 0) continue;
      line(2, t("explain.other_stage", {{"stage", stage_text(in_.stage, lang_)},
                                        {"other", stage_text(other, lang_)},
                                        {"count", std::to_string(count)},
                                        {"word", std::string(to_string(other))}}));
    }
  }

  /// A limit, and those that hold for schools of some settings.
  void limit(std::string_view key, const assess::IndicatorRule& rule, const std::optional<standards::Limit>& rest,
             const std::vector<standards::SettingLimit>& by_setting) {
    const auto words = [&](double value) { return t(key, {{"value", with_unit(shown_limit(value), rule.indicator->unit, lang_)}}); };
    if (rest) out_ += limit_lines(2, *rest, words(rest->value), lang_);
    for (const standards::SettingLimit& own : by_setting)
      out_ += limit_lines(
          2, own.limit, t("explain.setting", {{"setting", setting_words(own.setting_prefixes, lang_)}, {"limit", words(own.limit.value)}}),
          lang_);
  }

  void limits(const assess::IndicatorRule& rule) {
    limit("explain.standard", rule, rule.standard, rule.standards_by_setting);
    limit("explain.floor", rule, rule.floor, rule.floors_by_setting);
    if (rule.cv) out_ += limit_lines(2, *rule.cv, t("explain.cv_limit", {{"value", shown_cv_limit(rule.cv->value)}}), lang_);
  }

  void indicator_head(std::size_t i) {
    const assess::IndicatorRule& rule = rules_.indicators[i];
    const assess::IndicatorSummary& summary = stage_.indicators[i];
    const standards::Indicator& indicator = *rule.indicator;
    line(0, "");
    line(0, indicator.id + " " + indicator.title.in(lang_));
    line(2, t("explain.formula", {{"formula", formula_words(*assessment_.standard, indicator, lang_)},
                                  {"unit", std::string(standards::unit_label(indicator.unit, lang_))}}));
    line(2, t(is_single_value(summary) ? "explain.mean_single" : "explain.mean_cv",
              {{"mean", shown(summary.mean, indicator.decimals)},
               {"cv", shown(summary.cv, 3, rule.cv ? std::optional(rule.cv->value) : std::nullopt, Direction::Lower)},
               {"exact", summary.cv ? fmt::format("{}", *summary.cv) : "—"},
               {"valued", std::to_string(summary.schools_valued)},
               {"schools", std::to_string(stage_.schools)},
               {"verdict", verdict(summary.cv_verdict)}}));
    if (rule.is_judged())
      line(2, t("explain.counts", {{"met", std::to_string(summary.schools_met)},
                                   {"below", std::to_string(summary.schools_below)},
                                   {"unknown", std::to_string(summary.schools_unknown)}}));
    if (const std::string names = schools_without_value(assessment_, stage_, i, lang_); !names.empty())
      line(2, t("explain.missing_schools", {{"names", names}}));
    limits(rule);
  }

  void indicator_chain(std::size_t i) {
    indicator_head(i);
    line(2, t("explain.cv_formula",
              {{"denominator", denominator_words(*assessment_.standard, rules_.indicators[i].indicator->ratio, lang_)}}));
    const auto all = assess::contributions(assessment_, stage_, i);
    if (all.empty()) return;
    const bool has_cv = stage_.indicators[i].cv.has_value();
    line(0, "");
    line(0, t("explain.contributions"));
    using enum ColumnAlign;
    TerminalTable table({t("text.school"), t("text.school_id"), t("text.pupils"), t("text.value"), t("explain.weight"), t("text.cv_share"),
                         t("explain.cv_at_mean"), t("explain.state"), t("explain.cells")},
                        {Left, Left, Right, Right, Right, Right, Right, Left, Left});
    const auto& units = assessment_.units.of(in_.stage);
    const std::size_t listed = in_.lists_all ? all.size() : std::min(all.size(), kContributorsShown);
    for (std::size_t c = 0; c < listed; ++c) {
      const assess::Contribution& school = all[c];
      const auto trace = assess::trace_value(assessment_, *in_.campuses, in_.stage, school.unit, i);
      const auto& schools = in_.report.dataset->schools;
      table.add_row({std::string(schools.names.at(school.school.value)), std::string(schools.ids.at(school.school.value)),
                     shown(units.pupils.get(school.unit), 0), shown(school.value, rules_.indicators[i].indicator->decimals),
                     shown_percent(school.weight_share), shown_percent(school.cv2_share),
                     shown(has_cv ? std::optional(school.cv_at_mean) : std::nullopt, 3),
                     t("state." + std::string(assess::to_string(trace.state))),
                     trace.cells.empty() ? "—" : describe(trace.cells.front().where, lang_)});
    }
    out_ += table.text();
    if (listed < all.size()) line(2, t("explain.more_schools", {{"count", std::to_string(all.size() - listed)}}));
    line(2, t("explain.ask_school"));
  }

  void outside_school() {
    const auto& schools = in_.report.dataset->schools;
    const SchoolIndex school = assessment_.units.of(in_.stage).schools[*in_.unit];
    const std::string name = std::string(schools.names.at(school.value)) + " (" + std::string(schools.ids.at(school.value)) + ")";
    line(0, "");
    line(0, t("outside.line", {{"school", name}, {"reason", outside_reason(assessment_, in_.stage, *in_.unit, lang_)}}));
    line(2, t("explain.outside"));
  }

  void school_value(std::size_t i, bool with_limits) {
    const assess::IndicatorRule& rule = rules_.indicators[i];
    const auto trace = assess::trace_value(assessment_, *in_.campuses, in_.stage, *in_.unit, i);
    const auto& schools = in_.report.dataset->schools;
    if (with_limits || i == 0) {
      line(0, "");
      const auto& columns = assessment_.schools_of(in_.stage);
      line(0, std::string(schools.names.at(trace.school.value)) + " (" + std::string(schools.ids.at(trace.school.value)) +
                  "): " + verdict(columns.verdicts[*in_.unit]));
      if (rules_.judges_schools())
        line(2, t("explain.school_rule", {{"met", std::to_string(columns.met[*in_.unit])},
                                          {"rule", school_rule_text(rules_, lang_)},
                                          {"total", std::to_string(rules_.judged_indicators())}}));
    }
    line(0, "");
    const std::string value = trace.value.is_present() ? fmt::format("{}", trace.value.value) + " " +
                                                             std::string(standards::unit_label(rule.indicator->unit, lang_))
                                                       : absence_text(absence_behind(in_, trace), lang_);
    line(0, rule.indicator->id + " " + rule.indicator->title.in(lang_) + ": " + value + "  " +
                t("state." + std::string(assess::to_string(trace.state))));
    line(2, t("explain.formula", {{"formula", formula_words(*assessment_.standard, *rule.indicator, lang_)},
                                  {"unit", std::string(standards::unit_label(rule.indicator->unit, lang_))}}));
    for (const assess::SourceCell& cell : trace.cells) {
      std::string words = std::string(cell.sign < 0 ? "- " : "+ ") + measure_name(*assessment_.standard, cell.measure, lang_) + " = " +
                          (cell.value.is_present() ? fmt::format("{}", cell.value.value) : absence_text(cell.value.absence, lang_)) +
                          "   " + describe(cell.where, lang_);
      if (cell.school != trace.school) words += "  [" + std::string(schools.names.at(cell.school.value)) + "]";
      line(4, words);
    }
    if (trace.was_split) line(4, t("explain.split"));
    for (const assess::ValueSplit& split : trace.splits) split_lines(split);
    if (trace.was_merged) line(4, t("explain.merged"));
    if (trace.was_derived) line(4, t("explain.derived"));
    if (trace.numerator.is_present() && trace.denominator.is_present())
      line(4, t("explain.sums",
                {{"numerator", fmt::format("{}", trace.numerator.value)}, {"denominator", fmt::format("{}", trace.denominator.value)}}));
    for (const auto& shortfall : assess::shortfalls(assessment_, in_.stage, *in_.unit))
      if (shortfall.indicator == i && shortfall.missing)
        line(4, t("explain.lacks", {{"amount", shortfall_amount(assessment_, in_.stage, shortfall, lang_)}}));
    for (const std::string& cause : missing_value_causes(in_, trace)) line(4, t("explain.no_value", {{"cause", cause}}));
    if (rule.depends_on_setting()) own_limit(i);
    if (with_limits) limits(rule);
  }

  /// Which of the limits holds for the school, and by what setting.
  void own_limit(std::size_t i) {
    const assess::OwnLimits own = limits_of_unit(assessment_, in_.stage, *in_.unit, i);
    const std::string_view unit = rules_.indicators[i].indicator->unit;
    const SchoolIndex school = assessment_.units.of(in_.stage).schools[*in_.unit];
    const std::string setting = code_name(model::setting_codes(), in_.report.dataset->schools.settings[school.value], lang_);
    const std::string words =
        own.standard ? t("limit.of_school", {{"value", with_unit(shown_limit(*own.standard), unit, lang_)}}) : t("limit.open");
    line(4, words + (setting.empty() ? "" : t("text.offender", {{"words", setting}})));
  }

  /// The division with its numbers, so that it can be done again by hand: pupils, weights, and where the pupils stand.
  void split_lines(const assess::ValueSplit& split) {
    std::string names;
    for (const std::string& measure : split.measures) append_listed(names, measure_name(*assessment_.standard, measure, lang_), lang_);
    double total = 0;
    double own = 0;
    bool is_known = true;
    line(6, t("explain.split_of", {{"names", names}}));
    for (const assess::SplitPart& part : split.parts) {
      const double weighted = part.weight * part.pupils.value;
      total += weighted;
      if (part.stage == in_.stage) own = weighted;
      is_known = is_known && part.pupils.is_present();
      const std::string pupils = part.pupils.is_present() ? fmt::format("{}", part.pupils.value) : absence_text(part.pupils.absence, lang_);
      std::string words =
          t("explain.split_part", {{"stage", stage_text(part.stage, lang_)}, {"pupils", pupils}, {"weight", shown_limit(part.weight)}});
      if (part.pupils.is_present()) words += " = " + fmt::format("{:.10g}", weighted);
      for (std::size_t i = 0; i < part.cells.size(); ++i) words += (i == 0 ? "   " : "; ") + describe(part.cells[i].where, lang_);
      line(8, words);
    }
    if (is_known && total > 0)
      line(8, t("explain.split_share", {{"stage", stage_text(in_.stage, lang_)},
                                        {"own", fmt::format("{:.10g}", own)},
                                        {"total", fmt::format("{:.10g}", total)},
                                        {"share", fmt::format("{:.6g}", own / total)}}));
  }

  void item_chain() {
    const auto item = std::ranges::find_if(area_.items, [&](const assess::ItemResult& result) { return result.item->id == in_.clause; });
    line(0, "");
    out_ += explain_item_text(in_, *item);
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
