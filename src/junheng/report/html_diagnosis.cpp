// What to do about it: who makes the schools differ, which schools to mend first, and where they are.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "junheng/assess/diagnosis.h"
#include "junheng/report/chart_map.h"
#include "junheng/report/html_page.h"
#include "junheng/report/item_text.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/shortfall_text.h"

namespace junheng::report {

namespace {

using assess::Contribution;
using assess::Priority;
using assess::PriorityKind;
using assess::StageResult;
using assess::Verdict;

constexpr std::size_t kContributorsShown = 6;
/// Where no single CV fails, the largest ones are taken apart.
constexpr std::size_t kLargestCvsShown = 3;
constexpr double kLeastShare = 0.05;
constexpr std::size_t kPrioritiesShown = 10;
constexpr std::size_t kNamesOnMap = 10;
/// More points than this are one blot; the map of a county or a city has fewer.
constexpr std::size_t kMostMapSchools = 4000;
constexpr std::size_t kMostMapTitles = 1500;

/// Indicators whose CV fails; where a single CV has no limit, those with the largest CVs unless everything is met.
std::vector<std::size_t> indicators_to_explain(const assess::StageRules& rules, const StageResult& stage, bool is_pooled) {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < stage.indicators.size(); ++i)
    if (!is_pooled && stage.indicators[i].cv_verdict == Verdict::Unmet) chosen.push_back(i);
  const bool has_single_limits =
      std::ranges::any_of(rules.indicators, [](const assess::IndicatorRule& rule) { return rule.cv.has_value(); });
  if (!is_pooled && (has_single_limits || stage.composite_verdict == Verdict::Met)) return chosen;
  for (std::size_t i = 0; i < stage.indicators.size(); ++i)
    if (stage.indicators[i].cv.value_or(0) > 0) chosen.push_back(i);
  std::ranges::stable_sort(chosen, std::greater<>{}, [&](std::size_t i) { return *stage.indicators[i].cv; });
  if (chosen.size() > kLargestCvsShown) chosen.resize(kLargestCvsShown);
  return chosen;
}

std::string share_bar(double share, double largest) {
  return fmt::format(
      R"(<svg class="bar-cell" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="10"/><rect class="b-share" width="{:.1f}" height="10"/></svg>)",
      largest > 0 ? 100 * share / largest : 0);
}

std::string_view side_key(double value, double mean) {
  if (value == mean) return "html.contribution.at_mean";
  return value > mean ? "html.contribution.above_mean" : "html.contribution.below_mean";
}

/// nullopt where the first schools together hardly matter, as among the thousands of a province.
std::optional<View> contribution_view(const HtmlPage& page, const StageResult& stage, std::size_t indicator, bool has_limit) {
  const assess::IndicatorRule& rule = page.assessment().rules_of(stage.stage).indicators[indicator];
  const auto limit = has_limit ? value_of(rule.cv) : std::nullopt;
  const std::vector<Contribution> all = assess::contributions(page.assessment(), stage, indicator);
  std::vector<View> rows;
  double together = 0;
  for (std::size_t i = 0; i < std::min(kContributorsShown, all.size()); ++i) {
    const Contribution& each = all[i];
    together += each.cv2_share;
    View row;
    row.text("school", school_name(page, each.school))
        .text("bar", share_bar(each.cv2_share, all.front().cv2_share))
        .text("share", shown_percent(each.cv2_share));
    row.text("value", shown(each.value, rule.indicator->decimals))
        .text("side", page.say(side_key(each.value, *stage.indicators[indicator].mean)));
    row.text("weight", shown_percent(each.weight_share));
    rows.push_back(row.text("cv_at_mean", shown(each.cv_at_mean, 3, limit, standards::Direction::Lower)));
  }
  if (together < kLeastShare) return std::nullopt;
  View view;
  view.text("title", rule.indicator->id + " " + rule.indicator->title.in(page.lang()))
      .text("stage_name", stage_text(stage.stage, page.lang()));
  view.text("cv", page.say("html.contribution.cv", {{"cv", shown(stage.indicators[indicator].cv, 3, limit, standards::Direction::Lower)},
                                                    {"limit", limit ? page.say("html.chart.limit", {{"limit", shown_cv_limit(*limit)}})
                                                                    : page.say("html.contribution.no_limit")},
                                                    {"mean", with_unit(shown(stage.indicators[indicator].mean, rule.indicator->decimals),
                                                                       rule.indicator->unit, page.lang())}}));
  view.text("together", page.say("html.contribution.together", {{"count", std::to_string(rows.size())},
                                                                {"total", counted(stage.indicators[indicator].schools_valued)},
                                                                {"share", shown_percent(together)}}));
  return view.list("rows", std::move(rows));
}

/// A school of the map: its stages together, with the worse of their verdicts.
struct PlacedSchool {
  double pupils = 0;
  bool enters = false;
  std::optional<Verdict> verdict;
};

std::map<SchoolIndex, PlacedSchool> placed_schools(const HtmlPage& page, const AreaPart& part) {
  std::map<SchoolIndex, PlacedSchool> placed;
  const model::Schools& schools = page.dataset().schools;
  for (const StageResult& stage : part.area->stages) {
    const auto& units = page.assessment().units.of(stage.stage);
    const auto& group = units.groups[stage.group];
    for (std::uint32_t unit = group.begin; unit < group.end; ++unit) {
      const SchoolIndex school = units.schools[unit];
      if (!schools.lon.has(school.value) || !schools.lat.has(school.value)) continue;
      PlacedSchool& at = placed[school];
      at.pupils += units.pupils.get(unit).value_or(0);
      if (unit >= group.entered_end) continue;
      at.enters = true;
      at.verdict = both(at.verdict, page.assessment().schools_of(stage.stage).verdicts[unit]);
    }
  }
  return placed;
}

View priority_view(const HtmlPage& page, const AreaPart& part, const Priority& priority, std::size_t rank) {
  View view;
  view.text("rank", std::to_string(rank)).text("school", school_name(page, priority.school));
  view.text("href", page.has_sheets && priority.enters ? part.school_anchor(priority.stage, priority.unit) : "");
  view.text("badge", priority.verdict ? badge(priority.verdict, page.lang()) : "—");
  view.text("share", priority.inequality_share > 0 ? shown_percent(priority.inequality_share) : "—");
  std::string lacks;
  for (const assess::ItemShare& share : priority.items)
    lacks +=
        fmt::format(R"(<span class="lack s-unmet" title="{}"><b>{}</b> {}</span> )", escape_html(share.item->item->title.in(page.lang())),
                    escape_html(share.item->item->id), escape_html(offender_text(*share.clause, *share.offender, page.lang())));
  const auto shortfalls =
      priority.enters ? assess::shortfalls(page.assessment(), priority.stage, priority.unit) : std::vector<assess::Shortfall>{};
  for (const assess::Shortfall& shortfall : shortfalls) {
    const standards::Indicator& indicator = *page.assessment().rules_of(priority.stage).indicators[shortfall.indicator].indicator;
    lacks += fmt::format(R"(<span class="lack s-{}" title="{}"><b>{}</b> {}</span> )", to_string(shortfall.state),
                         escape_html(indicator.title.in(page.lang())), escape_html(indicator.id),
                         escape_html(shortfall_amount(page.assessment(), priority.stage, shortfall, page.lang())));
  }
  if (lacks.empty()) lacks = escape_html(worse_than_mean_text(page.assessment(), priority, page.lang()));
  return view.text("lacks", std::move(lacks));
}

/// The schools of one kind; nullopt where a stage has none.
std::optional<View> priority_table(const HtmlPage& page, const AreaPart& part, const StageResult& stage, PriorityKind kind) {
  std::vector<Priority> all = assess::priorities(page.assessment(), *part.area, stage);
  std::erase_if(all, [&](const Priority& priority) { return priority.kind != kind; });
  if (all.empty()) return std::nullopt;
  std::vector<View> first;
  std::vector<View> others;
  for (std::size_t i = 0; i < all.size(); ++i) (i < kPrioritiesShown ? first : others).push_back(priority_view(page, part, all[i], i + 1));
  View view;
  view.text("stage", stage_text(stage.stage, page.lang())).list("first", std::move(first));
  view.flag("has_lacks", kind == PriorityKind::Mend);
  view.flag("has_shares", std::ranges::any_of(all, [](const Priority& priority) { return priority.inequality_share > 0; }))
      .flag("has_others", !others.empty());
  view.text("more", page.say("html.priority.more", {{"count", std::to_string(others.size())}}));
  return view.list("others", std::move(others));
}

}  // namespace

std::string contribution_section(const HtmlPage& page, const AreaPart& part, const StageResult& stage) {
  const assess::StageRules& rules = page.assessment().rules_of(stage.stage);
  std::vector<View> figures;
  for (const std::size_t indicator : indicators_to_explain(rules, stage, part.area->is_pooled)) {
    auto figure = contribution_view(page, stage, indicator, !part.area->is_pooled);
    if (figure) figures.push_back(std::move(*figure));
  }
  if (figures.empty()) return {};
  View view;
  view.text("anchor", part.stage_anchor(stage.stage) + "-contributions")
      .text("stage", stage_text(stage.stage, page.lang()))
      .list("figures", std::move(figures));
  return page.render("contributions", view);
}

std::string map_section(const HtmlPage& page, const AreaPart& part) {
  const auto placed = placed_schools(page, part);
  if (placed.empty()) return {};
  std::map<SchoolIndex, std::size_t> rank;
  for (const StageResult& stage : part.area->stages)
    for (const Priority& priority : assess::priorities(page.assessment(), *part.area, stage))
      if (priority.kind == PriorityKind::Mend && rank.size() < kNamesOnMap) rank.emplace(priority.school, rank.size());
  std::vector<MapSchool> points;
  std::size_t on_map = 0;
  for (const auto& [school, at] : placed) {
    MapSchool point{*page.dataset().schools.lon.get(school.value),
                    *page.dataset().schools.lat.get(school.value),
                    at.pupils,
                    at.enters ? symbol_of(at.verdict) : Symbol::Outside,
                    {},
                    {}};
    const std::string name = school_name(page, school);
    const std::string words = at.enters ? page.say("html.word." + std::string(verdict_class(at.verdict))) : page.say("html.map.outside");
    if (placed.size() <= kMostMapTitles)
      point.title = page.say("html.map.school", {{"school", name}, {"verdict", words}, {"pupils", counted(at.pupils)}});
    if (rank.contains(school)) point.name = name;
    points.push_back(std::move(point));
    ++on_map;
  }
  View view;
  view.text("anchor", part.anchor + "-map").flag("is_too_many", placed.size() > kMostMapSchools);
  view.flag("is_judged", std::ranges::any_of(placed, [](const auto& entry) { return entry.second.verdict.has_value(); }));
  view.text("note", page.say("html.map.note", {{"count", counted(static_cast<double>(on_map))}}));
  const std::string label =
      page.say("html.map.label", {{"area", area_name(page, part.area->area)}, {"count", counted(static_cast<double>(on_map))}});
  return page.render("map", view.text("svg", placed.size() > kMostMapSchools ? "" : school_map(points, label)));
}

std::vector<PriorityPart> priority_parts(const HtmlPage& page, const AreaPart& part) {
  std::vector<PriorityPart> parts;
  if (part.area->is_pooled) return parts;
  for (const PriorityKind kind : {PriorityKind::Mend, PriorityKind::Widen}) {
    const bool has_any = std::ranges::any_of(part.area->stages, [&](const StageResult& stage) {
      return std::ranges::any_of(assess::priorities(page.assessment(), *part.area, stage),
                                 [&](const Priority& priority) { return priority.kind == kind; });
    });
    const bool mends = kind == PriorityKind::Mend;
    if (has_any)
      parts.push_back({part.anchor + (mends ? "-priorities" : "-widening"),
                       page.say(mends ? "html.priority.mend_title" : "html.priority.widen_title"), kind});
  }
  return parts;
}

std::string priority_section(const HtmlPage& page, const AreaPart& part) {
  std::vector<View> views;
  for (const PriorityPart& priorities : priority_parts(page, part)) {
    std::vector<View> stages;
    for (const StageResult& stage : part.area->stages) {
      auto view = priority_table(page, part, stage, priorities.kind);
      if (view) stages.push_back(std::move(*view));
    }
    View view;
    view.text("anchor", priorities.anchor).text("title", priorities.title);
    view.text("note", page.say(priorities.kind == PriorityKind::Mend ? "html.priority.mend_note" : "html.priority.widen_note"));
    views.push_back(view.list("stages", std::move(stages)));
  }
  if (views.empty()) return {};
  View view;
  return page.render("priorities", view.list("parts", std::move(views)));
}

}  // namespace junheng::report
