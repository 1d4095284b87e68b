#include <algorithm>

#include "junheng/formats/json_writer.h"
#include "junheng/report/breakdown_json.h"
#include "junheng/report/monitor_report.h"
#include "junheng/standards/names.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;
using monitor::Figure;
using monitor::MonitorArea;
using monitor::MonitorResult;

void write_source(JsonWriter& json, const standards::Limit& limit) {
  json.member("document", std::string_view(limit.source.document)).member("clause", std::string_view(limit.source.clause));
  json.member("status", to_string(limit.status));
}

void write_details(JsonWriter& json, const Figure& figure) {
  json.key(figure.id).begin_object();
  json.member("numerator", figure.numerator).member("denominator", figure.denominator).member("at_least", figure.at_least);
  json.key("standard");
  if (figure.limit) {
    json.begin_object().member("value", figure.limit->value);
    json.member("direction", to_string(figure.direction));
    write_source(json, *figure.limit);
    json.end_object();
  } else {
    json.null();
  }
  json.key("reference");
  if (figure.reference) {
    json.begin_object().member("value", figure.reference->value).member("year", figure.reference->from.year);
    write_source(json, *figure.reference);
    json.end_object();
  } else {
    json.null();
  }
  json.key("verdict");
  if (figure.verdict) json.value(to_string(*figure.verdict));
  else json.null();
  json.key("source");
  if (figure.source.empty()) json.null();
  else json.value(figure.source);
  json.member("reported", figure.is_reported).member("reported_value", figure.reported);
  json.key("evidence");
  if (figure.evidence.empty()) json.null();
  else json.value(figure.evidence);
  json.key("missing").begin_array();
  for (const std::string_view what : figure.missing) json.value(what);
  json.end_array().end_object();
}

/// By name in the area of the lowest level that holds the school; above, their number.
void write_offenders(JsonWriter& json, const model::Dataset& dataset, const MonitorArea& area) {
  const model::Schools& schools = dataset.schools;
  json.key("offender_count");
  if (area.has_schools) json.value(area.offenders.size());
  else json.null();
  json.key("offenders");
  if (!area.has_schools || dataset.areas.levels[area.area.value] < model::AreaLevel::County) {
    json.null();
    return;
  }
  json.begin_array();
  for (const monitor::Offender& offender : area.offenders) {
    json.begin_object();
    if (offender.county) json.member("area_code", dataset.areas.codes.at(offender.county->value));
    else json.member("school_id", schools.ids.at(offender.school.value)).member("name", schools.names.at(offender.school.value));
    json.key("stage");
    if (offender.stage) json.value(to_string(*offender.stage));
    else json.null();
    json.member("figure", offender.figure).member("value", offender.value).member("limit", offender.limit);
    json.member("difference", offender.limit ? std::optional(offender.excess()) : std::nullopt).end_object();
  }
  json.end_array();
}

void write_trend(JsonWriter& json, const model::Dataset& dataset, const MonitorResult& result, AreaIndex area) {
  json.key("trend").begin_array();
  for (const monitor::MonitorYear& year : result.years) {
    const MonitorArea* at = year.find(dataset.areas, area);
    if (at == nullptr) continue;
    json.begin_object().member("school_year", year.year.first);
    for (const Figure& figure : at->figures) json.member(figure.id, figure.value);
    json.end_object();
  }
  json.end_array();
}

void write_result(JsonWriter& json, const model::Dataset& dataset, const MonitorResult& result, AreaIndex area) {
  const MonitorArea* at = result.years.back().find(dataset.areas, area);
  json.key(result.id);
  if (at == nullptr) {
    json.null();
    return;
  }
  json.begin_object();
  for (const Figure& figure : at->figures) json.member(figure.id, figure.value);
  json.key("figures").begin_object();
  for (const Figure& figure : at->figures) write_details(json, figure);
  json.end_object();
  if (!at->histogram.bands.empty()) {
    json.key("histogram").begin_object();
    for (const Figure& band : at->histogram.bands) json.member(band.id, band.value ? band.value : band.at_least);
    json.end_object();
    const auto is_open = [](const Figure& band) { return !band.value; };
    json.member("histogram_complete", std::ranges::none_of(at->histogram.bands, is_open));
  }
  write_breakdowns(json, result, area, dataset.areas);
  write_offenders(json, dataset, *at);
  write_trend(json, dataset, result, area);
  json.end_object();
}

/// Those of the monitors, which all have the same; without any, those of the subjects.
std::vector<AreaIndex> shown_areas(const MonitorInput& input) {
  std::vector<AreaIndex> areas;
  if (!input.monitoring->results.empty()) {
    for (const MonitorArea& area : input.monitoring->results.front().years.back().areas) areas.push_back(area.area);
  } else if (input.subjects != nullptr) {
    for (const monitor::SubjectArea& area : input.subjects->areas) areas.push_back(area.area());
  }
  return areas;
}

}  // namespace

std::string monitor_json(const MonitorInput& input) {
  const monitor::Monitoring& monitoring = *input.monitoring;
  const model::Dataset& dataset = *monitoring.dataset;
  JsonWriter json(JsonWriter::Layout::Indented);
  json.begin_object()
      .member("school_year", monitoring.year.first)
      .member("limits", std::string_view(monitoring.limits->id))
      .member("standards", monitoring.has_standards);
  json.member("source", std::string_view(dataset.manifest.source)).member("synthetic", dataset.manifest.is_synthetic);
  json.member("partial", input.is_partial);
  if (input.subjects != nullptr) write_subject_basis(json, *input.subjects, input.lang);
  json.key("areas").begin_array();
  for (const AreaIndex area : shown_areas(input)) {
    json.begin_object().member("area_code", dataset.areas.codes.at(area.value)).member("name", dataset.areas.names.at(area.value));
    json.member("level", to_string(dataset.areas.levels[area.value]));
    for (const MonitorResult& result : monitoring.results) write_result(json, dataset, result, area);
    if (input.subjects != nullptr) write_area_subjects(json, *input.subjects, area, input.lang);
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace junheng::report
