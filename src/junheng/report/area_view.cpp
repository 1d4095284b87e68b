#include "junheng/report/area_view.h"

#include <algorithm>
#include <set>

#include "junheng/assess/margins.h"
#include "junheng/core/catalogue.h"
#include "junheng/report/first_schools.h"
#include "junheng/report/item_text.h"
#include "junheng/report/json_parts.h"
#include "junheng/report/reason_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::ClauseResult;
using assess::ItemResult;
using assess::StageResult;
using formats::JsonWriter;

/// Document and clause of the limit that judges an indicator: of its CV, else of the school standard, else of the indicator.
std::string clause_words(const assess::IndicatorRule& rule, Lang lang) {
  const standards::Source& source = rule.cv ? rule.cv->source : rule.standard ? rule.standard->source : rule.indicator->source;
  if (source.document.empty()) return source.clause;
  return text("view.clause", lang, {{"document", source.document}, {"clause", source.clause}});
}

void write_stage(JsonWriter& json, const AreaViewInput& in, const StageResult& stage) {
  const assess::StageRules& rules = in.assessment->rules_of(stage.stage);
  json.begin_object().member("stage", to_string(stage.stage)).member("name", std::string_view(stage_text(stage.stage, in.lang)));
  write_stage_members(json, rules, stage);
  json.key("indicators").begin_array();
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    const assess::IndicatorRule& rule = rules.indicators[i];
    json.begin_object().member("id", std::string_view(rule.indicator->id));
    json.member("name", std::string_view(rule.indicator->title.in(in.lang))).member("unit", std::string_view(rule.indicator->unit));
    json.member("unit_text", standards::unit_label(rule.indicator->unit, in.lang)).member("direction", direction_word(rule));
    write_indicator_members(json, rule, stage.indicators[i], stage);
    json.member("clause", std::string_view(clause_words(rule, in.lang))).end_object();
  }
  json.end_array().end_object();
}

/// What was found and what is asked for, in one sentence.
std::string item_words(const AreaViewInput& in, const ItemResult& item, const ClauseResult& clause, bool is_hidden) {
  const std::string required = required_text(*in.assessment->standard, item, clause, in.lang);
  if (is_hidden) return text("view.item_hidden", in.lang, {{"limit", required}});
  if (clause.missing.size() == 1 && clause.missing.front() == item.item->id)
    return text("view.item_not_reported", in.lang, {{"limit", required}});
  if (const std::string names = missing_names(*in.assessment->standard, clause, in.lang); !names.empty())
    return text("view.item_missing", in.lang, {{"names", names}, {"limit", required}});
  return text("view.item", in.lang, {{"value", item_value_with_parts(clause, in.lang)}, {"limit", required}});
}

void write_offenders(JsonWriter& json, const AreaViewInput& in, const ItemResult& item) {
  const model::Schools& schools = in.assessment->dataset->schools;
  json.key("offenders").begin_array();
  for (const ClauseResult& clause : item.clauses) {
    for (const assess::Offender& offender : clause.offenders) {
      json.begin_object().member("school_id", schools.ids.at(offender.school.value));
      json.member("name", schools.names.at(offender.school.value));
      if (offender.stage) json.member("stage", to_string(*offender.stage));
      json.key("value");
      const bool is_hidden = in.small_counts->hides(offender.school);
      if (is_hidden) json.null();
      else json.value(offender.value);
      json.member("limit", offender.limit).member("verdict", to_string(offender.verdict));
      json.member("text", std::string_view(is_hidden ? "" : offender_text(clause, offender, in.lang))).end_object();
    }
  }
  json.end_array();
}

void write_item(JsonWriter& json, const AreaViewInput& in, const ItemResult& item) {
  const ClauseResult& clause = assess::deciding_clause(item);
  const bool is_hidden = in.small_counts->hides(item);
  const auto shown = [&](const std::optional<double>& number) { return is_hidden ? std::nullopt : number; };
  json.begin_object().member("id", std::string_view(item.item->id)).member("name", std::string_view(item.item->title.in(in.lang)));
  json.member("value", shown(item.value)).member("limit", item.limit).member("margin", shown(assess::item_margin(item)));
  // A number of 1 or 0 would not say which of yes and no it is.
  if (is_answered(clause)) {
    json.member("value_text", std::string_view(is_hidden ? "" : item_value_text(clause, in.lang)));
    json.member("limit_text", std::string_view(required_text(*in.assessment->standard, item, clause, in.lang)));
  }
  json.member("unit", std::string_view(clause.clause->unit)).member("unit_text", std::string_view(item_unit_text(clause, in.lang)));
  json.member("verdict", to_string(item.verdict)).member("basis", to_string(item.basis));
  json.member("score", shown(item.score)).key("max");
  if (item.item->scoring) json.value(item.item->scoring->max);
  else json.null();
  json.member("text", std::string_view(item_words(in, item, clause, is_hidden)));
  write_offenders(json, in, item);
  json.key("missing").begin_array();
  for (const ClauseResult& each : item.clauses)
    for (const std::string_view id : each.missing) json.value(std::string_view(missing_name(*in.assessment->standard, each, id, in.lang)));
  json.end_array().end_object();
}

void write_score(JsonWriter& json, const assess::AreaResult& area) {
  json.key("score");
  if (!area.score_low) {
    json.null();
    return;
  }
  json.begin_object().member("value", area.score).member("low", area.score_low).member("high", area.score_high);
  write_verdict(json, "verdict", area.score_verdict);
  json.end_object();
}

void write_child(JsonWriter& json, const ChildView& child) {
  json.begin_object().member("code", std::string_view(child.node.code)).member("name", std::string_view(child.node.name));
  json.member("level", std::string_view(child.node.level));
  write_verdict(json, "verdict", child.verdict);
  json.member("schools", child.schools).member("has_children", child.node.has_children);
  if (child.counties) {
    json.key("counties").begin_object().member("met", child.counties->met).member("unmet", child.counties->unmet);
    json.member("unknown", child.counties->unknown).end_object();
  }
  json.end_object();
}

}  // namespace

std::string_view direction_word(const assess::IndicatorRule& rule) {
  if (!rule.is_judged()) return "none";
  return rule.indicator->direction == standards::Direction::Higher ? "at_least" : "at_most";
}

std::vector<std::string> hidden_words(const SmallCounts& small_counts, Lang lang) {
  if (small_counts.count() == 0) return {};
  return {text("view.hidden_schools", lang, {{"count", std::to_string(small_counts.count())}}),
          std::string(text("view.hidden_figures", lang))};
}

std::int64_t count_schools(const assess::Assessment& assessment, const assess::AreaResult& area) {
  std::set<SchoolIndex> schools;
  for (const StageResult& stage : area.stages) {
    const assess::UnitTable& units = assessment.units.of(stage.stage);
    const auto& group = units.groups[stage.group];
    schools.insert(units.schools.begin() + group.begin, units.schools.begin() + group.entered_end);
  }
  return static_cast<std::int64_t>(schools.size());
}

void write_result_members(JsonWriter& json, const AreaViewInput& in) {
  write_verdict(json, "verdict", in.area->verdict);
  write_reasons(json, *in.assessment, *in.area, in.lang, [&](const ItemResult& item) { return in.small_counts->hides(item); });
  json.key("stages").begin_array();
  for (const StageResult& stage : in.area->stages) write_stage(json, in, stage);
  json.end_array().key("items").begin_array();
  for (const ItemResult& item : in.area->items) write_item(json, in, item);
  json.end_array();
}

std::string overview_json(const OverviewInput& input) {
  const AreaViewInput& in = input.view;
  JsonWriter json;
  json.begin_object().key("run");
  write_run(json, input.run);
  json.key("area");
  write_area_node(json, input.node);
  write_area_nodes(json, "path", input.path);
  json.key("children").begin_array();
  for (const ChildView& child : input.children) write_child(json, child);
  json.end_array();
  if (in.area->is_pooled) write_counties(json, *in.area);
  else json.key("counties").null();
  write_result_members(json, in);
  write_first_schools(json, in);
  write_score(json, *in.area);
  json.key("hidden").begin_array();
  for (const std::string& words : hidden_words(*in.small_counts, in.lang)) json.value(std::string_view(words));
  return json.end_array().end_object().take();
}

}  // namespace junheng::report
