// What is asked of the county as a whole: each item with its clauses, what was found, and who keeps it from being met.
#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/html_page.h"
#include "junheng/report/item_text.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::ClauseResult;
using assess::ItemResult;
using standards::ItemGroup;

constexpr std::size_t kOffendersShown = 10;
constexpr std::array<ItemGroup, 5> kGroups = {ItemGroup::Prerequisite, ItemGroup::Government, ItemGroup::Quality, ItemGroup::Recognition,
                                              ItemGroup::Veto};

std::string_view group_key(ItemGroup group) {
  switch (group) {
    case ItemGroup::Government: return "html.items.government";
    case ItemGroup::Quality: return "html.items.quality";
    case ItemGroup::Recognition: return "html.items.recognition";
    case ItemGroup::Prerequisite: return "html.items.prerequisite";
    case ItemGroup::Veto: return "html.items.veto";
  }
  return "html.items.government";
}

std::string offender_words(const HtmlPage& page, const ClauseResult& clause, const assess::Offender& offender) {
  std::string name = school_name(page, offender.school);
  if (offender.stage) name = page.say("html.offender.stage", {{"school", name}, {"stage", stage_text(*offender.stage, page.lang())}});
  return page.say("html.offender.words", {{"school", name}, {"words", offender_text(clause, offender, page.lang())}});
}

/// What is asked for, with the sources of the limits in force; the item's own source where its clause has no dated value.
std::string limit_text(const HtmlPage& page, const ItemResult& item, const ClauseResult& clause) {
  const standards::Standard& standard = *page.assessment().standard;
  std::string cites;
  bool limits_both = false;
  for (const Stage stage : {Stage::All, Stage::Primary, Stage::Junior}) {
    const auto limit = standards::in_force(clause.clause->limits, standards::LimitKind::Standard, stage, standard.on);
    if (!limit || limits_both) continue;
    limits_both = stage == Stage::All;
    const std::string use =
        (stage == Stage::All ? "" : stage_text(stage, page.lang()) + " ") + item.item->id + " " + shown_limit(limit->value);
    const std::string reference = cite(page, *limit, use);
    if (cites.find(reference) == std::string::npos) cites += " " + reference;
  }
  if (clause.clause->limits.empty()) cites = " " + cite(page, item.item->source, item.item->status, item.item->id);
  return escape_html(required_text(standard, item, clause, page.lang())) + cites;
}

/// What stands below a clause: offenders, what is missing, warnings.
std::vector<View> note_views(const HtmlPage& page, const ItemResult& item, const ClauseResult& clause) {
  std::vector<View> notes;
  const auto add = [&](std::string words) {
    View note;
    notes.push_back(note.text("words", std::move(words)));
  };
  if (!clause.offenders.empty()) {
    std::string names;
    const std::string comma = page.lang() == Lang::Zh ? "；" : "; ";
    for (std::size_t i = 0; i < std::min(kOffendersShown, clause.offenders.size()); ++i)
      names += (i == 0 ? "" : comma) + offender_words(page, clause, clause.offenders[i]);
    if (clause.offenders.size() > kOffendersShown)
      names += page.say("html.items.more", {{"count", std::to_string(clause.offenders.size() - kOffendersShown)}});
    add(names);
  }
  if (clause.missing.size() == 1 && clause.missing.front() == item.item->id)
    add(page.say("html.items.not_reported", {{"id", item.item->id}}));
  else if (!clause.missing.empty())
    add(page.say("html.items.missing", {{"names", missing_names(*page.assessment().standard, clause, page.lang())}}));
  for (const std::string_view warning : clause.warnings) add(page.say(warning));
  return notes;
}

View clause_view(const HtmlPage& page, const ItemResult& item, const ClauseResult& clause) {
  View view;
  const std::string margin = item_margin_text(item, clause);
  view.text("clause_title", clause.clause->title.in(page.lang()));
  view.text("value", item_value_with_parts(clause, page.lang()))
      .text("limit", limit_text(page, item, clause) + (margin == "—" ? "" : margin_line(page, margin)))
      .text("basis", basis_text(clause.basis, page.lang()));
  view.text("badge", badge(clause.verdict, page.lang())).text("state", std::string(to_string(clause.verdict)));
  std::vector<View> notes = note_views(page, item, clause);
  return view.flag("has_notes", !notes.empty()).list("notes", std::move(notes));
}

View item_view(const HtmlPage& page, const AreaPart& part, std::size_t position, bool is_scored) {
  const ItemResult& item = part.area->items[position];
  View view;
  view.text("anchor", part.item_anchor(position)).text("id", item.item->id).text("title", item.item->title.in(page.lang()));
  std::vector<View> clauses;
  for (const ClauseResult& clause : item.clauses) clauses.push_back(clause_view(page, item, clause));
  view.list("clauses", std::move(clauses)).flag("has_clauses", item.clauses.size() > 1).flag("is_scored", is_scored);
  std::string score = "—";
  if (item.item->scoring) {
    const standards::Scoring& scoring = *item.item->scoring;
    score = (item.score ? shown(item.score, 1) : shown(item.score_low, 1) + "–" + shown(item.score_high, 1)) + " / " +
            shown_limit(scoring.max) + " " +
            cite(page, scoring.source, scoring.status, page.say("html.items.score_of", {{"id", item.item->id}}));
  }
  return view.text("score", is_scored ? score : "");
}

}  // namespace

std::string item_section(const HtmlPage& page, const AreaPart& part) {
  const assess::AreaResult& area = *part.area;
  if (area.items.empty()) return {};
  const bool is_scored = area.score_low.has_value();
  std::vector<View> groups;
  for (const ItemGroup group : kGroups) {
    std::vector<View> items;
    for (std::size_t i = 0; i < area.items.size(); ++i)
      if (area.items[i].item->group == group) items.push_back(item_view(page, part, i, is_scored));
    if (items.empty()) continue;
    View view;
    view.text("group", page.say(group_key(group))).text("columns", is_scored ? "6" : "5");
    groups.push_back(view.list("items", std::move(items)));
  }
  View view;
  view.text("anchor", part.anchor + "-items").list("groups", std::move(groups)).flag("has_score", is_scored);
  if (is_scored) {
    const standards::Standard& standard = *page.assessment().standard;
    const auto pass = standards::in_force(standard.pack.county_limits, standards::LimitKind::PassScore, Stage::All, standard.on);
    const std::string total =
        area.score ? shown(area.score, 1, value_of(pass)) : shown(area.score_low, 1) + "–" + shown(area.score_high, 1);
    view.text("total", total)
        .text("pass", pass ? "≥ " + shown_limit(pass->value) + " " + cite(page, *pass, page.say("html.tile.score")) : "—");
    view.text("total_badge", area.score_verdict ? badge(area.score_verdict, page.lang()) : "");
  }
  return page.render("items", view);
}

}  // namespace junheng::report
