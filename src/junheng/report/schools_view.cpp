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

std::optional<double> value_of(const std::optional<standards::Limit>& limit) { return limit ? std::optional(limit->value) : std::nullopt; }

void push(model::NumberColumn& column, const std::optional<double>& number) {
  if (number) column.push(*number);
  else column.push_missing(model::Absence::NotCollected);
}

SchoolRows::Indicator head_of(const AreaViewInput& in, const Column& column) {
  SchoolRows::Indicator head;
  head.id = column.indicator->id;
  head.name = column.indicator->title.in(in.lang);
  head.unit_text = standards::unit_label(column.indicator->unit, in.lang);
  head.direction = "none";
  for (const assess::StageResult& stage : in.area->stages) {
    const auto place = column.places[assess::Assessment::slot(stage.stage)];
    if (!place) continue;
    const assess::IndicatorRule& rule = in.assessment->rules_of(stage.stage).indicators[*place];
    if (head.direction == "none") head.direction = direction_word(rule);
    head.limits.push_back({stage.stage, value_of(rule.standard), value_of(rule.floor), stage.indicators[*place].mean});
  }
  return head;
}

std::optional<std::size_t> place_of(const Column& column, const Line& line) { return column.places[assess::Assessment::slot(line.stage)]; }

bool hides(const AreaViewInput& in, const Line& line) { return line.unit && in.small_counts->hides(line.stage, *line.unit); }

void push_values(SchoolRows::Indicator& to, const AreaViewInput& in, const std::vector<Line>& lines, const Column& column) {
  const bool is_told_by_pupils = tells_pupils(*column.indicator);
  for (const Line& line : lines) {
    const auto place = place_of(column, line);
    if (!line.enters || !place) {
      push(to.values, std::nullopt);
      to.states.push_back(place_of_word(school_states(), "none"));
      continue;
    }
    const auto& indicator = in.assessment->schools_of(line.stage).indicators[*place];
    push(to.values, is_told_by_pupils && hides(in, line) ? std::nullopt : indicator.values.get(*line.unit));
    to.states.push_back(place_of_word(school_states(), state_word(indicator.states[*line.unit])));
  }
}

/// The area of a level in which each school lies: its code and its name, empty where there is none.
void push_area(model::TextColumn& codes, model::TextColumn& names, const model::Dataset& dataset, SchoolIndex school,
               model::AreaLevel level) {
  const auto area = dataset.areas.at_level(dataset.schools.areas[school.value], level);
  codes.push(area ? dataset.areas.codes.at(area->value) : std::string_view());
  names.push(area ? dataset.areas.names.at(area->value) : std::string_view());
}

void push_place(SchoolRows& rows, const AreaViewInput& in, const Line& line) {
  const model::Dataset& dataset = *in.assessment->dataset;
  const model::Schools& schools = dataset.schools;
  const std::uint32_t school = line.school.value;
  rows.ids.push(schools.ids.at(school));
  rows.names.push(schools.names.at(school));
  rows.stages.push_back(line.stage);
  rows.kinds.push(code_name(model::school_kinds(), schools.kinds[school], in.lang));
  push_area(rows.county_codes, rows.county_names, dataset, line.school, model::AreaLevel::County);
  push_area(rows.township_codes, rows.township_names, dataset, line.school, model::AreaLevel::Township);
  push(rows.lon, schools.lon.get(school));
  push(rows.lat, schools.lat.get(school));
}

void push_judgement(SchoolRows& rows, const AreaViewInput& in, const Line& line) {
  const assess::Assessment& assessment = *in.assessment;
  const bool is_hidden = hides(in, line);
  if (!line.unit) rows.pupils.push(0);
  else push(rows.pupils, is_hidden ? std::nullopt : assessment.units.of(line.stage).pupils.get(*line.unit));
  const auto verdict = line.enters ? assessment.schools_of(line.stage).verdicts[*line.unit] : std::nullopt;
  rows.verdicts.push_back(place_of_word(school_verdicts(), verdict ? to_string(*verdict) : std::string_view()));
  const bool is_judged = line.enters && assessment.rules_of(line.stage).judges_schools();
  push(rows.met, is_judged ? std::optional<double>(assessment.schools_of(line.stage).met[*line.unit]) : std::nullopt);
  if (line.enters) rows.outside.push("");
  else if (line.unit) rows.outside.push(outside_bar(assessment, line.stage, *line.unit, in.lang));
  else rows.outside.push(text("outside.no_pupils", in.lang));
  rows.is_hidden.push_back(is_hidden);
}

}  // namespace

std::string_view state_word(assess::IndicatorState state) {
  return state == assess::IndicatorState::NotJudged ? "none" : assess::to_string(state);
}

bool tells_pupils(const standards::Indicator& indicator) {
  return involves_pupils(indicator.ratio) ||
         std::ranges::any_of(indicator.parts, [](const standards::IndicatorPart& part) { return involves_pupils(part.ratio); });
}

SchoolRows school_rows(const AreaViewInput& in) {
  const std::vector<Line> lines = lines_of(in);
  SchoolRows rows;
  for (const Line& line : lines) {
    push_place(rows, in, line);
    push_judgement(rows, in, line);
  }
  for (const Column& column : columns_of(*in.assessment)) {
    rows.indicators.push_back(head_of(in, column));
    push_values(rows.indicators.back(), in, lines, column);
  }
  return rows;
}

}  // namespace junheng::report
