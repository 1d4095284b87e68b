#include "junheng/report/school_view.h"

#include <algorithm>
#include <set>
#include <utility>

#include "junheng/assess/diagnosis.h"
#include "junheng/assess/margins.h"
#include "junheng/assess/trace.h"
#include "junheng/core/catalogue.h"
#include "junheng/model/schema.h"
#include "junheng/model/school_traits.h"
#include "junheng/report/item_text.h"
#include "junheng/report/json_parts.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/mending.h"
#include "junheng/report/outside_schools.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/school_facts.h"
#include "junheng/report/school_units.h"
#include "junheng/report/schools_view.h"
#include "junheng/report/shortfall_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;

std::string shortfall_of(const AreaViewInput& in, const SchoolUnit& at, std::size_t indicator) {
  for (const assess::Shortfall& shortfall : assess::shortfalls(*in.assessment, at.stage->stage, at.unit))
    if (shortfall.indicator == indicator && shortfall.missing) return shortfall_amount(*in.assessment, at.stage->stage, shortfall, in.lang);
  return {};
}

/// What the school has to do for its verdict. It names indicators that are not met, which the states tell as well.
std::string mending_of_unit(const AreaViewInput& in, const SchoolUnit& at) {
  if (!at.enters) return {};
  const auto mending = mending_of(*in.assessment, at.stage->stage, at.unit);
  return mending ? mending_text(*in.assessment, at.stage->stage, *mending, in.lang) : "";
}

void write_share(JsonWriter& json, const AreaViewInput& in, const SchoolUnit& at, std::size_t indicator) {
  const auto all = assess::contributions(*in.assessment, *at.stage, indicator);
  const auto own = std::ranges::find(all, at.unit, &assess::Contribution::unit);
  json.key("share");
  if (own == all.end()) json.null();
  else json.value(own->cv2_share);
}

void write_indicator(JsonWriter& json, const AreaViewInput& in, const SchoolUnit& at, std::size_t i) {
  const Stage stage = at.stage->stage;
  const assess::IndicatorRule& rule = in.assessment->rules_of(stage).indicators[i];
  const assess::IndicatorColumn& column = in.assessment->schools_of(stage).indicators[i];
  const bool is_hidden = in.small_counts->hides(stage, at.unit) && tells_pupils(*rule.indicator);
  const model::Quantity value = at.enters ? column.values.at(at.unit) : model::Quantity::missing(model::Absence::NotCollected);
  json.begin_object()
      .member("id", std::string_view(rule.indicator->id))
      .member("name", std::string_view(rule.indicator->title.in(in.lang)));
  json.member("unit_text", standards::unit_label(rule.indicator->unit, in.lang));
  json.member("value", is_hidden ? std::nullopt : value.get());
  json.member("state", at.enters ? state_word(column.states[at.unit]) : "none");
  // Where limits differ by setting, those of this school.
  const assess::OwnLimits limits = limits_of_unit(*in.assessment, stage, at.unit, i);
  json.member("standard", limits.standard).member("floor", limits.floor);
  json.member("county_mean", at.stage->indicators[i].mean);
  json.member("shortfall", std::string_view(is_hidden || !at.enters ? "" : shortfall_of(in, at, i)));
  json.member("mending", std::string_view(is_hidden || !at.enters ? "" : gap_role_text_of(*in.assessment, stage, at.unit, i, in.lang)));
  if (is_hidden || !at.enters) json.key("share").null();
  else write_share(json, in, at, i);
  const bool is_missing = at.enters && !is_hidden && !value.is_present();
  json.member("missing", std::string_view(is_missing ? absence_text(value.absence, in.lang) : "")).end_object();
}

void write_stage(JsonWriter& json, const AreaViewInput& in, const SchoolUnit& at) {
  const Stage stage = at.stage->stage;
  const assess::StageRules& rules = in.assessment->rules_of(stage);
  const assess::SchoolColumns& schools = in.assessment->schools_of(stage);
  json.begin_object().member("stage", to_string(stage)).member("name", std::string_view(stage_text(stage, in.lang)));
  write_verdict(json, "verdict", at.enters ? schools.verdicts[at.unit] : std::nullopt);
  json.key("met");
  if (at.enters && rules.judges_schools()) json.value(int{schools.met[at.unit]});
  else json.null();
  json.key("needed");
  if (rules.at_least) json.value(static_cast<std::int64_t>(rules.at_least->value));
  else json.null();
  json.member("mending", std::string_view(mending_of_unit(in, at)));
  json.member("pupils", in.small_counts->hides(stage, at.unit) ? std::nullopt : in.assessment->units.of(stage).pupils.get(at.unit));
  json.key("indicators").begin_array();
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) write_indicator(json, in, at, i);
  json.end_array().end_object();
}

void write_source(JsonWriter& json, const SchoolPageInput& input, const assess::SourceCell& cell) {
  const AreaViewInput& in = input.view;
  const bool is_of_small =
      in.small_counts->masking() == Masking::SmallCountsHidden &&
      (in.small_counts->hides(input.school) || has_small_stage(*in.assessment->dataset, in.assessment->year, cell.school));
  const bool is_hidden = counts_pupils(cell.measure) && (is_of_small || in.small_counts->hides(cell.value.get().value_or(0)));
  json.begin_object().member("measure", std::string_view(cell.measure));
  json.member("name", std::string_view(measure_name(*in.assessment->standard, cell.measure, in.lang)));
  if (cell.school != input.school) {
    const model::Schools& schools = in.assessment->dataset->schools;
    json.member("campus_id", schools.ids.at(cell.school.value)).member("campus", schools.names.at(cell.school.value));
  }
  json.member("stage", to_string(cell.stage)).member("value", is_hidden ? std::nullopt : cell.value.get());
  if (!cell.value.is_present()) json.member("missing", std::string_view(absence_text(cell.value.absence, in.lang)));
  json.member("file", std::string_view(cell.where.file));
  if (!cell.where.sheet.empty()) json.member("sheet", std::string_view(cell.where.sheet));
  json.member("row", cell.where.row);
  if (cell.where.column > 0)
    json.member("column", cell.where.column)
        .member("cell", std::string_view(column_letters(cell.where.column) + std::to_string(cell.where.row)));
  json.end_object();
}

/// The county items that the school keeps from being met, but for those that repeat its verdicts.
void write_items(JsonWriter& json, const AreaViewInput& in, SchoolIndex school) {
  json.key("items").begin_array();
  for (const assess::ItemShare& share : assess::item_shares(*in.area, school)) {
    if (assess::repeats_school_standard(share)) continue;
    const bool is_hidden = in.small_counts->hides(school) || in.small_counts->hides(*share.item);
    json.begin_object().member("id", std::string_view(share.item->item->id));
    json.member("name", std::string_view(share.item->item->title.in(in.lang)));
    if (share.offender->stage) json.member("stage", to_string(*share.offender->stage));
    json.member("verdict", to_string(share.offender->verdict));
    json.member("text", std::string_view(is_hidden ? "" : offender_text(*share.clause, *share.offender, in.lang)));
    // Where the county stands in it.
    const assess::ClauseResult& deciding = assess::deciding_clause(*share.item);
    json.member("county_value", std::string_view(is_hidden ? "" : item_value_text(deciding, in.lang)));
    json.member("county_limit", std::string_view(required_text(*in.assessment->standard, *share.item, deciding, in.lang))).end_object();
  }
  json.end_array();
}

/// Every cell once, in the order of the indicators.
void write_sources(JsonWriter& json, const SchoolPageInput& input, const std::vector<SchoolUnit>& units) {
  std::set<std::tuple<std::string, std::uint32_t, Stage>> written;
  json.key("sources").begin_array();
  for (const SchoolUnit& at : units) {
    if (!at.enters) continue;
    for (std::size_t i = 0; i < at.stage->indicators.size(); ++i) {
      const auto trace = assess::trace_value(*input.view.assessment, *input.campuses, at.stage->stage, at.unit, i);
      for (const assess::SourceCell& cell : trace.cells)
        if (written.insert({cell.measure, static_cast<std::uint32_t>(cell.school.value), cell.stage}).second)
          write_source(json, input, cell);
    }
  }
  json.end_array();
}

/// The campuses whose figures are added to those of the school, and the school of which it is a campus itself.
void write_campuses(JsonWriter& json, const SchoolPageInput& input) {
  const model::Schools& schools = input.view.assessment->dataset->schools;
  const auto write = [&](SchoolIndex school) {
    json.begin_object().member("school_id", schools.ids.at(school.value)).member("name", schools.names.at(school.value)).end_object();
  };
  json.key("campuses").begin_array();
  for (const SchoolIndex member : input.campuses->of_whole().of(input.school))
    if (member != input.school) write(member);
  json.end_array().key("campus_of");
  if (model::is_campus(schools, input.school.value)) write(*schools.parents[input.school.value]);
  else json.null();
}

std::string outside_of(const AreaViewInput& in, const std::vector<SchoolUnit>& units) {
  std::string out;
  for (const SchoolUnit& at : units) {
    if (at.enters) continue;
    const std::string reason = outside_bar(*in.assessment, at.stage->stage, at.unit, in.lang);
    out += (out.empty() ? "" : in.lang == Lang::Zh ? "；" : "; ") + reason;
  }
  return out.empty() && units.empty() ? text("view.school_no_stage", in.lang, {}) : out;
}

}  // namespace

std::string school_page_json(const SchoolPageInput& input) {
  const AreaViewInput& in = input.view;
  const model::Schools& schools = in.assessment->dataset->schools;
  const std::size_t school = input.school.value;
  const std::vector<SchoolUnit> units = units_of(in, input.school);
  JsonWriter json;
  json.begin_object().key("run");
  write_run(json, input.run);
  json.member("school_id", schools.ids.at(school)).member("name", schools.names.at(school)).key("county");
  write_area_node(json, input.county);
  write_area_nodes(json, "path", input.path);
  json.member("kind", std::string_view(code_name(model::school_kinds(), schools.kinds[school], in.lang)));
  json.member("setting", std::string_view(code_name(model::setting_codes(), schools.settings[school], in.lang)));
  write_campuses(json, input);
  json.member("lon", schools.lon.get(school)).member("lat", schools.lat.get(school));
  json.member("outside", std::string_view(outside_of(in, units)));
  json.key("stages").begin_array();
  for (const SchoolUnit& at : units) write_stage(json, in, at);
  json.end_array();
  write_items(json, in, input.school);
  json.key("history").begin_array();
  for (const std::string& year : input.history)
    if (!year.empty()) json.raw(year);
  json.end_array();
  write_sources(json, input, units);
  json.key("hidden").begin_array();
  if (in.small_counts->hides(input.school)) json.value(text("view.hidden_school", in.lang));
  return json.end_array().end_object().take();
}

std::string school_history_json(const AreaViewInput& in, SchoolIndex school, std::int64_t run_id) {
  std::string out;
  for (const SchoolUnit& at : units_of(in, school)) {
    const Stage stage = at.stage->stage;
    const auto& rules = in.assessment->rules_of(stage).indicators;
    const bool hides = in.small_counts->hides(stage, at.unit);
    JsonWriter json;
    json.begin_object().member("school_year", in.assessment->year.first).member("run_id", run_id).member("stage", to_string(stage));
    write_verdict(json, "verdict", at.enters ? in.assessment->schools_of(stage).verdicts[at.unit] : std::nullopt);
    json.member("pupils", hides ? std::nullopt : in.assessment->units.of(stage).pupils.get(at.unit)).key("values").begin_object();
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const bool is_left_out = !at.enters || (hides && tells_pupils(*rules[i].indicator));
      json.member(rules[i].indicator->id, is_left_out ? std::nullopt : in.assessment->schools_of(stage).indicators[i].values.get(at.unit));
    }
    json.end_object().end_object();
    out += (out.empty() ? "" : ",") + json.take();
  }
  return out;
}

}  // namespace junheng::report
