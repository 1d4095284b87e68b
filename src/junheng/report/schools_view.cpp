#include "junheng/report/schools_view.h"

#include <algorithm>
#include <array>
#include <optional>

#include "junheng/model/schema.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/outside_schools.h"
#include "junheng/report/school_facts.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;

/// A line of the table: a unit of a stage, or a school of it that reports no pupils.
struct Line {
  Stage stage = Stage::Primary;
  SchoolIndex school;
  /// nullopt: without pupils.
  std::optional<std::uint32_t> unit;
  bool enters = false;
};

std::vector<Line> lines_of(const AreaViewInput& in) {
  std::vector<Line> lines;
  for (const assess::StageResult& stage : in.area->stages) {
    const assess::UnitTable& units = in.assessment->units.of(stage.stage);
    const auto& group = units.groups[stage.group];
    for (std::uint32_t unit = group.begin; unit < group.end; ++unit)
      lines.push_back({stage.stage, units.schools[unit], unit, unit < group.entered_end});
    for (std::uint32_t i = 0; i < group.without_pupils; ++i)
      lines.push_back({stage.stage, units.empty_schools[group.first_empty + i], std::nullopt, false});
  }
  return lines;
}

/// An indicator of the standard with its place in the rules of each stage.
struct Column {
  const standards::Indicator* indicator = nullptr;
  std::array<std::optional<std::size_t>, kCompulsoryStages.size()> places;
};

std::vector<Column> columns_of(const assess::Assessment& assessment) {
  std::vector<Column> columns;
  for (const standards::Indicator& indicator : assessment.standard->pack.indicators) {
    Column column{&indicator, {}};
    for (const Stage stage : kCompulsoryStages)
      column.places[assess::Assessment::slot(stage)] = assessment.rules_of(stage).find(indicator.id);
    if (std::ranges::any_of(column.places, [](const auto& place) { return place.has_value(); })) columns.push_back(column);
  }
  return columns;
}

/// Calls write(line) for each, as one array.
template <typename Write>
void write_column(JsonWriter& json, std::string_view name, const std::vector<Line>& lines, Write write) {
  json.key(name).begin_array();
  for (const Line& line : lines) write(line);
  json.end_array();
}

void write_optional(JsonWriter& json, const std::optional<standards::Limit>& limit) {
  if (limit) json.value(limit->value);
  else json.null();
}

void write_heads(JsonWriter& json, const AreaViewInput& in, const std::vector<Column>& columns) {
  json.key("indicators").begin_array();
  for (const Column& column : columns) {
    json.begin_object().member("id", std::string_view(column.indicator->id));
    json.member("name", std::string_view(column.indicator->title.in(in.lang)));
    json.member("unit_text", standards::unit_label(column.indicator->unit, in.lang));
    std::string_view direction = "none";
    json.key("stage_limits").begin_object();
    for (const assess::StageResult& stage : in.area->stages) {
      const auto place = column.places[assess::Assessment::slot(stage.stage)];
      if (!place) continue;
      const assess::IndicatorRule& rule = in.assessment->rules_of(stage.stage).indicators[*place];
      if (direction == "none") direction = direction_word(rule);
      json.key(to_string(stage.stage)).begin_object().key("standard");
      write_optional(json, rule.standard);
      json.key("floor");
      write_optional(json, rule.floor);
      json.member("mean", stage.indicators[*place].mean).end_object();
    }
    json.end_object().member("direction", direction).end_object();
  }
  json.end_array();
}

std::optional<std::size_t> place_of(const Column& column, const Line& line) { return column.places[assess::Assessment::slot(line.stage)]; }

void write_values(JsonWriter& json, const AreaViewInput& in, const std::vector<Line>& lines, const std::vector<Column>& columns) {
  json.key("values").begin_object();
  for (const Column& column : columns) {
    const bool is_told_by_pupils = tells_pupils(*column.indicator);
    write_column(json, column.indicator->id, lines, [&](const Line& line) {
      const auto place = place_of(column, line);
      const bool is_hidden = is_told_by_pupils && line.unit && in.small_counts->hides(line.stage, *line.unit);
      if (!line.enters || !place || is_hidden) json.null();
      else json.value(in.assessment->schools_of(line.stage).indicators[*place].values.get(*line.unit));
    });
  }
  json.end_object().key("states").begin_object();
  for (const Column& column : columns) {
    write_column(json, column.indicator->id, lines, [&](const Line& line) {
      const auto place = place_of(column, line);
      json.value(!line.enters || !place ? "none" : state_word(in.assessment->schools_of(line.stage).indicators[*place].states[*line.unit]));
    });
  }
  json.end_object();
}

/// The area of a level in which each school lies: its code and its name, null where there is none.
void write_areas(JsonWriter& json, const model::Dataset& dataset, const std::vector<Line>& lines, const std::string& level_name,
                 model::AreaLevel level) {
  const auto write = [&](const std::string& column, const model::TextColumn& texts) {
    write_column(json, column, lines, [&](const Line& line) {
      const auto area = dataset.areas.at_level(dataset.schools.areas[line.school.value], level);
      if (area) json.value(texts.at(area->value));
      else json.null();
    });
  };
  write(level_name + "_code", dataset.areas.codes);
  write(level_name + "_name", dataset.areas.names);
}

void write_places(JsonWriter& json, const AreaViewInput& in, const std::vector<Line>& lines) {
  const model::Dataset& dataset = *in.assessment->dataset;
  const model::Schools& schools = dataset.schools;
  write_column(json, "school_id", lines, [&](const Line& line) { json.value(schools.ids.at(line.school.value)); });
  write_column(json, "name", lines, [&](const Line& line) { json.value(schools.names.at(line.school.value)); });
  write_column(json, "stage", lines, [&](const Line& line) { json.value(to_string(line.stage)); });
  write_column(json, "kind", lines, [&](const Line& line) {
    json.value(std::string_view(code_name(model::school_kinds(), schools.kinds[line.school.value], in.lang)));
  });
  write_areas(json, dataset, lines, "county", model::AreaLevel::County);
  write_areas(json, dataset, lines, "township", model::AreaLevel::Township);
  write_column(json, "lon", lines, [&](const Line& line) { json.value(schools.lon.get(line.school.value)); });
  write_column(json, "lat", lines, [&](const Line& line) { json.value(schools.lat.get(line.school.value)); });
}

void write_judgements(JsonWriter& json, const AreaViewInput& in, const std::vector<Line>& lines) {
  const assess::Assessment& assessment = *in.assessment;
  write_column(json, "pupils", lines, [&](const Line& line) {
    if (!line.unit) json.value(0);
    else if (in.small_counts->hides(line.stage, *line.unit)) json.null();
    else json.value(assessment.units.of(line.stage).pupils.get(*line.unit));
  });
  write_column(json, "verdict", lines, [&](const Line& line) {
    const auto verdict = line.enters ? assessment.schools_of(line.stage).verdicts[*line.unit] : std::nullopt;
    if (verdict) json.value(to_string(*verdict));
    else json.null();
  });
  write_column(json, "met", lines, [&](const Line& line) {
    if (line.enters && assessment.rules_of(line.stage).judges_schools()) json.value(int{assessment.schools_of(line.stage).met[*line.unit]});
    else json.null();
  });
  write_column(json, "outside", lines, [&](const Line& line) {
    if (line.enters) json.value("");
    else if (line.unit) json.value(std::string_view(outside_bar(assessment, line.stage, *line.unit, in.lang)));
    else json.value(text("outside.no_pupils", in.lang));
  });
}

}  // namespace

std::string_view state_word(assess::IndicatorState state) {
  return state == assess::IndicatorState::NotJudged ? "none" : assess::to_string(state);
}

bool tells_pupils(const standards::Indicator& indicator) {
  return involves_pupils(indicator.ratio) ||
         std::ranges::any_of(indicator.parts, [](const standards::IndicatorPart& part) { return involves_pupils(part.ratio); });
}

std::string school_results_json(const AreaViewInput& in, std::int64_t run_id) {
  const std::vector<Line> lines = lines_of(in);
  const std::vector<Column> columns = columns_of(*in.assessment);
  JsonWriter json;
  json.begin_object().member("run_id", run_id);
  json.member("area_code", in.assessment->dataset->areas.codes.at(in.area->area.value));
  json.member("total", lines.size()).member("offset", 0);
  write_heads(json, in, columns);
  write_places(json, in, lines);
  write_judgements(json, in, lines);
  write_values(json, in, lines, columns);
  json.key("hidden").begin_array();
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].unit && in.small_counts->hides(lines[i].stage, *lines[i].unit)) json.value(i);
  return json.end_array().end_object().take();
}

}  // namespace junheng::report
