#include "junheng/report/league_view.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "junheng/core/catalogue.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::StageResult;
using formats::JsonWriter;

struct Column {
  std::string id;
  std::string name;
  std::string stage = {};
  std::string unit_text = {};
  std::optional<double> limit = std::nullopt;
  std::string_view direction = "none";
  std::function<std::optional<double>(const AreaResult&)> value;
};

std::optional<double> limit_value(const std::optional<standards::Limit>& limit) {
  return limit ? std::optional(limit->value) : std::nullopt;
}

const StageResult* find_stage(const AreaResult& area, Stage stage) {
  const auto found = std::ranges::find(area.stages, stage, &StageResult::stage);
  return found == area.stages.end() || found->schools == 0 ? nullptr : &*found;
}

/// A column with what `value` tells of the stage's result.
Column stage_column(Stage stage, std::string id, std::string name, std::function<std::optional<double>(const StageResult&)> value) {
  return {std::string(to_string(stage)) + "." + std::move(id),
          std::move(name),
          std::string(to_string(stage)),
          {},
          {},
          "none",
          [stage, value = std::move(value)](const AreaResult& area) -> std::optional<double> {
            const StageResult* result = find_stage(area, stage);
            return result == nullptr ? std::nullopt : value(*result);
          }};
}

void add_stage(std::vector<Column>& columns, const assess::Assessment& assessment, Stage stage, Lang lang) {
  const assess::StageRules& rules = assessment.rules_of(stage);
  const std::string stage_name = stage_text(stage, lang);
  const auto named = [&](std::string_view key, const Params& more = {}) {
    Params params = {{"stage", stage_name}};
    params.insert(params.end(), more.begin(), more.end());
    return text(key, lang, params);
  };
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    const assess::IndicatorRule& rule = rules.indicators[i];
    if (!rule.indicator->has_cv) continue;
    Column column = stage_column(stage, "cv." + rule.indicator->id,
                                 named("view.league_cv", {{"id", rule.indicator->id}, {"title", rule.indicator->title.in(lang)}}),
                                 [i](const StageResult& result) { return result.indicators[i].cv; });
    column.limit = limit_value(rule.cv);
    if (rule.cv) column.direction = "at_most";
    columns.push_back(std::move(column));
  }
  if (rules.composite) {
    Column column =
        stage_column(stage, "composite_cv", named("view.league_composite"), [](const StageResult& result) { return result.composite_cv; });
    column.limit = rules.composite->value;
    column.direction = "at_most";
    columns.push_back(std::move(column));
  }
  if (!rules.judges_schools()) return;
  Column share = stage_column(stage, "schools_met_share", named("view.league_share"), [](const StageResult& result) {
    return std::optional(100.0 * static_cast<double>(result.schools_met) / static_cast<double>(result.schools));
  });
  share.unit_text = "%";
  share.direction = "at_least";
  columns.push_back(std::move(share));
}

std::vector<Column> columns_of(const LeagueInput& in, std::span<const LeagueRow> rows) {
  std::vector<Column> columns;
  for (const Stage stage : kCompulsoryStages) add_stage(columns, *in.assessment, stage, in.lang);
  const bool is_scored = std::ranges::any_of(rows, [](const LeagueRow& row) { return row.area->score_low.has_value(); });
  if (is_scored) {
    const standards::Standard& standard = *in.assessment->standard;
    const auto pass = standards::in_force(standard.pack.county_limits, standards::LimitKind::PassScore, Stage::All, standard.on);
    columns.push_back({"score", std::string(text("view.league_score", in.lang)), "", "", limit_value(pass), "at_least",
                       [](const AreaResult& area) { return area.score; }});
  }
  return columns;
}

void write_heads(JsonWriter& json, const std::vector<Column>& columns) {
  json.key("columns").begin_array();
  for (const Column& column : columns) {
    json.begin_object().member("id", std::string_view(column.id)).member("name", std::string_view(column.name));
    if (!column.stage.empty()) json.member("stage", std::string_view(column.stage));
    json.member("unit_text", std::string_view(column.unit_text)).member("limit", column.limit).member("direction", column.direction);
    json.end_object();
  }
  json.end_array();
}

template <typename Write>
void write_column(JsonWriter& json, std::string_view name, std::span<const LeagueRow> rows, Write write) {
  json.key(name).begin_array();
  for (const LeagueRow& row : rows) write(row);
  json.end_array();
}

}  // namespace

std::string league_json(const LeagueInput& in, std::span<const LeagueRow> rows) {
  const std::vector<Column> columns = columns_of(in, rows);
  JsonWriter json;
  json.begin_object().key("run");
  write_run(json, in.run);
  json.member("level", std::string_view(in.level));
  write_heads(json, columns);
  write_column(json, "code", rows, [&](const LeagueRow& row) { json.value(std::string_view(row.code)); });
  write_column(json, "name", rows, [&](const LeagueRow& row) { json.value(std::string_view(row.name)); });
  write_column(json, "parent", rows, [&](const LeagueRow& row) { json.value(std::string_view(row.parent)); });
  write_column(json, "verdict", rows, [&](const LeagueRow& row) {
    if (row.area->verdict) json.value(to_string(*row.area->verdict));
    else json.null();
  });
  write_column(json, "reasons", rows, [&](const LeagueRow& row) { json.value(row.area->reasons.size()); });
  write_column(json, "schools", rows, [&](const LeagueRow& row) { json.value(row.schools); });
  json.key("values").begin_object();
  for (const Column& column : columns)
    write_column(json, column.id, rows, [&](const LeagueRow& row) { json.value(column.value(*row.area)); });
  return json.end_object().end_object().take();
}

}  // namespace junheng::report
