#include "junheng/formats/json_writer.h"
#include "junheng/report/inequality_relations.h"
#include "junheng/report/inequality_report.h"
#include "junheng/report/inequality_words.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;
using monitor::IndexResult;
using monitor::Inequality;
using monitor::TheilByLevel;
using monitor::YearInequality;

void write_indices(JsonWriter& json, const YearInequality& year) {
  json.key("index").begin_object();
  for (const IndexResult& index : year.indices) json.member(index.index.id(), index.value);
  json.end_object();
}

void write_interval(JsonWriter& json, std::string_view name, const std::optional<stats::Interval>& interval) {
  json.key(name);
  if (!interval) {
    json.null();
    return;
  }
  json.begin_object().member("low", interval->low).member("high", interval->high).end_object();
}

void write_intervals(JsonWriter& json, const Inequality& result) {
  json.key("intervals").begin_object();
  for (const IndexResult& index : result.whole.indices) {
    const auto shown = shown_interval(index);
    if (!shown) continue;
    json.key(index.index.id()).begin_object();
    json.member("low", shown->interval.low).member("high", shown->interval.high).member("method", std::string_view(shown->method));
    json.member("level", result.confidence).member("standard_error", index.bootstrap->standard_error);
    json.member("replicates_left_out", replicates_left_out(result, index));
    write_interval(json, "percentile", index.bootstrap->percentile);
    write_interval(json, "bca", index.bootstrap->bca);
    json.end_object();
  }
  json.end_object();
}

void write_theil(JsonWriter& json, std::string_view name, const TheilByLevel& theil) {
  json.key(name).begin_array();
  const double total = theil.total();
  for (const monitor::TheilTerm& term : theil.terms) {
    json.begin_object().member("level", std::string_view(term.level)).member("value", term.value);
    json.member("share_percent", total > 0 ? std::optional(100 * term.value / total) : std::nullopt).end_object();
  }
  json.end_array();
}

void write_decomposition(JsonWriter& json, const YearInequality& year) {
  json.key("decomposition").begin_object();
  write_theil(json, "theil_t", year.theil_t);
  write_theil(json, "theil_l", year.theil_l);
  json.end_object();
}

void write_undefined(JsonWriter& json, const Inequality& result, Lang lang) {
  const YearInequality& year = result.whole;
  json.key("undefined").begin_object();
  const auto write = [&](const std::string& name, const Error& why) {
    json.key(name)
        .begin_object()
        .member("code", code_entry(why.code).name)
        .member("message", std::string_view(why.message(lang)))
        .end_object();
  };
  for (const IndexResult& index : year.indices)
    if (index.undefined) write(index.index.id(), *index.undefined);
  if (year.theil_t.undefined) write("decomposition.theil_t", *year.theil_t.undefined);
  if (year.theil_l.undefined) write("decomposition.theil_l", *year.theil_l.undefined);
  if (result.dagum && result.dagum->undefined) write("dagum", *result.dagum->undefined);
  if (result.moran && result.moran->undefined) write("moran", *result.moran->undefined);
  if (result.convergence && result.convergence->sigma_undefined) write("convergence.sigma", *result.convergence->sigma_undefined);
  if (result.convergence && result.convergence->beta_undefined) write("convergence.beta", *result.convergence->beta_undefined);
  for (const monitor::Segregation& each : result.segregation)
    if (each.undefined) write("segregation." + each.id(), *each.undefined);
  if (result.concentration && result.concentration->undefined) write("concentration", *result.concentration->undefined);
  json.end_object();
}

/// Key of a count of units.
std::string_view count_key(const Inequality& result) { return result.request.unit_level ? "areas" : "schools"; }

/// Only where units are areas: a country has too many schools.
void write_units(JsonWriter& json, const Inequality& result) {
  if (!result.request.unit_level) return;
  json.key("units").begin_array();
  for (const AreaUnit& unit : area_units(result)) {
    json.begin_object().member("area_code", std::string_view(unit.code)).member("name", std::string_view(unit.name));
    json.member("value", unit.value).member("weight", unit.weight).member("evidence", std::string_view(unit.evidence));
    json.member("inferred", unit.is_inferred).end_object();
  }
  json.end_array().key("without_value").begin_array();
  for (const monitor::UnitWithoutValue& area : result.sample.without_value) {
    const UnitPlace place = unit_place(result.request, area.unit);
    json.begin_object().member("area_code", std::string_view(place.code)).member("name", std::string_view(place.name));
    json.member("measure", std::string_view(area.measure)).member("reason", model::to_string(area.absence)).end_object();
  }
  json.end_array();
}

void write_areas(JsonWriter& json, const Inequality& result, Lang lang) {
  const model::Dataset& data = *result.request.dataset;
  json.key("areas").begin_array();
  for (std::size_t level = 0; level < result.levels.size(); ++level) {
    for (const monitor::GroupResult& group : result.levels[level].groups) {
      const std::string code = group_code(data, group.group);
      json.begin_object().member("level", std::string_view(result.levels[level].name));
      json.key("area_code");
      if (code.empty()) json.null();
      else json.value(std::string_view(code));
      json.key("setting");
      if (group.group.setting) json.value(monitor::to_string(*group.group.setting));
      else json.null();
      json.member("name", std::string_view(group_name(result, level, group.group, lang))).member(count_key(result), group.schools);
      json.member("weight", group.weight).member("mean", group.mean).member("cv", group.cv).member("between_theil_t", group.between);
      json.end_object();
    }
  }
  json.end_array();
}

void write_missing(JsonWriter& json, const Inequality& result) {
  json.key("missing").begin_object();
  json.member(count_key(result), result.sample.without_value.size());
  if (!result.request.unit_level) json.member("schools_without_pupils", result.sample.without_pupils);
  json.key("reasons").begin_array();
  for (const MissingCount& missing : missing_counts(result)) {
    json.begin_object().member("measure", std::string_view(missing.measure)).member("reason", model::to_string(missing.absence));
    json.member(count_key(result), missing.schools);
    if (!result.request.unit_level) json.member("pupils", missing.pupils);
    json.end_object();
  }
  json.end_array().key("dividing_standards").begin_array();
  for (const std::string& id : result.dividing_standards) json.value(std::string_view(id));
  json.end_array().key("levels").begin_array();
  for (const monitor::LevelResult& level : result.levels)
    if (level.schools_without_area > 0)
      json.begin_object().member("level", std::string_view(level.name)).member(count_key(result), level.schools_without_area).end_object();
  json.end_array().end_object();
}

void write_trend(JsonWriter& json, const Inequality& result, Lang lang) {
  json.key("trend").begin_array();
  for (const YearInequality& year : result.trend) {
    json.begin_object().member("school_year", year.year.first).member("n", year.schools);
    json.member("mean", year.undefined ? std::nullopt : std::optional(year.mean));
    if (year.undefined) json.member("reason", std::string_view(year.undefined->message(lang)));
    write_indices(json, year);
    write_decomposition(json, year);
    json.end_object();
  }
  json.end_array();
}

void write_result(JsonWriter& json, const InequalityInput& input, const Inequality& result) {
  const monitor::SampleRequest& request = result.request;
  json.begin_object().member("measure", std::string_view(request.measure));
  json.key("per");
  if (request.per.empty()) json.null();
  else json.value(std::string_view(request.per));
  json.member("unit", unit_id(request)).key("stage");
  if (request.unit_level) json.null();
  else json.value(to_string(request.stage));
  json.member("n", result.whole.schools);
  write_indices(json, result.whole);
  write_intervals(json, result);
  write_decomposition(json, result.whole);
  write_undefined(json, result, input.lang);
  json.member("school_year", request.year.first).member("mean", result.whole.mean).member("weight", result.whole.weight);
  write_missing(json, result);
  json.key("bootstrap");
  if (result.replicates == 0) json.null();
  else
    json.begin_object()
        .member("replicates", result.replicates)
        .member("seed", static_cast<std::int64_t>(result.seed))
        .member("clusters", result.drawn.counties > 0 ? std::string_view("county") : unit_id(request))
        .member("count", result.drawn.count())
        .member("schools_alone", result.drawn.schools)
        .member("few_clusters", result.drawn.are_few())
        .end_object();
  write_units(json, result);
  write_areas(json, result, input.lang);
  json.key("lorenz").begin_array();
  for (const stats::LorenzPoint& point : result.lorenz)
    json.begin_object().member("weight_share", point.weight_share).member("value_share", point.value_share).end_object();
  json.end_array();
  write_trend(json, result, input.lang);
  write_relations_json(json, result);
  json.key("reading_standard");
  if (request.unit_level) json.null();
  else json.value(std::string_view(request.pack->id));
  json.member("source", std::string_view(input.dataset().manifest.source));
  json.member("synthetic", input.dataset().manifest.is_synthetic).member("partial", input.is_partial).end_object();
}

}  // namespace

std::string inequality_json(const InequalityInput& input) {
  JsonWriter json;
  if (input.results->size() > 1) json.begin_array();
  for (const Inequality& result : *input.results) write_result(json, input, result);
  if (input.results->size() > 1) json.end_array();
  return json.take();
}

}  // namespace junheng::report
