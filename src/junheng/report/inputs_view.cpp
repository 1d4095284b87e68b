#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "junheng/model/schema.h"
#include "junheng/model/school_traits.h"
#include "junheng/report/input_list.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/schools_view.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;

bool is_row_of_stage(std::uint8_t part) {
  const auto stage = static_cast<Stage>(part);
  return stage == Stage::Primary || stage == Stage::Junior || stage == Stage::All;
}

std::vector<std::uint32_t> rows_of(const AreaViewInput& in) {
  const model::Dataset& dataset = *in.assessment->dataset;
  const model::FactTable& facts = dataset.stage_facts;
  const auto year_rows = facts.of_year(in.assessment->year);
  const model::AreaLevel level = dataset.areas.levels[in.area->area.value];
  std::vector<std::uint32_t> rows;
  for (std::size_t school = 0; school < dataset.schools.size(); ++school) {
    if (dataset.areas.at_level(dataset.schools.areas[school], level) != in.area->area) continue;
    for (const std::uint32_t row : year_rows.of(SchoolIndex(school)))
      if (is_row_of_stage(facts.parts[row])) rows.push_back(row);
  }
  return rows;
}

std::string_view unit_of(const assess::Assessment& assessment, const std::string& measure, Lang lang) {
  const auto& added = assessment.standard->pack.measures;
  const auto of_pack = std::ranges::find(added, measure, &standards::DerivedMeasure::id);
  if (of_pack != added.end() && !of_pack->unit.empty()) return standards::unit_label(of_pack->unit, lang);
  const model::ColumnSpec* column = model::find_stage_measure(measure);
  // The schema names no unit for persons.
  return standards::unit_label(column == nullptr || column->unit.empty() ? "person" : column->unit, lang);
}

std::string_view group_of(const Input& input) {
  if (input.band) return "class_bands";
  if (!input.indicators.empty()) return "indicators";
  return input.items.empty() ? "others" : "items";
}

void write_ids(JsonWriter& json, std::string_view name, const std::vector<std::string_view>& ids) {
  json.key(name).begin_array();
  for (const std::string_view id : ids) json.value(id);
  json.end_array();
}

}  // namespace

std::string inputs_json(const AreaViewInput& in) {
  const model::Dataset& dataset = *in.assessment->dataset;
  const model::FactTable& facts = dataset.stage_facts;
  const InputList list(*in.assessment);
  const std::vector<std::uint32_t> rows = rows_of(in);
  // A campus is a row of its own here, though the assessment merges it into its school.
  const bool is_masked = in.small_counts->masking() == Masking::SmallCountsHidden;
  const auto is_hidden = [&](std::uint32_t row) {
    return is_masked && (in.small_counts->hides(facts.schools[row]) || has_small_stage(dataset, in.assessment->year, facts.schools[row]));
  };
  const auto hides_cell = [&](const std::optional<double>& value, std::uint32_t row) {
    return is_hidden(row) || (value && in.small_counts->hides(*value));
  };
  const auto write_rows = [&](JsonWriter& json, std::string_view name, auto write) {
    json.key(name).begin_array();
    for (const std::uint32_t row : rows) write(row);
    json.end_array();
  };
  JsonWriter json;
  json.begin_object().key("measures").begin_array();
  for (const Input& input : list.inputs()) {
    json.begin_object().member("id", std::string_view(input.id));
    json.member("name", std::string_view(measure_name(*in.assessment->standard, input.id, in.lang)));
    json.member("unit_text", input.band ? standards::unit_label("class", in.lang) : unit_of(*in.assessment, input.id, in.lang));
    json.member("is_whole", counts_whole_things(*in.assessment->standard, input.id));
    json.member("group", group_of(input));
    write_ids(json, "indicators", input.indicators);
    write_ids(json, "items", input.items);
    json.end_object();
  }
  json.end_array();
  write_rows(json, "school_id", [&](std::uint32_t row) { json.value(dataset.schools.ids.at(facts.schools[row].value)); });
  write_rows(json, "name", [&](std::uint32_t row) { json.value(dataset.schools.names.at(facts.schools[row].value)); });
  // A campus is chosen by itself; its figures are added to those of its school.
  write_rows(json, "campus_of", [&](std::uint32_t row) {
    const SchoolIndex school = facts.schools[row];
    if (model::is_campus(dataset.schools, school.value)) json.value(dataset.schools.ids.at(dataset.schools.parents[school.value]->value));
    else json.null();
  });
  write_rows(json, "stage", [&](std::uint32_t row) { json.value(to_string(static_cast<Stage>(facts.parts[row]))); });
  const model::NumberColumn* pupils = facts.column("pupils");
  write_rows(json, "pupils", [&](std::uint32_t row) {
    const auto value = pupils == nullptr ? std::nullopt : pupils->get(row);
    json.value(hides_cell(value, row) ? std::nullopt : value);
  });
  json.key("values").begin_object();
  for (const Input& input : list.inputs()) {
    const bool is_of_pupils = counts_pupils(input.id);
    write_rows(json, input.id, [&](std::uint32_t row) {
      const auto value = list.recorded(input, row);
      json.value(is_of_pupils && hides_cell(value, row) ? std::nullopt : value);
    });
  }
  return json.end_object().end_object().take();
}

}  // namespace junheng::report
