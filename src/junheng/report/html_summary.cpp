// The verdict of an area at a glance: word, sentence, the few numbers that decide, and every reason.
#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/html_page.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::Reason;
using assess::ReasonKind;
using assess::StageResult;
using assess::Verdict;

std::size_t count_of(const AreaResult& area, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(area.reasons, verdict, &Reason::verdict));
}

std::string sentence(const HtmlPage& page, const AreaResult& area) {
  if (area.is_pooled) return page.say("html.verdict.pooled", {{"area", area_name(page, area.area)}});
  if (!area.verdict) return page.say("html.verdict.none");
  const Params params = {{"area", area_name(page, area.area)},
                         {"unmet", std::to_string(count_of(area, Verdict::Unmet))},
                         {"unknown", std::to_string(count_of(area, Verdict::Unknown))}};
  std::string key = "html.verdict." + std::string(to_string(*area.verdict));
  if (*area.verdict == Verdict::Unmet && count_of(area, Verdict::Unknown) > 0) key += "_and_unknown";
  return page.say(key, params);
}

/// The part of the page that shows what a reason is about.
std::string target(const HtmlPage& page, const AreaPart& part, const Reason& reason) {
  switch (reason.kind) {
    case ReasonKind::CvAboveLimit:
    case ReasonKind::CvUnknown:
      if (const auto indicator = page.assessment().rules_of(*reason.stage).find(reason.clause))
        return part.indicator_anchor(*reason.stage, *indicator);
      break;
    case ReasonKind::ItemUnmet:
    case ReasonKind::ItemUnknown: {
      const auto& items = part.area->items;
      const auto found = std::ranges::find_if(items, [&](const assess::ItemResult& item) { return item.item->id == reason.clause; });
      if (found != items.end()) return part.item_anchor(static_cast<std::size_t>(found - items.begin()));
      break;
    }
    case ReasonKind::SchoolsUnmet:
    case ReasonKind::SchoolsUnknown: return part.stage_anchor(*reason.stage) + "-schools";
    case ReasonKind::ScoreBelowPass:
    case ReasonKind::ScoreUnknown: return part.anchor + "-items";
    default: break;
  }
  return reason.stage ? part.stage_anchor(*reason.stage) : part.anchor + "-items";
}

struct Tile {
  std::string value;
  std::string of;
  std::string label;
  std::string href;
  std::optional<Verdict> verdict;
};

View tile_view(const Tile& tile, Lang lang) {
  View view;
  view.text("value", tile.value).text("of", tile.of).text("label", tile.label).text("href", tile.href);
  return view.text("state", std::string(verdict_class(tile.verdict))).text("badge", tile.verdict ? badge(tile.verdict, lang) : "");
}

void add_stage_tiles(const HtmlPage& page, const AreaPart& part, const StageResult& stage, std::vector<View>& tiles) {
  const assess::StageRules& rules = page.assessment().rules_of(stage.stage);
  const std::string name = stage_text(stage.stage, page.lang());
  if (stage.schools == 0) return;
  if (stage.schools_verdict)
    tiles.push_back(tile_view({counted(stage.schools_met), "/ " + counted(stage.schools), page.say("html.tile.schools", {{"stage", name}}),
                               part.stage_anchor(stage.stage) + "-schools", part.area->is_pooled ? std::nullopt : stage.schools_verdict},
                              page.lang()));
  const auto limited = std::ranges::count_if(rules.indicators, [](const assess::IndicatorRule& rule) { return rule.cv.has_value(); });
  if (limited > 0 && !part.area->is_pooled) {
    const auto met =
        std::ranges::count_if(stage.indicators, [](const assess::IndicatorSummary& summary) { return summary.cv_verdict == Verdict::Met; });
    tiles.push_back(tile_view({std::to_string(met), "/ " + std::to_string(limited), page.say("html.tile.cvs", {{"stage", name}}),
                               part.stage_anchor(stage.stage), stage.cv_verdict},
                              page.lang()));
  }
  if (rules.composite && !part.area->is_pooled)
    tiles.push_back(tile_view(
        {shown(stage.composite_cv, 3, rules.composite->value, standards::Direction::Lower), "≤ " + shown_cv_limit(rules.composite->value),
         page.say("html.tile.composite", {{"stage", name}}), part.stage_anchor(stage.stage), stage.composite_verdict},
        page.lang()));
}

void add_area_tiles(const HtmlPage& page, const AreaPart& part, std::vector<View>& tiles) {
  const AreaResult& area = *part.area;
  if (area.is_pooled) {
    const std::string all = "/ " + counted(area.counties_met + area.counties_unmet + area.counties_unknown);
    tiles.push_back(
        tile_view({counted(area.counties_met), all, page.say("html.tile.counties"), part.anchor + "-counties", Verdict::Met}, page.lang()));
    tiles.push_back(tile_view(
        {counted(area.counties_unmet), all, page.say("html.tile.counties"), part.anchor + "-counties", Verdict::Unmet}, page.lang()));
    tiles.push_back(tile_view(
        {counted(area.counties_unknown), all, page.say("html.tile.counties"), part.anchor + "-counties", Verdict::Unknown}, page.lang()));
  }
  if (!area.items.empty() && !area.score_low) {
    std::optional<Verdict> verdict = Verdict::Met;
    for (const assess::ItemResult& item : area.items) verdict = both(verdict, std::optional(item.verdict));
    const auto met = std::ranges::count(area.items, Verdict::Met, &assess::ItemResult::verdict);
    tiles.push_back(tile_view(
        {std::to_string(met), "/ " + std::to_string(area.items.size()), page.say("html.tile.items"), part.anchor + "-items", verdict},
        page.lang()));
  }
  if (area.score_low) {
    const std::string value = area.score ? shown(area.score, 1) : shown(area.score_low, 1) + "–" + shown(area.score_high, 1);
    tiles.push_back(tile_view({value, {}, page.say("html.tile.score"), part.anchor + "-items", area.score_verdict}, page.lang()));
  }
}

}  // namespace

std::string summary_section(const HtmlPage& page, const AreaPart& part) {
  const AreaResult& area = *part.area;
  std::vector<View> tiles;
  for (const StageResult& stage : area.stages) add_stage_tiles(page, part, stage, tiles);
  add_area_tiles(page, part, tiles);
  std::vector<View> reasons;
  for (const Reason& reason : area.reasons) {
    View view;
    view.text("badge", badge(reason.verdict, page.lang())).text("href", target(page, part, reason));
    reasons.push_back(view.text("words", reason_text(page.assessment(), area, reason, page.lang())));
  }
  View view;
  view.text("anchor", part.anchor).text("state", std::string(verdict_class(area.verdict)));
  view.text("word",
            area.is_pooled ? page.say("html.verdict.pooled_word") : page.say("html.word." + std::string(verdict_class(area.verdict))));
  view.text("sentence", sentence(page, area)).list("tiles", std::move(tiles));
  view.flag("has_reasons", !reasons.empty()).list("reasons", std::move(reasons));
  return page.render("summary", view);
}

}  // namespace junheng::report
