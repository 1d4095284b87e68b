// Every school of an area: a table that can be sorted, and a sheet per school with its gaps (一校一策).
#include <algorithm>

#include <fmt/format.h>

#include "junheng/assess/diagnosis.h"
#include "junheng/model/schema.h"
#include "junheng/report/html_page.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/mending.h"
#include "junheng/report/number_format.h"
#include "junheng/report/outside_schools.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/school_facts.h"
#include "junheng/report/shortfall_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::IndicatorState;
using assess::StageResult;

/// Pooled areas hold thousands of schools; their tables stand in the reports of the counties.
constexpr std::uint32_t kMostSchools = 2000;

/// One school of one stage, with the tables that its values stand in.
struct UnitPart {
  const HtmlPage* page;
  const AreaPart* area;
  const StageResult* stage;
  std::uint32_t unit;

  [[nodiscard]] const assess::UnitTable& units() const { return page->assessment().units.of(stage->stage); }
  [[nodiscard]] const assess::StageRules& rules() const { return page->assessment().rules_of(stage->stage); }
  [[nodiscard]] const assess::SchoolColumns& schools() const { return page->assessment().schools_of(stage->stage); }
  [[nodiscard]] SchoolIndex school() const { return units().schools[unit]; }
  [[nodiscard]] assess::OwnLimits limits(std::size_t indicator) const {
    return limits_of_unit(page->assessment(), stage->stage, unit, indicator);
  }
  [[nodiscard]] bool is_limit_several(std::size_t indicator) const {
    return report::is_limit_several(page->assessment(), stage->stage, unit, indicator);
  }
};

/// The sign that says what the colour of a cell says.
std::string_view sign_of(IndicatorState state) {
  switch (state) {
    case IndicatorState::Floor: return "◆";
    case IndicatorState::Unmet: return "▲";
    case IndicatorState::Unknown: return "?";
    default: return "";
  }
}

std::string value_text(const UnitPart& in, std::size_t indicator) {
  const assess::IndicatorRule& rule = in.rules().indicators[indicator];
  const auto& column = in.schools().indicators[indicator];
  return shown(column.values.get(in.unit), rule.parts.empty() ? rule.indicator->decimals : 0, in.limits(indicator).standard,
               rule.indicator->direction);
}

View cell_view(const UnitPart& in, std::size_t indicator) {
  const auto& column = in.schools().indicators[indicator];
  const IndicatorState state = column.states[in.unit];
  View cell;
  cell.text("state", std::string(to_string(state))).text("value", value_text(in, indicator)).text("sign", std::string(sign_of(state)));
  const bool is_known = column.values.has(in.unit) && !in.is_limit_several(indicator);
  return cell.text("why", is_known ? "" : unjudged_reason(in.page->assessment(), in.stage->stage, in.unit, indicator, in.page->lang()));
}

View row_view(const UnitPart& in) {
  const HtmlPage& page = *in.page;
  const auto& verdict = in.schools().verdicts[in.unit];
  View row;
  row.text("anchor", in.area->school_anchor(in.stage->stage, in.unit))
      .text("school", school_name(page, in.school()))
      .text("school_id", std::string(page.dataset().schools.ids.at(in.school().value)))
      .flag("has_sheet", page.has_sheets);
  row.text("pupils", in.units().pupils.has(in.unit) ? counted(in.units().pupils.at(in.unit).value) : "—");
  row.text("kind", code_name(model::school_kinds(), page.dataset().schools.kinds[in.school().value], page.lang()));
  row.text("met", std::to_string(in.schools().met[in.unit]) + " / " + std::to_string(in.rules().judged_indicators()));
  row.text("badge", verdict ? badge(verdict, page.lang()) : "").flag("is_judged", in.rules().judges_schools());
  row.text("order", verdict ? std::to_string(static_cast<int>(*verdict)) : "9")
      .flag("is_uncertain", in.units().entries[in.unit] == assess::Entry::Uncertain);
  std::vector<View> cells;
  for (std::size_t i = 0; i < in.rules().indicators.size(); ++i) cells.push_back(cell_view(in, i));
  return row.list("cells", std::move(cells));
}

std::string gap_text(const UnitPart& in, std::size_t indicator, const std::vector<assess::Shortfall>& shortfalls) {
  const auto found = std::ranges::find(shortfalls, indicator, &assess::Shortfall::indicator);
  return found == shortfalls.end() ? "—" : shortfall_amount(in.page->assessment(), in.stage->stage, *found, in.page->lang());
}

View sheet_row(const UnitPart& in, std::size_t indicator, const std::vector<assess::Shortfall>& shortfalls) {
  const assess::IndicatorRule& rule = in.rules().indicators[indicator];
  const auto& column = in.schools().indicators[indicator];
  const IndicatorState state = column.states[in.unit];
  const Lang lang = in.page->lang();
  View row;
  row.text("id", rule.indicator->id)
      .text("title", rule.indicator->title.in(lang))
      .text("unit", std::string(standards::unit_label(rule.indicator->unit, lang)));
  row.text("value", column.values.has(in.unit) ? value_text(in, indicator) : absence_text(column.values.at(in.unit).absence, lang));
  const bool has_parts = !rule.parts.empty();
  const assess::OwnLimits own = in.limits(indicator);
  row.text("standard", own.standard                     ? limit_sign(*rule.indicator, *own.standard)
                       : has_parts                      ? "≥ " + std::to_string(rule.indicator->parts_at_least)
                       : in.is_limit_several(indicator) ? all_limits(rule, lang)
                                                        : "—");
  row.text("floor", own.floor ? limit_sign(*rule.indicator, *own.floor) : "—");
  row.text("mean", shown(in.stage->indicators[indicator].mean, rule.indicator->decimals));
  row.text("gap", rule.is_judged() ? gap_text(in, indicator, shortfalls) : "—");
  row.text("state", std::string(to_string(state))).text("sign", std::string(sign_of(state)));
  row.text("mending", gap_role_text_of(in.page->assessment(), in.stage->stage, in.unit, indicator, lang));
  return row.text("state_word", in.page->say("html.state." + std::string(to_string(state))));
}

std::string sheet_facts(const UnitPart& in) {
  const HtmlPage& page = *in.page;
  std::string out = school_facts(page.dataset(), in.school(), page.lang());
  const std::string comma = page.lang() == Lang::Zh ? "，" : ", ";
  if (in.units().pupils.has(in.unit))
    out += comma + page.say("html.sheet.pupils", {{"count", counted(in.units().pupils.at(in.unit).value)}});
  if (in.units().entries[in.unit] == assess::Entry::Uncertain) out += comma + page.say("html.schools.uncertain");
  return out;
}

/// The county items that the school keeps from being met: of this stage, and those of no stage.
std::string items_text(const UnitPart& in) {
  std::string out;
  for (const assess::ItemShare& share : assess::item_shares(*in.area->area, in.school())) {
    const auto& stage = share.offender->stage;
    if (repeats_school_standard(share) || (stage && *stage != in.stage->stage)) continue;
    out += (out.empty() ? "" : in.page->lang() == Lang::Zh ? "；" : "; ") + item_share_text(share, in.page->lang());
  }
  return out.empty() ? out : in.page->say("html.sheet.items", {{"items", out}});
}

View sheet_view(const UnitPart& in) {
  const auto& verdict = in.schools().verdicts[in.unit];
  View sheet;
  sheet.text("anchor", in.area->school_anchor(in.stage->stage, in.unit)).text("school", school_name(*in.page, in.school()));
  sheet.text("badge", verdict ? badge(verdict, in.page->lang()) : "")
      .text("facts", sheet_facts(in))
      .text("items", items_text(in))
      .text("state", std::string(verdict_class(verdict)));
  if (in.rules().judges_schools())
    sheet.text("met", in.page->say("html.sheet.met", {{"met", std::to_string(in.schools().met[in.unit])},
                                                      {"total", std::to_string(in.rules().judged_indicators())}}));
  else sheet.text("met", "");
  const auto mending = mending_of(in.page->assessment(), in.stage->stage, in.unit);
  sheet.text("mending", mending ? mending_text(in.page->assessment(), in.stage->stage, *mending, in.page->lang()) : "");
  const auto shortfalls = assess::shortfalls(in.page->assessment(), in.stage->stage, in.unit);
  std::vector<View> rows;
  for (std::size_t i = 0; i < in.rules().indicators.size(); ++i) rows.push_back(sheet_row(in, i, shortfalls));
  return sheet.list("rows", std::move(rows));
}

/// Schools outside the standard's tables, by name and with what puts them there.
std::vector<View> outside_views(const HtmlPage& page, const StageResult& stage) {
  std::vector<View> out;
  for (const OutsideSchool& outside : outside_schools(page.assessment(), stage, page.lang())) {
    View view;
    out.push_back(view.text("words", page.say("html.schools.outside_school", {{"school", school_name(page, outside.school)},
                                                                              {"pupils", outside.pupils ? counted(*outside.pupils) : "—"},
                                                                              {"reason", outside.reason}})));
  }
  return out;
}

View stage_view(const HtmlPage& page, const AreaPart& part, const StageResult& stage) {
  const assess::StageRules& rules = page.assessment().rules_of(stage.stage);
  const auto& group = page.assessment().units.of(stage.stage).groups[stage.group];
  View view;
  view.text("anchor", part.stage_anchor(stage.stage) + "-schools")
      .text("stage", stage_text(stage.stage, page.lang()))
      .flag("judges_schools", rules.judges_schools());
  view.text("caption",
            page.say("html.schools.caption", {{"stage", stage_text(stage.stage, page.lang())}, {"count", counted(stage.schools)}}));
  std::vector<View> columns;
  for (const assess::IndicatorRule& rule : rules.indicators) {
    View column;
    column.text("id", rule.indicator->id).text("title", rule.indicator->title.in(page.lang()));
    column.text("unit", std::string(standards::unit_label(rule.indicator->unit, page.lang())));
    columns.push_back(column.text("standard", all_limits(rule, page.lang())));
  }
  std::vector<View> rows;
  std::vector<View> sheets;
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    const UnitPart in{&page, &part, &stage, unit};
    rows.push_back(row_view(in));
    if (page.has_sheets) sheets.push_back(sheet_view(in));
  }
  std::vector<View> outside = outside_views(page, stage);
  view.text("outside_title", page.say("html.schools.outside", {{"count", std::to_string(outside.size())}}))
      .flag("has_outside", !outside.empty());
  view.list("outside", std::move(outside)).list("columns", std::move(columns)).list("rows", std::move(rows));
  return view.flag("has_sheets", page.has_sheets && !sheets.empty()).list("sheets", std::move(sheets));
}

}  // namespace

bool has_school_sheets(const HtmlPage& page, const AreaPart& part) {
  std::uint32_t schools = 0;
  for (const StageResult& stage : part.area->stages) schools += stage.schools;
  return page.has_sheets && schools > 0 && schools <= kMostSchools;
}

std::string school_section(const HtmlPage& page, const AreaPart& part) {
  if (!page.lists_all_schools && part.area->verdict != assess::Verdict::Unmet)
    return "<p class=\"note\" id=\"" + part.anchor + "-schools\">" + escape_html(page.say("html.schools.not_listed")) + "</p>";
  std::vector<View> stages;
  std::uint32_t schools = 0;
  for (const StageResult& stage : part.area->stages) schools += stage.schools;
  View view;
  view.text("anchor", part.anchor + "-schools")
      .flag("is_too_many", schools > kMostSchools)
      .flag("has_sheets", has_school_sheets(page, part));
  view.text("sheets_anchor", part.anchor + "-sheets");
  view.text("too_many", page.say("html.schools.too_many", {{"count", counted(schools)}}));
  if (schools <= kMostSchools)
    for (const StageResult& stage : part.area->stages)
      if (stage.schools + stage.schools_outside > 0) stages.push_back(stage_view(page, part, stage));
  return page.render("schools", view.list("stages", std::move(stages)));
}

}  // namespace junheng::report
