// Several areas: one line each, and how their CVs spread.
#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/absent_areas.h"
#include "junheng/report/chart_distribution.h"
#include "junheng/report/cv_text.h"
#include "junheng/report/html_page.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::StageResult;
using assess::Verdict;

std::string cvs_failing(const StageResult& stage) {
  const auto failing =
      std::ranges::count_if(stage.indicators, [](const assess::IndicatorSummary& summary) { return summary.cv_verdict == Verdict::Unmet; });
  return std::to_string(failing);
}

bool has_single_limits(const assess::StageRules& rules) {
  return std::ranges::any_of(rules.indicators, [](const assess::IndicatorRule& rule) { return rule.cv.has_value(); });
}

/// The largest CV of a stage, for standards that limit the composite or nothing.
std::string composite_text(const assess::StageRules& rules, const StageResult& stage) {
  return shown(stage.composite_cv, 3, value_of(rules.composite), standards::Direction::Lower);
}

View stage_cells(const HtmlPage& page, const AreaResult& area, const StageResult& stage) {
  const assess::StageRules& rules = page.assessment().rules_of(stage.stage);
  View view;
  view.text("schools", counted(stage.schools)).text("pupils", counted(stage.pupils));
  view.text("met", rules.judges_schools() ? counted(stage.schools_met) : "—");
  return view.text("cvs", has_single_limits(rules) && !area.is_pooled ? cvs_failing(stage) : composite_text(rules, stage));
}

View area_row(const HtmlPage& page, const AreaResult& area, const std::optional<AreaPart>& part) {
  View row;
  row.text("name", area_name(page, area.area)).text("code", std::string(page.dataset().areas.codes.at(area.area.value)));
  row.text("href", part ? part->anchor : "").text("state", std::string(verdict_class(area.verdict)));
  row.text("badge", area.is_pooled ? "" : badge(area.verdict, page.lang()))
      .text("order", area.verdict ? std::to_string(static_cast<int>(*area.verdict)) : "9");
  row.text("counties", area.is_pooled ? fmt::format("{} / {} / {}", area.counties_met, area.counties_unmet, area.counties_unknown) : "");
  std::vector<View> stages;
  for (const StageResult& stage : area.stages) stages.push_back(stage_cells(page, area, stage));
  row.list("stages", std::move(stages));
  const auto count = [&](Verdict verdict) { return std::ranges::count(area.items, verdict, &assess::ItemResult::verdict); };
  row.text("items",
           area.items.empty() ? "" : fmt::format("{} / {} / {}", count(Verdict::Met), count(Verdict::Unmet), count(Verdict::Unknown)));
  return row.text("score", !area.score_low ? ""
                           : area.score    ? shown(area.score, 1)
                                           : shown(area.score_low, 1) + "–" + shown(area.score_high, 1));
}

/// The CVs of all areas in one indicator, dots sized by pupils.
View cv_figure(const HtmlPage& page, std::size_t slot, std::size_t indicator) {
  const assess::StageRules& rules = page.assessment().rules[slot];
  const assess::IndicatorRule& rule = rules.indicators[indicator];
  Distribution chart;
  chart.from_zero = true;
  for (const AreaResult& area : page.assessment().areas) {
    const StageResult& stage = area.stages[slot];
    const auto& summary = stage.indicators[indicator];
    if (!spread(summary)) continue;
    Dot dot{*spread(summary), stage.pupils, area.is_pooled ? Symbol::Neutral : symbol_of(summary.cv_verdict), {}};
    dot.title = page.say("html.overview.dot", {{"area", area_name(page, area.area)},
                                               {"cv", cv_text(summary, stage.schools, value_of(rule.cv))},
                                               {"schools", counted(stage.schools)}});
    chart.dots.push_back(std::move(dot));
  }
  const bool is_pooled = page.assessment().level != model::AreaLevel::County;
  if (rule.cv && !is_pooled)
    chart.standard = MarkedValue{rule.cv->value, page.say("html.chart.limit", {{"limit", shown_cv_limit(rule.cv->value)}})};
  chart.beyond = page.say("html.chart.beyond");
  chart.bin = page.say("html.overview.bin");
  const std::string title = stage_text(rules.stage, page.lang()) + " " + rule.indicator->id + " " + rule.indicator->title.in(page.lang());
  chart.label = page.say("html.overview.chart_label", {{"title", title}, {"count", std::to_string(chart.dots.size())}});
  View view;
  return view.text("title", title).text("svg", distribution_chart(chart));
}

std::string paragraphs(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& sentence : sentences) out += "<p class=\"note\">" + escape_html(sentence) + "</p>";
  return out;
}

}  // namespace

std::string overview_section(const HtmlPage& page, const std::vector<std::optional<AreaPart>>& parts) {
  const assess::Assessment& assessment = page.assessment();
  std::vector<View> rows;
  std::size_t detailed = 0;
  std::array<std::size_t, 3> verdicts{};
  for (std::size_t i = 0; i < assessment.areas.size(); ++i) {
    const AreaResult& area = assessment.areas[i];
    rows.push_back(area_row(page, area, parts[i]));
    if (parts[i]) ++detailed;
    if (area.verdict) ++verdicts[static_cast<std::size_t>(*area.verdict)];
  }
  View view;
  const bool is_pooled = assessment.level != model::AreaLevel::County;
  const bool has_items = std::ranges::any_of(assessment.areas, [](const AreaResult& area) { return !area.items.empty(); });
  const bool is_scored = std::ranges::any_of(assessment.areas, [](const AreaResult& area) { return area.score_low.has_value(); });
  view.flag("is_pooled", is_pooled).flag("has_items", has_items).flag("is_scored", is_scored).list("rows", std::move(rows));
  const bool is_judged = std::ranges::any_of(assessment.areas, [](const AreaResult& area) { return area.verdict.has_value(); });
  const bool has_limits = !is_pooled && std::ranges::any_of(assessment.rules, has_single_limits);
  view.flag("has_verdicts", !is_pooled && is_judged)
      .text("charts_note", page.say(has_limits ? "html.overview.charts_note" : "html.overview.charts_note_plain"));
  view.text("counts", is_pooled ? ""
                                : page.say(is_judged ? "html.overview.counts" : "html.overview.unjudged",
                                           {{"total", std::to_string(assessment.areas.size())},
                                            {"met", std::to_string(verdicts[0])},
                                            {"unmet", std::to_string(verdicts[1])},
                                            {"unknown", std::to_string(verdicts[2])}}));
  view.text("absent", paragraphs(absent_areas(*page.input)));
  view.text("limited", detailed == assessment.areas.size()
                           ? ""
                           : page.say("html.overview.limited",
                                      {{"count", std::to_string(detailed)}, {"total", std::to_string(assessment.areas.size())}}));
  std::vector<View> stages;
  std::vector<View> charts;
  for (std::size_t slot = 0; slot < assessment.rules.size(); ++slot) {
    View stage;
    stage.text("stage", stage_text(assessment.rules[slot].stage, page.lang()));
    const bool counts = has_single_limits(assessment.rules[slot]) && !is_pooled;
    stages.push_back(stage.text("cvs_title", page.say(counts ? "html.overview.cvs_failing" : "html.stage.composite")));
    for (std::size_t i = 0; i < assessment.rules[slot].indicators.size(); ++i) {
      if (!assessment.rules[slot].indicators[i].indicator->has_cv) continue;
      View figure = cv_figure(page, slot, i);
      charts.push_back(std::move(figure));
    }
  }
  view.flag("has_sheets", page.has_sheets);
  return page.render("overview", view.list("stage_heads", std::move(stages)).list("charts", std::move(charts)));
}

}  // namespace junheng::report
