#include "junheng/report/gap_fill.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "junheng/model/measure_parts.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/shortfall_text.h"

namespace junheng::report {

namespace {

using assess::Shortfall;
using assess::SourceCell;

/// Pupils of the cells as they are changed; a change is of a whole stage, whatever grades its cells are of.
std::optional<double> pupils_now(const ChangedValues& changes, const std::vector<SourceCell>& cells) {
  double sum = 0;
  std::set<std::pair<SchoolIndex, Stage>> changed;
  for (const SourceCell& cell : cells) {
    const auto value = changes.now(cell);
    if (!value) return std::nullopt;
    const bool is_changed = changes.changed(cell.school, cell.stage, cell.measure).has_value();
    if (!is_changed || changed.emplace(cell.school, cell.stage).second) sum += *value;
  }
  return sum;
}

/// What one more in a cell adds to the value's numerator or denominator: less than 1 where a row of the whole school is divided.
std::optional<double> share_of(const ChangedValues& changes, const assess::ValueTrace& trace, const SourceCell& cell, Stage stage) {
  if (cell.stage != Stage::All) return 1;
  for (const assess::ValueSplit& split : trace.splits) {
    if (std::ranges::find(split.measures, cell.measure) == split.measures.end()) continue;
    double own = 0;
    double whole = 0;
    for (const assess::SplitPart& part : split.parts) {
      const auto pupils = pupils_now(changes, part.cells);
      if (!pupils) return std::nullopt;
      const double weighted = *pupils * part.weight;
      whole += weighted;
      if (part.stage == stage) own += weighted;
    }
    if (own <= 0) return std::nullopt;
    return own / whole;
  }
  return 1;
}

/// Halls for sports count for the grounds (L5) and are taken off the teaching rooms (L4): more of them would mend one and harm the other.
bool is_taken_off_elsewhere(const assess::StageRules& rules, const std::string& measure) {
  return std::ranges::any_of(rules.indicators, [&](const assess::IndicatorRule& rule) {
    return std::ranges::any_of(rule.indicator->ratio.numerator,
                               [&](const standards::SignedMeasure& term) { return term.measure == measure && term.sign < 0; });
  });
}

/// Halls for sports are among the teaching rooms: grounds can be added by themselves. Teachers of every kind are teachers.
bool grows_another(const std::string& measure) { return model::whole_of(measure).value_or("teachers") != "teachers"; }

}  // namespace

std::optional<CellFill> gap_fill(const FillBasis& basis, const UnitGap& gap, const std::optional<double>& missing) {
  const Shortfall& shortfall = gap.shortfall;
  const assess::StageRules& rules = basis.assessment->rules_of(gap.stage);
  const standards::Indicator& indicator = *rules.indicators[shortfall.indicator].indicator;
  if (!missing || shortfall.lack == assess::Lack::TooMany || !indicator.parts.empty()) return std::nullopt;
  const assess::ValueTrace trace = assess::trace_value(*basis.assessment, *basis.campuses, gap.stage, gap.unit, shortfall.indicator);
  const bool is_numerator = shortfall.lack == assess::Lack::Numerator;
  std::optional<CellFill> found;
  for (const SourceCell& cell : trace.cells) {
    if (cell.is_numerator != is_numerator || cell.sign <= 0) continue;
    const auto now = basis.changes->now(cell);
    const auto share = share_of(*basis.changes, trace, cell, gap.stage);
    if (!now || !share) continue;
    const CellFill fill{{cell.school, cell.stage, cell.measure},
                        raised_by(*now, sufficient_amount(indicator, shortfall.lack, *missing / (*share * cell.sign)))};
    if (!is_taken_off_elsewhere(rules, cell.measure) && !grows_another(cell.measure)) return fill;
    if (!found) found = fill;
  }
  return found;
}

std::vector<CellFill> wholes_for(const FillBasis& basis, const CellFill& fill) {
  std::vector<CellFill> out;
  for (auto whole = model::whole_of(fill.cell.measure); whole; whole = model::whole_of(*whole)) {
    const auto now = basis.now(fill.cell.school, fill.cell.stage, *whole);
    if (!now || *now >= fill.value) return out;
    out.push_back({{fill.cell.school, fill.cell.stage, std::string(*whole)}, fill.value});
  }
  return out;
}

std::optional<std::vector<LeastFill>> least_fills(const FillBasis& basis, Stage stage, std::uint32_t unit, const Mending& mending) {
  const auto steps = least_steps(mending);
  if (!steps) return std::nullopt;
  std::vector<LeastFill> out;
  for (const MendingStep& step : *steps) {
    const Shortfall& shortfall = mending.gaps[step.gap].shortfall;
    const auto fill = gap_fill(basis, {stage, unit, shortfall}, step.is_to_floor ? shortfall.missing_to_floor : shortfall.missing);
    if (!fill) return std::nullopt;
    out.push_back({step, *fill});
    for (CellFill& whole : wholes_for(basis, *fill)) out.push_back({step, std::move(whole)});
  }
  return out;
}

double raised_by(double value, double amount) {
  constexpr double kMillion = 1e6;
  return std::round((value + amount) * kMillion) / kMillion;
}

double enough_of(const standards::Standard& standard, std::string_view measure, double amount) {
  // The allowance keeps 3.0000000001, which is 3 computed in binary, from becoming 4.
  return counts_whole_things(standard, measure) ? std::ceil(amount - 1e-9) : rounded_gap(amount);
}

}  // namespace junheng::report
