#include "junheng/report/what_if_view.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "junheng/assess/class_bands.h"
#include "junheng/assess/margins.h"
#include "junheng/core/catalogue.h"
#include "junheng/report/fill_view.h"
#include "junheng/report/fixed_clauses.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/schools_view.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;

/// A school's unit among those that enter, on each side.
struct Pair {
  std::optional<std::uint32_t> before;
  std::optional<std::uint32_t> after;
};

void add_units(const AreaViewInput& side, Stage stage, std::map<SchoolIndex, Pair>& pairs, std::optional<std::uint32_t> Pair::*unit) {
  for (const assess::StageResult& result : side.area->stages) {
    if (result.stage != stage) continue;
    const assess::UnitTable& units = side.assessment->units.of(stage);
    const auto& group = units.groups[result.group];
    for (std::uint32_t i = group.begin; i < group.entered_end; ++i) pairs[units.schools[i]].*unit = i;
  }
}

std::optional<double> value_of(const AreaViewInput& side, Stage stage, std::size_t indicator, const std::optional<std::uint32_t>& unit) {
  return unit ? side.assessment->schools_of(stage).indicators[indicator].values.get(*unit) : std::nullopt;
}

std::optional<assess::Verdict> verdict_of(const AreaViewInput& side, Stage stage, const std::optional<std::uint32_t>& unit) {
  return unit ? side.assessment->schools_of(stage).verdicts[*unit] : std::nullopt;
}

bool differs(const WhatIfInput& in, Stage stage, const Pair& pair) {
  if (pair.before.has_value() != pair.after.has_value()) return true;
  if (verdict_of(in.before, stage, pair.before) != verdict_of(in.after, stage, pair.after)) return true;
  const std::size_t count = in.before.assessment->rules_of(stage).indicators.size();
  for (std::size_t i = 0; i < count; ++i)
    if (value_of(in.before, stage, i, pair.before) != value_of(in.after, stage, i, pair.after)) return true;
  return false;
}

/// Whether the school is hidden on either side: a change that one types must not bring to light what is recorded.
bool is_hidden(const WhatIfInput& in, Stage stage, const Pair& pair) {
  return (pair.before && in.before.small_counts->hides(stage, *pair.before)) ||
         (pair.after && in.after.small_counts->hides(stage, *pair.after));
}

void write_values(JsonWriter& json, std::string_view name, const AreaViewInput& side, Stage stage, const std::optional<std::uint32_t>& unit,
                  bool hides) {
  json.key(name).begin_object();
  const auto& rules = side.assessment->rules_of(stage).indicators;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const bool is_left_out = hides && tells_pupils(*rules[i].indicator);
    json.member(rules[i].indicator->id, is_left_out ? std::nullopt : value_of(side, stage, i, unit));
  }
  json.end_object();
}

void write_optional_verdict(JsonWriter& json, std::string_view name, const std::optional<assess::Verdict>& verdict) {
  json.key(name);
  if (verdict) json.value(to_string(*verdict));
  else json.null();
}

void write_schools(JsonWriter& json, const WhatIfInput& in, Stage stage) {
  std::map<SchoolIndex, Pair> pairs;
  add_units(in.before, stage, pairs, &Pair::before);
  add_units(in.after, stage, pairs, &Pair::after);
  const model::Schools& schools = in.before.assessment->dataset->schools;
  for (const auto& [school, pair] : pairs) {
    if (!differs(in, stage, pair)) continue;
    const bool hides = is_hidden(in, stage, pair);
    json.begin_object().member("school_id", schools.ids.at(school.value)).member("name", schools.names.at(school.value));
    json.member("stage", to_string(stage));
    write_optional_verdict(json, "verdict_before", verdict_of(in.before, stage, pair.before));
    write_optional_verdict(json, "verdict_after", verdict_of(in.after, stage, pair.after));
    write_values(json, "values_before", in.before, stage, pair.before, hides);
    write_values(json, "values_after", in.after, stage, pair.after, hides);
    json.end_object();
  }
}

/// Why the changes leave a clause as it is; empty where they reach it. The sizes of classes are figures of their own: moving pupils does
/// not tell from which class and into which.
std::string_view left_by(const assess::ClauseResult& clause, std::span<const assess::ValueChange> changes) {
  const auto is_of_band = [](const assess::ValueChange& each) { return assess::class_band_of(each.measure).has_value(); };
  if (const std::string_view fixed = fixed_by(clause); !fixed.empty()) return fixed;
  const bool is_left = clause.clause->rule == standards::ItemRule::ClassSize && std::ranges::none_of(changes, is_of_band);
  return is_left ? "what_if.fixed.class_sizes" : "";
}

/// Items of which no clause is reached by changes.
void write_not_recomputed(JsonWriter& json, const WhatIfInput& in) {
  const AreaViewInput& after = in.after;
  const auto is_reached = [&](const assess::ClauseResult& clause) { return left_by(clause, in.changes).empty(); };
  json.key("not_recomputed").begin_array();
  for (const assess::ItemResult& item : after.area->items) {
    const assess::ClauseResult& deciding = assess::deciding_clause(item);
    if (std::ranges::any_of(item.clauses, is_reached)) continue;
    json.begin_object().member("id", std::string_view(item.item->id));
    json.member("name", std::string_view(item.item->title.in(after.lang))).member("verdict", to_string(item.verdict));
    json.member("reason", std::string_view(text(left_by(deciding, in.changes), after.lang))).end_object();
  }
  json.end_array();
}

void write_cell(JsonWriter& json, const AreaViewInput& in, SchoolIndex school, Stage stage, const std::string& measure) {
  const model::Schools& schools = in.assessment->dataset->schools;
  json.member("school_id", schools.ids.at(school.value)).member("name", schools.names.at(school.value));
  json.member("stage", to_string(stage)).member("measure", std::string_view(measure));
}

void write_derived(JsonWriter& json, const WhatIfInput& in) {
  json.key("derived").begin_array();
  for (const DerivedChange& each : in.derived) {
    json.begin_object();
    write_cell(json, in.after, each.change.school, each.change.stage, each.change.measure);
    json.member("measure_name", std::string_view(measure_name(*in.after.assessment->standard, each.change.measure, in.after.lang)));
    json.member("before", each.before).member("value", each.change.value.get()).end_object();
  }
  json.end_array();
}

void write_warnings(JsonWriter& json, const WhatIfInput& in) {
  json.key("warnings").begin_array();
  for (const ChangeWarning& warning : in.warnings) {
    json.begin_object();
    write_cell(json, in.after, warning.school, warning.stage, warning.measure);
    json.member("rule", std::string_view(warning.issue.id())).member("text", std::string_view(warning.issue.message(in.after.lang)));
    json.member("hint", std::string_view(warning.issue.hint(in.after.lang))).end_object();
  }
  json.end_array();
}

}  // namespace

std::string what_if_json(const WhatIfInput& input) {
  JsonWriter json;
  json.begin_object();
  for (const auto& [name, side] : {std::pair{"before", &input.before}, {"after", &input.after}}) {
    json.key(name).begin_object();
    write_result_members(json, *side);
    json.end_object();
  }
  json.key("schools").begin_array();
  for (const Stage stage : kCompulsoryStages) write_schools(json, input, stage);
  json.end_array();
  write_not_recomputed(json, input);
  write_derived(json, input);
  write_warnings(json, input);
  if (input.lacks != nullptr) {
    write_school_lacks(json, *input.lacks);
    write_item_fills(json, *input.before.assessment, *input.lacks);
  }
  return json.end_object().take();
}

}  // namespace junheng::report
