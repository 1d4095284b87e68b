#include "junheng/report/school_lacks.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "junheng/assess/diagnosis.h"
#include "junheng/assess/trace.h"
#include "junheng/report/json_parts.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/mending.h"
#include "junheng/report/school_units.h"
#include "junheng/report/schools_view.h"
#include "junheng/report/shortfall_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::Shortfall;
using assess::SourceCell;
using formats::JsonWriter;

struct Fill {
  SourceCell cell;
  double value = 0;
};

/// What one more in a cell adds to the value's numerator or denominator: less than 1 where a row of the whole school is divided.
std::optional<double> share_of(const assess::ValueTrace& trace, const SourceCell& cell, Stage stage) {
  if (cell.stage != Stage::All) return 1;
  for (const assess::ValueSplit& split : trace.splits) {
    if (std::ranges::find(split.measures, cell.measure) == split.measures.end()) continue;
    double own = 0;
    double whole = 0;
    for (const assess::SplitPart& part : split.parts) {
      if (!part.pupils.is_present()) return std::nullopt;
      const double weighted = *part.pupils.get() * part.weight;
      whole += weighted;
      if (part.stage == stage) own += weighted;
    }
    if (own <= 0) return std::nullopt;
    return own / whole;
  }
  return 1;
}

/// As the changes have it, else as it is recorded.
std::optional<double> value_now(const SchoolLacksInput& in, const SourceCell& cell) {
  const auto changed = std::ranges::find_if(in.changes, [&](const assess::ValueChange& each) {
    return each.school == cell.school && each.stage == cell.stage && each.measure == cell.measure;
  });
  return changed == in.changes.end() ? cell.value.get() : changed->value.get();
}

/// Halls for sports count for the grounds (L5) and are taken off the teaching rooms (L4): more of them would mend one and harm the other.
bool is_taken_off_elsewhere(const assess::StageRules& rules, const std::string& measure) {
  return std::ranges::any_of(rules.indicators, [&](const assess::IndicatorRule& rule) {
    return std::ranges::any_of(rule.indicator->ratio.numerator,
                               [&](const standards::SignedMeasure& term) { return term.measure == measure && term.sign < 0; });
  });
}

/// A gap of a unit with the cells behind its value.
struct TracedGap {
  const SchoolUnit* at = nullptr;
  const Shortfall* shortfall = nullptr;
  assess::ValueTrace trace;
};

/// What fills a gap of which `missing` is missing.
std::optional<Fill> fill_of(const SchoolLacksInput& in, const TracedGap& gap, const std::optional<double>& missing) {
  const auto& [at_unit, own_shortfall, trace] = gap;
  const SchoolUnit& at = *at_unit;
  const Shortfall& shortfall = *own_shortfall;
  const Stage stage = at.stage->stage;
  const standards::Indicator& indicator = *in.view.assessment->rules_of(stage).indicators[shortfall.indicator].indicator;
  if (!missing || shortfall.lack == assess::Lack::TooMany || !indicator.parts.empty()) return std::nullopt;
  const bool is_numerator = shortfall.lack == assess::Lack::Numerator;
  std::optional<Fill> found;
  for (const SourceCell& cell : trace.cells) {
    if (cell.is_numerator != is_numerator || cell.sign <= 0) continue;
    const auto now = value_now(in, cell);
    const auto share = share_of(trace, cell, stage);
    if (!now || !share) continue;
    const Fill fill{cell, *now + sufficient_amount(indicator, shortfall.lack, *missing / (*share * cell.sign))};
    if (!is_taken_off_elsewhere(in.view.assessment->rules_of(stage), cell.measure)) return fill;
    if (!found) found = fill;
  }
  return found;
}

void write_change_members(JsonWriter& json, const SchoolLacksInput& in, const Fill& fill) {
  const assess::Assessment& assessment = *in.view.assessment;
  json.member("school_id", assessment.dataset->schools.ids.at(fill.cell.school.value));
  json.member("stage", to_string(fill.cell.stage)).member("measure", std::string_view(fill.cell.measure));
  json.member("measure_name", std::string_view(measure_name(*assessment.standard, fill.cell.measure, in.view.lang)));
  json.member("value", fill.value);
}

void write_fill(JsonWriter& json, const SchoolLacksInput& in, const std::optional<Fill>& fill) {
  json.key("fill");
  if (!fill) {
    json.null();
    return;
  }
  json.begin_object();
  write_change_members(json, in, *fill);
  json.end_object();
}

TracedGap traced(const SchoolLacksInput& in, const SchoolUnit& at, const Shortfall& shortfall) {
  return {&at, &shortfall, assess::trace_value(*in.view.assessment, *in.campuses, at.stage->stage, at.unit, shortfall.indicator)};
}

void write_lack(JsonWriter& json, const SchoolLacksInput& in, const TracedGap& gap, std::string_view role) {
  const Shortfall& shortfall = *gap.shortfall;
  const Stage stage = gap.at->stage->stage;
  const assess::Assessment& assessment = *in.view.assessment;
  const standards::Indicator& indicator = *assessment.rules_of(stage).indicators[shortfall.indicator].indicator;
  json.begin_object().member("stage", to_string(stage)).member("indicator", std::string_view(indicator.id));
  json.member("name", std::string_view(indicator.title.in(in.view.lang)));
  json.member("unit_text", standards::unit_label(indicator.unit, in.view.lang));
  json.member("value", shortfall.value).member("standard", shortfall.limit);
  json.member("text", std::string_view(shortfall_amount(assessment, stage, shortfall, in.view.lang)));
  json.member("role", role);
  write_fill(json, in, fill_of(in, gap, shortfall.missing));
  json.end_object();
}

/// Whether what is lacking may be told: not where it would tell hidden pupils.
bool is_told(const SchoolLacksInput& in, const SchoolUnit& at, const Shortfall& shortfall) {
  const auto& rule = in.view.assessment->rules_of(at.stage->stage).indicators[shortfall.indicator];
  return !in.view.small_counts->hides(at.stage->stage, at.unit) || !tells_pupils(*rule.indicator);
}

void write_lacks_of(JsonWriter& json, const SchoolLacksInput& in, const SchoolUnit& at) {
  const assess::Assessment& assessment = *in.view.assessment;
  const Stage stage = at.stage->stage;
  const auto mending = mending_of(assessment, stage, at.unit);
  if (!mending) {
    for (const Shortfall& shortfall : assess::shortfalls(assessment, stage, at.unit))
      if (is_told(in, at, shortfall)) write_lack(json, in, traced(in, at, shortfall), "");
    return;
  }
  for (const Gap& gap : mending->gaps)
    if (is_told(in, at, gap.shortfall))
      write_lack(json, in, traced(in, at, gap.shortfall), gap_role_text(assessment, stage, at.unit, *mending, gap, in.view.lang));
}

struct LeastFill {
  MendingStep step;
  Fill fill;
};

/// Teachers of some kind are among the teachers: where more of them are wanted than the row has teachers, so many teachers are wanted too.
std::optional<Fill> teachers_for(const SchoolLacksInput& in, const Fill& fill) {
  constexpr std::string_view kTeachers = "teachers";
  if (!fill.cell.measure.starts_with("teachers_")) return std::nullopt;
  const assess::Assessment& assessment = *in.view.assessment;
  const model::FactTable& facts = assessment.dataset->stage_facts;
  const model::NumberColumn* column = facts.column(kTeachers);
  const std::uint32_t row = facts.find(assessment.year, fill.cell.school, static_cast<std::uint8_t>(fill.cell.stage));
  if (column == nullptr || row == model::kNoRow || !column->has(row)) return std::nullopt;
  Fill out = fill;
  out.cell.measure = kTeachers;
  out.cell.value = column->at(row);
  if (*value_now(in, out.cell) >= fill.value) return std::nullopt;
  return out;
}

/// What the least steps of a stage put into which cells; nullopt where there is a step without such a value.
std::optional<std::vector<LeastFill>> least_fills(const SchoolLacksInput& in, const SchoolUnit& at, const Mending& mending) {
  const auto steps = least_steps(mending);
  if (!steps) return std::nullopt;
  std::vector<LeastFill> out;
  for (const MendingStep& step : *steps) {
    const Shortfall& shortfall = mending.gaps[step.gap].shortfall;
    const auto fill = fill_of(in, traced(in, at, shortfall), step.is_to_floor ? shortfall.missing_to_floor : shortfall.missing);
    if (!fill || !is_told(in, at, shortfall)) return std::nullopt;
    out.push_back({step, *fill});
    if (const auto teachers = teachers_for(in, *fill)) out.push_back({step, *teachers});
  }
  return out;
}

void write_least_set(JsonWriter& json, const SchoolLacksInput& in, const SchoolUnit& at, const Mending& mending) {
  const assess::StageRules& rules = in.view.assessment->rules_of(at.stage->stage);
  json.key("least");
  const auto fills = least_fills(in, at, mending);
  if (!fills || fills->empty()) {
    json.null();
    return;
  }
  json.begin_array();
  for (const LeastFill& least : *fills) {
    const Shortfall& shortfall = mending.gaps[least.step.gap].shortfall;
    json.begin_object().member("indicator", std::string_view(rules.indicators[shortfall.indicator].indicator->id));
    json.member("to", least.step.is_to_floor ? "floor" : "standard").key("change").begin_object();
    write_change_members(json, in, least.fill);
    json.end_object().end_object();
  }
  json.end_array();
}

void write_mending(JsonWriter& json, const SchoolLacksInput& in, const SchoolUnit& at) {
  const assess::Assessment& assessment = *in.view.assessment;
  const Stage stage = at.stage->stage;
  const auto mending = mending_of(assessment, stage, at.unit);
  if (!mending || mending->gaps.empty()) return;
  json.begin_object().member("stage", to_string(stage));
  write_verdict(json, "verdict", assessment.schools_of(stage).verdicts[at.unit]);
  json.member("text", std::string_view(mending_text(assessment, stage, *mending, in.view.lang)));
  write_least_set(json, in, at, *mending);
  json.end_object();
}

}  // namespace

void write_school_lacks(JsonWriter& json, const SchoolLacksInput& input) {
  std::vector<SchoolUnit> units = units_of(input.view, input.campuses->of_whole().root[input.school.value]);
  std::erase_if(units, [](const SchoolUnit& at) { return !at.enters; });
  json.key("lacks").begin_array();
  for (const SchoolUnit& at : units) write_lacks_of(json, input, at);
  json.end_array().key("mending").begin_array();
  for (const SchoolUnit& at : units) write_mending(json, input, at);
  json.end_array();
}

}  // namespace junheng::report
