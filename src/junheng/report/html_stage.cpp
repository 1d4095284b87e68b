// One stage of an area: the table of its indicators, CVs against limits, states of the schools, and how the schools spread.
#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/chart_bars.h"
#include "junheng/report/chart_distribution.h"
#include "junheng/report/cv_text.h"
#include "junheng/report/html_page.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::IndicatorRule;
using assess::IndicatorState;
using assess::IndicatorSummary;
using assess::StageResult;
using standards::Direction;

constexpr std::array<IndicatorState, 5> kStates = {IndicatorState::Met, IndicatorState::Floor, IndicatorState::Unmet,
                                                   IndicatorState::Unknown, IndicatorState::NotJudged};

/// A stage with what its parts look up again and again.
struct StageParts {
  const HtmlPage* page;
  const AreaPart* area;
  const StageResult* stage;
  const assess::StageRules* rules;

  /// A limit on CVs is a county's; what lies above counties is shown without it.
  [[nodiscard]] std::optional<standards::Limit> cv_limit(const IndicatorRule& rule) const {
    return area->area->is_pooled ? std::nullopt : rule.cv;
  }
  [[nodiscard]] std::string use(const IndicatorRule& rule, std::string_view kind, double value) const {
    return stage_text(stage->stage, page->lang()) + " " + rule.indicator->id + " " + page->say(kind) + " " +
           (kind == "html.limit.cv" ? shown_cv_limit(value) : shown_limit(value));
  }
};

std::string indicator_title(const StageParts& in, const IndicatorRule& rule) {
  return rule.indicator->id + " " + rule.indicator->title.in(in.page->lang());
}

std::string shown_cv(const StageParts& in, const IndicatorRule& rule, const IndicatorSummary& summary) {
  return cv_text(summary, in.stage->schools, value_of(in.cv_limit(rule)));
}

/// Markup of the line below a limit that says how much a CV has to spare.
std::string cv_margin_line(const HtmlPage& page, std::optional<double> cv, const standards::Limit& limit) {
  return cv ? margin_line(page, shown_margin(cv, limit.value, 3, Direction::Lower)) : "";
}

/// Markup of the limits that hold for schools of some settings.
std::string setting_lines(const StageParts& in, const IndicatorRule& rule, std::string_view kind,
                          const std::vector<standards::SettingLimit>& by_setting) {
  std::string out;
  for (const standards::SettingLimit& own : by_setting) {
    const std::string words = setting_words(own.setting_prefixes, in.page->lang()) + " " + limit_sign(*rule.indicator, own.limit.value);
    out += "<br/>" + escape_html(words) + " " + cite(*in.page, own.limit, in.use(rule, kind, own.limit.value));
  }
  return out;
}

View indicator_row(const StageParts& in, std::size_t i) {
  const IndicatorRule& rule = in.rules->indicators[i];
  const IndicatorSummary& summary = in.stage->indicators[i];
  const HtmlPage& page = *in.page;
  View row;
  row.text("anchor", in.area->indicator_anchor(in.stage->stage, i))
      .text("id", rule.indicator->id)
      .text("title", rule.indicator->title.in(page.lang()));
  row.text("unit", std::string(standards::unit_label(rule.indicator->unit, page.lang())));
  std::string standard;
  if (rule.standard) {
    standard = escape_html(limit_sign(*rule.indicator, rule.standard->value)) + " " +
               cite(page, *rule.standard, in.use(rule, "html.limit.standard", rule.standard->value));
    standard += setting_lines(in, rule, "html.limit.standard", rule.standards_by_setting);
  } else if (!rule.parts.empty()) {
    standard = escape_html(page.say(
        "html.stage.parts", {{"needed", std::to_string(rule.indicator->parts_at_least)}, {"total", std::to_string(rule.parts.size())}}));
  }
  if (rule.floor) {
    standard += "<br/>" + escape_html(page.say("html.limit.floor") + " " + limit_sign(*rule.indicator, rule.floor->value)) + " " +
                cite(page, *rule.floor, in.use(rule, "html.limit.floor", rule.floor->value));
    standard += setting_lines(in, rule, "html.limit.floor", rule.floors_by_setting);
  }
  row.text("standard", standard.empty() ? "—" : standard);
  row.text("met", rule.is_judged() ? counted(summary.schools_met) + " / " + counted(in.stage->schools) : "—");
  row.text("mean", shown(summary.mean, rule.indicator->decimals)).text("cv", shown_cv(in, rule, summary));
  const auto limit = in.cv_limit(rule);
  row.text("limit", limit ? "≤ " + shown_cv_limit(limit->value) + " " + cite(page, *limit, in.use(rule, "html.limit.cv", limit->value)) +
                                cv_margin_line(page, spread(summary), *limit)
                          : "—");
  row.text("badge", limit ? badge(summary.cv_verdict, page.lang()) : "");
  row.text("state", limit ? std::string(verdict_class(summary.cv_verdict)) : "none");
  row.text("valued", counted(summary.schools_valued) + " / " + counted(in.stage->schools)).text("pupils", counted(summary.pupils_valued));
  return row;
}

std::string cv_figure(const StageParts& in) {
  std::vector<CvBar> bars;
  const auto limit_text = [&](const standards::Limit& limit) {
    return in.page->say("html.chart.limit", {{"limit", shown_cv_limit(limit.value)}});
  };
  for (std::size_t i = 0; i < in.rules->indicators.size(); ++i) {
    const IndicatorRule& rule = in.rules->indicators[i];
    const IndicatorSummary& summary = in.stage->indicators[i];
    if (!rule.indicator->has_cv || !rule.parts.empty()) continue;
    CvBar bar{indicator_title(in, rule), spread(summary), shown_cv(in, rule, summary), {}, {}, {}};
    if (const auto limit = in.cv_limit(rule)) {
      bar.limit = limit->value;
      bar.limit_text = limit_text(*limit);
      bar.verdict = summary.cv_verdict;
    }
    bars.push_back(std::move(bar));
  }
  if (in.rules->composite && !in.area->area->is_pooled) {
    const standards::Limit& limit = *in.rules->composite;
    bars.push_back({in.page->say("html.stage.composite"), in.stage->composite_cv,
                    shown(in.stage->composite_cv, 3, limit.value, Direction::Lower), limit.value, limit_text(limit),
                    in.stage->composite_verdict});
  }
  return cv_chart(bars, in.page->say("html.chart.cv_label", {{"stage", stage_text(in.stage->stage, in.page->lang())}}));
}

std::array<std::uint32_t, 5> state_counts(const StageParts& in, std::size_t indicator) {
  const auto& units = in.page->assessment().units.of(in.stage->stage);
  const auto& group = units.groups[in.stage->group];
  const auto& column = in.page->assessment().schools_of(in.stage->stage).indicators[indicator];
  std::array<std::uint32_t, 5> counts{};
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) ++counts[static_cast<std::size_t>(column.states[unit])];
  return counts;
}

std::string state_figure(const StageParts& in) {
  std::vector<StateBar> bars;
  for (std::size_t i = 0; i < in.rules->indicators.size(); ++i) {
    const IndicatorRule& rule = in.rules->indicators[i];
    if (!rule.is_judged()) continue;
    StateBar bar;
    bar.title = indicator_title(in, rule);
    bar.counts = state_counts(in, i);
    for (std::size_t state = 0; state < kStates.size(); ++state)
      bar.titles[state] = in.page->say("html.chart.state", {{"state", in.page->say("html.state." + std::string(to_string(kStates[state])))},
                                                            {"count", counted(bar.counts[state])},
                                                            {"total", counted(in.stage->schools)}});
    bar.met_text = counted(in.stage->indicators[i].schools_met) + " / " + counted(in.stage->schools);
    bars.push_back(std::move(bar));
  }
  return state_chart(bars, in.page->say("html.chart.state_label", {{"stage", stage_text(in.stage->stage, in.page->lang())}}));
}

std::vector<Dot> dots_of(const StageParts& in, std::size_t indicator) {
  const assess::Assessment& assessment = in.page->assessment();
  const auto& units = assessment.units.of(in.stage->stage);
  const auto& group = units.groups[in.stage->group];
  const auto& column = assessment.schools_of(in.stage->stage).indicators[indicator];
  const IndicatorRule& rule = in.rules->indicators[indicator];
  const bool is_histogram = group.entered_end - group.begin > kMostDots;
  std::vector<Dot> dots;
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    if (!column.values.has(unit)) continue;
    Dot dot{column.values.at(unit).value, units.pupils.get(unit).value_or(0), symbol_of(column.states[unit]), {}};
    if (!is_histogram) {
      const auto standard = limits_of_unit(assessment, in.stage->stage, unit, indicator).standard;
      const std::string value =
          with_unit(shown(dot.value, rule.indicator->decimals, standard, rule.indicator->direction), rule.indicator->unit, in.page->lang());
      dot.title = in.page->say("html.chart.school", {{"school", school_name(*in.page, units.schools[unit])},
                                                     {"value", value},
                                                     {"pupils", units.pupils.has(unit) ? counted(dot.weight) : "—"},
                                                     {"state", in.page->say("html.state." + std::string(to_string(column.states[unit])))}});
    }
    dots.push_back(std::move(dot));
  }
  return dots;
}

View distribution_view(const StageParts& in, std::size_t indicator) {
  const HtmlPage& page = *in.page;
  const IndicatorRule& rule = in.rules->indicators[indicator];
  const IndicatorSummary& summary = in.stage->indicators[indicator];
  Distribution chart;
  chart.dots = dots_of(in, indicator);
  if (rule.standard)
    chart.standard = MarkedValue{
        rule.standard->value, page.say("html.limit.standard") + " " + limits_text(rule.standard, rule.standards_by_setting, page.lang())};
  if (rule.floor)
    chart.floor =
        MarkedValue{rule.floor->value, page.say("html.limit.floor") + " " + limits_text(rule.floor, rule.floors_by_setting, page.lang())};
  if (summary.mean)
    chart.mean = MarkedValue{*summary.mean, page.say("html.chart.mean") + " " + shown(summary.mean, rule.indicator->decimals)};
  chart.beyond = page.say("html.chart.beyond");
  chart.bin = page.say("html.chart.bin");
  chart.label =
      page.say("html.chart.distribution_label",
               {{"title", indicator_title(in, rule)}, {"valued", counted(summary.schools_valued)}, {"total", counted(in.stage->schools)}});
  View view;
  view.text("svg", distribution_chart(chart))
      .text("title", indicator_title(in, rule))
      .text("unit", std::string(standards::unit_label(rule.indicator->unit, page.lang())));
  return view.text("valued", page.say("html.chart.valued", {{"valued", counted(summary.schools_valued)},
                                                            {"total", counted(in.stage->schools)},
                                                            {"pupils", counted(summary.pupils_valued)}}));
}

/// "64 schools, 23 456 pupils", and who stands outside.
std::string facts(const StageParts& in) {
  const StageResult& stage = *in.stage;
  std::string out = in.page->say("html.stage.facts", {{"schools", counted(stage.schools)}, {"pupils", counted(stage.pupils)}});
  const auto add = [&](std::uint32_t count, std::string_view key) {
    if (count > 0) out += in.page->say(key, {{"count", counted(count)}});
  };
  add(stage.schools_outside, "html.stage.outside");
  add(stage.schools_without_pupils, "html.stage.without_pupils");
  add(stage.schools_entry_uncertain, "html.stage.entry_uncertain");
  if (stage.lost_rows) out += in.page->say("html.stage.lost_rows");
  return out;
}

}  // namespace

std::string stage_section(const HtmlPage& page, const AreaPart& part, const StageResult& stage) {
  const StageParts in{&page, &part, &stage, &page.assessment().rules_of(stage.stage)};
  View view;
  view.text("anchor", part.stage_anchor(stage.stage))
      .text("stage", stage_text(stage.stage, page.lang()))
      .text("area", area_name(page, part.area->area));
  view.flag("has_schools", stage.schools > 0).flag("has_limits", !part.area->is_pooled && in.rules->judges_cvs());
  view.flag("has_standards", in.rules->judged_indicators() > 0);
  if (stage.schools == 0) return page.render("stage", view.text("facts", page.say("html.stage.no_schools")));
  view.text("facts", facts(in)).text("badge", part.area->is_pooled || !stage.verdict ? "" : badge(stage.verdict, page.lang()));
  if (in.rules->at_least)
    view.text("rule", page.say("html.stage.school_rule", {{"rule", school_rule_text(*in.rules, page.lang())}}))
        .text("rule_cite", cite(page, *in.rules->at_least, stage_text(stage.stage, page.lang()) + " " + page.say("html.limit.at_least")));
  else view.text("rule", "");
  std::vector<View> rows;
  std::vector<View> distributions;
  for (std::size_t i = 0; i < in.rules->indicators.size(); ++i) {
    rows.push_back(indicator_row(in, i));
    if (stage.indicators[i].schools_valued > 0) distributions.push_back(distribution_view(in, i));
  }
  view.list("rows", std::move(rows));
  if (stage.composite_cv || in.rules->composite) {
    const auto limit = part.area->is_pooled ? std::nullopt : in.rules->composite;
    view.text("composite", shown(stage.composite_cv, 3, value_of(limit), Direction::Lower));
    view.text("composite_limit",
              limit ? "≤ " + shown_cv_limit(limit->value) + " " +
                          cite(page, *limit, stage_text(stage.stage, page.lang()) + " " + page.say("html.stage.composite")) +
                          cv_margin_line(page, stage.composite_cv, *limit)
                    : escape_html(page.say("limit.none")));
    view.text("composite_badge", limit ? badge(stage.composite_verdict, page.lang()) : "");
  } else {
    view.text("composite", "");
  }
  view.text("single_values", single_values_text(page.assessment(), stage, page.lang()));
  view.text("cv_chart", cv_figure(in)).text("state_chart", state_figure(in));
  view.flag("is_histogram", stage.schools > kMostDots)
      .flag("has_distributions", !distributions.empty())
      .list("distributions", std::move(distributions));
  return page.render("stage", view);
}

}  // namespace junheng::report
