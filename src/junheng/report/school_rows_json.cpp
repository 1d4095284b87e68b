// Writes columns as schema SchoolResults.
#include <numeric>

#include "junheng/report/school_rows.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;

void write_heads(JsonWriter& json, const std::vector<SchoolRows::Indicator>& indicators) {
  json.key("indicators").begin_array();
  for (const SchoolRows::Indicator& indicator : indicators) {
    json.begin_object().member("id", std::string_view(indicator.id)).member("name", std::string_view(indicator.name));
    json.member("unit_text", std::string_view(indicator.unit_text)).key("stage_limits").begin_object();
    for (const SchoolRows::StageLimits& limits : indicator.limits)
      json.key(to_string(limits.stage))
          .begin_object()
          .member("standard", limits.standard)
          .member("floor", limits.floor)
          .member("mean", limits.mean)
          .end_object();
    json.end_object().member("direction", std::string_view(indicator.direction)).end_object();
  }
  json.end_array();
}

template <typename Write>
void write_column(JsonWriter& json, std::string_view name, std::span<const std::uint32_t> page, Write write) {
  json.key(name).begin_array();
  for (const std::uint32_t row : page) write(row);
  json.end_array();
}

void write_texts(JsonWriter& json, std::string_view name, std::span<const std::uint32_t> page, const model::TextColumn& texts) {
  write_column(json, name, page, [&](std::uint32_t row) { json.value(texts.at(row)); });
}

void write_texts_or_null(JsonWriter& json, std::string_view name, std::span<const std::uint32_t> page, const model::TextColumn& texts) {
  write_column(json, name, page, [&](std::uint32_t row) {
    if (texts.at(row).empty()) json.null();
    else json.value(texts.at(row));
  });
}

void write_numbers(JsonWriter& json, std::string_view name, std::span<const std::uint32_t> page, const model::NumberColumn& numbers) {
  write_column(json, name, page, [&](std::uint32_t row) { json.value(numbers.get(row)); });
}

void write_rows(JsonWriter& json, const SchoolRows& rows, std::span<const std::uint32_t> page) {
  write_texts(json, "school_id", page, rows.ids);
  write_texts(json, "name", page, rows.names);
  write_column(json, "stage", page, [&](std::uint32_t row) { json.value(to_string(rows.stages[row])); });
  write_texts(json, "kind", page, rows.kinds);
  write_texts_or_null(json, "county_code", page, rows.county_codes);
  write_texts_or_null(json, "county_name", page, rows.county_names);
  write_texts_or_null(json, "township_code", page, rows.township_codes);
  write_texts_or_null(json, "township_name", page, rows.township_names);
  write_numbers(json, "lon", page, rows.lon);
  write_numbers(json, "lat", page, rows.lat);
  write_numbers(json, "pupils", page, rows.pupils);
  write_column(json, "verdict", page, [&](std::uint32_t row) {
    if (rows.verdicts[row] == 0) json.null();
    else json.value(school_verdicts()[rows.verdicts[row]]);
  });
  write_column(json, "met", page, [&](std::uint32_t row) {
    if (const auto met = rows.met.get(row)) json.value(static_cast<std::int64_t>(*met));
    else json.null();
  });
  write_texts(json, "outside", page, rows.outside);
  json.key("values").begin_object();
  for (const SchoolRows::Indicator& indicator : rows.indicators) write_numbers(json, indicator.id, page, indicator.values);
  json.end_object().key("states").begin_object();
  for (const SchoolRows::Indicator& indicator : rows.indicators)
    write_column(json, indicator.id, page, [&](std::uint32_t row) { json.value(school_states()[indicator.states[row]]); });
  json.end_object().key("hidden").begin_array();
  for (std::size_t i = 0; i < page.size(); ++i)
    if (rows.is_hidden[page[i]]) json.value(i);
  json.end_array();
}

}  // namespace

std::string school_rows_json(const SchoolRows& rows, const SchoolRowsPage& page, std::int64_t run_id, std::string_view area_code) {
  JsonWriter json;
  json.begin_object().member("run_id", run_id).member("area_code", area_code);
  json.member("total", page.total).member("offset", page.offset);
  write_heads(json, rows.indicators);
  write_rows(json, rows, page.places);
  return json.end_object().take();
}

std::string school_rows_json(const SchoolRows& rows, std::int64_t run_id, std::string_view area_code) {
  std::vector<std::uint32_t> all(rows.size());
  std::iota(all.begin(), all.end(), 0U);
  return school_rows_json(rows, {all, all.size(), 0}, run_id, area_code);
}

}  // namespace junheng::report
