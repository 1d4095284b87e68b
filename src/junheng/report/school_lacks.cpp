#include "junheng/report/school_lacks.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "junheng/assess/diagnosis.h"
#include "junheng/report/fill_ledger.h"
#include "junheng/report/gap_fill.h"
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
using formats::JsonWriter;

struct Lacks {
  const AreaViewInput& view;
  FillBasis basis;
  std::span<const assess::ValueChange> changes;
};

void write_change_members(JsonWriter& json, const Lacks& in, const CellFill& fill) {
  const assess::Assessment& assessment = *in.view.assessment;
  json.member("school_id", assessment.dataset->schools.ids.at(fill.cell.school.value));
  json.member("stage", to_string(fill.cell.stage)).member("measure", std::string_view(fill.cell.measure));
  json.member("measure_name", std::string_view(measure_name(*assessment.standard, fill.cell.measure, in.view.lang)));
  json.member("value", fill.value);
}

void write_fill(JsonWriter& json, const Lacks& in, const std::optional<CellFill>& fill) {
  json.key("fill");
  if (!fill) {
    json.null();
    return;
  }
  json.begin_object();
  write_change_members(json, in, *fill);
  json.end_object();
}

void write_lack(JsonWriter& json, const Lacks& in, const UnitGap& gap, std::string_view role) {
  const auto& [stage, unit, shortfall] = gap;
  const assess::Assessment& assessment = *in.view.assessment;
  const standards::Indicator& indicator = *assessment.rules_of(stage).indicators[shortfall.indicator].indicator;
  json.begin_object().member("stage", to_string(stage)).member("indicator", std::string_view(indicator.id));
  json.member("name", std::string_view(indicator.title.in(in.view.lang)));
  json.member("unit_text", standards::unit_label(indicator.unit, in.view.lang));
  json.member("value", shortfall.value).member("standard", shortfall.limit);
  json.member("text", std::string_view(shortfall_amount(assessment, stage, shortfall, in.view.lang)));
  json.member("role", role);
  write_fill(json, in, gap_fill(in.basis, gap, shortfall.missing));
  json.end_object();
}

/// Whether what is lacking may be told: not where it would tell hidden pupils.
bool is_told(const Lacks& in, const SchoolUnit& at, const Shortfall& shortfall) {
  const auto& rule = in.view.assessment->rules_of(at.stage->stage).indicators[shortfall.indicator];
  return !in.view.small_counts->hides(at.stage->stage, at.unit) || !tells_pupils(*rule.indicator);
}

void write_lacks_of(JsonWriter& json, const Lacks& in, const SchoolUnit& at) {
  const assess::Assessment& assessment = *in.view.assessment;
  const Stage stage = at.stage->stage;
  const auto mending = mending_of(assessment, stage, at.unit);
  if (!mending) {
    for (const Shortfall& shortfall : assess::shortfalls(assessment, stage, at.unit))
      if (is_told(in, at, shortfall)) write_lack(json, in, {stage, at.unit, shortfall}, "");
    return;
  }
  for (const Gap& gap : mending->gaps)
    if (is_told(in, at, gap.shortfall))
      write_lack(json, in, {stage, at.unit, gap.shortfall}, gap_role_text(assessment, stage, at.unit, *mending, gap, in.view.lang));
}

/// The least set, and what keeps the rows right in themselves with it: new teachers hold a degree and a certificate, and are trained.
void write_least_set(JsonWriter& json, const Lacks& in, const SchoolUnit& at, const Mending& mending) {
  const assess::StageRules& rules = in.view.assessment->rules_of(at.stage->stage);
  json.key("least");
  const auto fills = least_fills(in.basis, at.stage->stage, at.unit, mending);
  const auto is_hidden = [&](const LeastFill& least) { return !is_told(in, at, mending.gaps[least.step.gap].shortfall); };
  if (!fills || fills->empty() || std::ranges::any_of(*fills, is_hidden)) {
    json.null();
    return;
  }
  const auto id_of = [&](const LeastFill& least) -> std::string_view {
    return rules.indicators[mending.gaps[least.step.gap].shortfall.indicator].indicator->id;
  };
  const auto write_step = [&](std::string_view id, bool is_to_floor, const CellFill& fill) {
    json.begin_object().member("indicator", id).member("to", is_to_floor ? "floor" : "standard").key("change").begin_object();
    write_change_members(json, in, fill);
    json.end_object().end_object();
  };
  FillLedger ledger(*in.view.assessment, in.changes);
  std::set<FactCell> told;
  json.begin_array();
  for (const LeastFill& least : *fills) {
    ledger.raise(least.fill, id_of(least));
    told.insert(least.fill.cell);
    write_step(id_of(least), least.step.is_to_floor, least.fill);
  }
  ledger.settle();
  for (const auto& [cell, added] : ledger.added()) {
    if (told.contains(cell)) continue;
    const auto of = std::ranges::find(*fills, added.ids.front(), id_of);
    write_step(added.ids.front(), of != fills->end() && of->step.is_to_floor, {cell, added.value});
  }
  json.end_array();
}

void write_mending(JsonWriter& json, const Lacks& in, const SchoolUnit& at) {
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
  const ChangedValues changes(input.changes);
  const Lacks in{input.view, {input.view.assessment, input.campuses, &changes}, input.changes};
  std::vector<SchoolUnit> units = units_of(input.view, input.campuses->of_whole().root[input.school.value]);
  std::erase_if(units, [](const SchoolUnit& at) { return !at.enters; });
  json.key("lacks").begin_array();
  for (const SchoolUnit& at : units) write_lacks_of(json, in, at);
  json.end_array().key("mending").begin_array();
  for (const SchoolUnit& at : units) write_mending(json, in, at);
  json.end_array();
}

}  // namespace junheng::report
