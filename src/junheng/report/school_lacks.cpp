#include "junheng/report/school_lacks.h"

#include <algorithm>
#include <optional>

#include "junheng/assess/diagnosis.h"
#include "junheng/assess/trace.h"
#include "junheng/report/json_parts.h"
#include "junheng/report/measure_names.h"
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
  const SourceCell* cell = nullptr;
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

std::optional<Fill> fill_of(const SchoolLacksInput& in, const assess::ValueTrace& trace, const SchoolUnit& at, const Shortfall& shortfall) {
  const Stage stage = at.stage->stage;
  const standards::Indicator& indicator = *in.view.assessment->rules_of(stage).indicators[shortfall.indicator].indicator;
  if (!shortfall.missing || shortfall.lack == assess::Lack::TooMany || !indicator.parts.empty()) return std::nullopt;
  const bool is_numerator = shortfall.lack == assess::Lack::Numerator;
  std::optional<Fill> found;
  for (const SourceCell& cell : trace.cells) {
    if (cell.is_numerator != is_numerator || cell.sign <= 0) continue;
    const auto now = value_now(in, cell);
    const auto share = share_of(trace, cell, stage);
    if (!now || !share) continue;
    const Fill fill{&cell, *now + sufficient_amount(indicator, shortfall.lack, *shortfall.missing / (*share * cell.sign))};
    if (!is_taken_off_elsewhere(in.view.assessment->rules_of(stage), cell.measure)) return fill;
    if (!found) found = fill;
  }
  return found;
}

void write_fill(JsonWriter& json, const SchoolLacksInput& in, const std::optional<Fill>& fill) {
  json.key("fill");
  if (!fill) {
    json.null();
    return;
  }
  const assess::Assessment& assessment = *in.view.assessment;
  json.begin_object().member("school_id", assessment.dataset->schools.ids.at(fill->cell->school.value));
  json.member("stage", to_string(fill->cell->stage)).member("measure", std::string_view(fill->cell->measure));
  json.member("measure_name", std::string_view(measure_name(*assessment.standard, fill->cell->measure, in.view.lang)));
  json.member("value", fill->value).end_object();
}

void write_lack(JsonWriter& json, const SchoolLacksInput& in, const SchoolUnit& at, const Shortfall& shortfall) {
  const Stage stage = at.stage->stage;
  const assess::Assessment& assessment = *in.view.assessment;
  const standards::Indicator& indicator = *assessment.rules_of(stage).indicators[shortfall.indicator].indicator;
  const auto trace = assess::trace_value(assessment, *in.campuses, stage, at.unit, shortfall.indicator);
  json.begin_object().member("stage", to_string(stage)).member("indicator", std::string_view(indicator.id));
  json.member("name", std::string_view(indicator.title.in(in.view.lang)));
  json.member("unit_text", standards::unit_label(indicator.unit, in.view.lang));
  json.member("value", shortfall.value).member("standard", shortfall.limit);
  json.member("text", std::string_view(shortfall_amount(assessment, stage, shortfall, in.view.lang)));
  write_fill(json, in, fill_of(in, trace, at, shortfall));
  json.end_object();
}

}  // namespace

void write_school_lacks(JsonWriter& json, const SchoolLacksInput& input) {
  const AreaViewInput& in = input.view;
  json.key("lacks").begin_array();
  for (const SchoolUnit& at : units_of(in, input.campuses->of_whole().root[input.school.value])) {
    if (!at.enters) continue;
    const bool hides = in.small_counts->hides(at.stage->stage, at.unit);
    for (const Shortfall& shortfall : assess::shortfalls(*in.assessment, at.stage->stage, at.unit)) {
      const auto& rule = in.assessment->rules_of(at.stage->stage).indicators[shortfall.indicator];
      if (!hides || !tells_pupils(*rule.indicator)) write_lack(json, input, at, shortfall);
    }
  }
  json.end_array();
}

}  // namespace junheng::report
