#include <numeric>

#include "junheng/report/inequality_relations.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;

void write_level(JsonWriter& json, std::optional<model::AreaLevel> level) {
  json.key("level");
  if (level) json.value(model::to_string(*level));
  else json.null();
}

template <typename T>
void write_or_null(JsonWriter& json, std::string_view name, bool is_there, const T& value) {
  json.key(name);
  if (is_there) json.value(value);
  else json.null();
}

void write_moran(JsonWriter& json, const monitor::Inequality& result) {
  const monitor::AreaMoran& moran = *result.moran;
  const bool is_there = !moran.undefined;
  json.begin_object();
  write_level(json, moran.level);
  write_or_null(json, "i", is_there, moran.i);
  write_or_null(json, "expected", is_there, moran.expected);
  write_or_null(json, "p", is_there, moran.p);
  write_or_null(json, "neighbours", !moran.rule.within_km, moran.rule.nearest);
  json.member("within_km", moran.rule.within_km);
  json.member("neighbour_weights", moran.rule.is_inverse_distance ? "inverse_distance" : "equal");
  write_or_null(json, "mean_neighbours", is_there, moran.mean_neighbours);
  write_or_null(json, "permutations", is_there, moran.permutations);
  json.member("areas_without_place", moran.areas_without_place).key("areas_without_neighbours").begin_array();
  for (const AreaIndex area : moran.without_neighbours) json.value(result.request.dataset->areas.codes.at(area.value));
  json.end_array().key("areas").begin_array();
  for (const monitor::MoranArea& area : moran.areas) {
    json.begin_object().member("area_code", result.request.dataset->areas.codes.at(area.area.value));
    json.member("mean", area.mean).member("lag", area.lag).member("quadrant", quadrant_id(area.quadrant)).member("p", area.p).end_object();
  }
  json.end_array().end_object();
}

void write_convergence(JsonWriter& json, const monitor::AreaConvergence& convergence, const model::Areas& areas) {
  json.begin_object();
  write_level(json, convergence.level);
  json.member("areas", convergence.areas).key("left_out").begin_array();
  for (const monitor::AreaLeftOut& each : convergence.left_out) {
    json.begin_object().member("area_code", areas.codes.at(each.area.value)).key("years_without_mean").begin_array();
    for (const SchoolYear year : each.without_mean) json.value(year.first);
    json.end_array().end_object();
  }
  json.end_array();
  json.key("sigma").begin_array();
  for (const monitor::YearDispersion& year : convergence.years) {
    json.begin_object().member("school_year", year.year.first).member("areas", year.cv ? convergence.areas : 0);
    json.member("areas_with_mean", year.areas);
    json.member("cv", year.cv).member("log_deviation", year.log_deviation).end_object();
  }
  json.end_array();
  json.member("cv_slope", convergence.cv_slope).member("log_deviation_slope", convergence.log_deviation_slope).key("beta");
  if (convergence.beta) {
    const stats::BetaConvergence& beta = *convergence.beta;
    json.begin_object().member("first", convergence.first.first).member("last", convergence.last.first);
    json.member("areas", convergence.areas).member("slope", beta.line.slope).member("intercept", beta.line.intercept);
    json.member("standard_error", beta.line.standard_error).member("robust_standard_error", beta.line.robust_standard_error);
    json.member("r_squared", beta.line.r_squared).member("speed", beta.speed).member("half_life_years", beta.half_life_years);
    json.end_object();
  } else json.null();
  json.end_object();
}

void write_terms(JsonWriter& json, const stats::EntropySegregation& terms) { json.member("h", terms.h).member("m", terms.m); }

void write_segregation(JsonWriter& json, const monitor::Segregation& each) {
  const bool is_there = !each.undefined;
  json.begin_object().member("group", std::string_view(each.id())).key("groups").begin_array();
  for (std::size_t g = 0; g < each.groups.size(); ++g) {
    json.begin_object().member("group", std::string_view(each.groups[g])).member("pupils", each.group_pupils[g]).end_object();
  }
  json.end_array().member("schools", each.schools);
  json.member("schools_without_value", each.without_value.size());
  json.member("group_pupils", std::accumulate(each.group_pupils.begin(), each.group_pupils.end(), 0.0)).member("pupils", each.pupils);
  write_or_null(json, "d", is_there, each.dissimilarity);
  write_or_null(json, "h", is_there, each.whole.h);
  write_or_null(json, "m", is_there, each.whole.m);
  json.key("parts").begin_array();
  for (std::size_t i = 0; is_there && i < each.levels.size(); ++i) {
    json.begin_object().member("level", std::string_view(each.levels[i]));
    write_terms(json, each.parts.between[i]);
    json.end_object();
  }
  if (is_there) {
    json.begin_object().member("level", "within");
    write_terms(json, each.parts.within);
    json.end_object();
  }
  json.end_array().end_object();
}

void write_concentration(JsonWriter& json, const monitor::Inequality& result) {
  const monitor::Concentration& concentration = *result.concentration;
  json.begin_object().member("rank_by", std::string_view(concentration.by.measure)).key("rank_per");
  if (concentration.by.per.empty()) json.null();
  else json.value(std::string_view(concentration.by.per));
  json.member("rank_is_of_areas", concentration.by.is_of_areas).member("n", concentration.units).member("weight", concentration.weight);
  json.member("without_rank", concentration.without_rank.size());
  json.member("value", concentration.value).member("gini", concentration.gini).key("interval");
  if (const auto shown = concentration_interval(concentration)) {
    json.begin_object().member("low", shown->interval.low).member("high", shown->interval.high);
    json.member("method", std::string_view(shown->method)).member("level", result.confidence);
    json.member("standard_error", concentration.bootstrap->standard_error);
    json.member("replicates_left_out", result.replicates - concentration.bootstrap->defined_replicates);
    json.member("clusters", concentration.drawn.count()).end_object();
  } else json.null();
  json.key("curve").begin_array();
  for (const stats::LorenzPoint& point : concentration.curve)
    json.begin_object().member("weight_share", point.weight_share).member("value_share", point.value_share).end_object();
  json.end_array().end_object();
}

}  // namespace

void write_relations_json(JsonWriter& json, const monitor::Inequality& result) {
  json.key("dagum");
  if (result.dagum && result.dagum->parts) {
    const stats::GiniDecomposition& parts = *result.dagum->parts;
    json.begin_object().member("level", std::string_view(result.dagum->level)).member("within", parts.within);
    json.member("between", parts.between).member("overlap", parts.overlap).end_object();
  } else json.null();
  json.key("moran");
  if (result.moran) write_moran(json, result);
  else json.null();
  json.key("convergence");
  if (result.convergence) write_convergence(json, *result.convergence, result.request.dataset->areas);
  else json.null();
  json.key("segregation").begin_array();
  for (const monitor::Segregation& each : result.segregation) write_segregation(json, each);
  json.end_array().key("concentration");
  if (result.concentration) write_concentration(json, result);
  else json.null();
}

}  // namespace junheng::report
