#include "junheng/report/spread_fill.h"

#include <algorithm>
#include <optional>

#include "junheng/assess/spread_level.h"
#include "junheng/report/measure_names.h"

namespace junheng::report {

namespace {

using assess::IndicatorRule;
using assess::Spread;
using assess::SpreadUnit;

/// The spread of an indicator as it stands, with the units behind it.
struct UnitsOfSpread {
  std::size_t indicator = 0;
  Spread spread;
  std::vector<std::uint32_t> units;
};

class SpreadFiller {
 public:
  SpreadFiller(const FillBasis& basis, const assess::StageResult& stage, const std::vector<bool>& is_closed, FillLedger& ledger)
      : basis_(basis), stage_(stage), is_closed_(is_closed), ledger_(ledger), rules_(basis.assessment->rules_of(stage.stage)) {}

  void fill_single(std::size_t indicator) {
    if (!can_rise(indicator)) return;
    UnitsOfSpread of = spread_of(indicator);
    const auto level_of = [&] { return assess::factor_for_cv(std::span(&of.spread, 1), {}, rules_.indicators[indicator].cv->value); };
    auto level = level_of();
    while (level && fix_what_cannot_rise(of, *level)) level = level_of();
    if (level) raise(of, *level);
  }

  void fill_composite() {
    std::vector<UnitsOfSpread> rising;
    std::vector<double> others;
    for (std::size_t i = 0; i < rules_.indicators.size(); ++i) {
      const assess::IndicatorSummary& summary = stage_.indicators[i];
      if (!rules_.indicators[i].indicator->has_cv) continue;
      if (!summary.cv || !summary.mean) return;
      if (!can_rise(i)) {
        others.push_back(*summary.cv);
        continue;
      }
      rising.push_back(spread_of(i));
      rising.back().spread.base = *summary.mean;
    }
    const auto factor_of = [&] {
      std::vector<Spread> spreads;
      for (const UnitsOfSpread& each : rising) spreads.push_back(each.spread);
      return assess::factor_for_cv(spreads, others, rules_.composite->value);
    };
    auto factor = factor_of();
    const auto has_fixed_one = [&] {
      bool has_fixed = false;
      for (UnitsOfSpread& each : rising) has_fixed |= fix_what_cannot_rise(each, *factor * each.spread.base);
      return has_fixed;
    };
    while (factor && has_fixed_one()) factor = factor_of();
    if (!factor) return;
    for (const UnitsOfSpread& each : rising) raise(each, *factor * each.spread.base);
  }

 private:
  [[nodiscard]] bool can_rise(std::size_t indicator) const {
    const IndicatorRule& rule = rules_.indicators[indicator];
    return rule.indicator->direction == standards::Direction::Higher && rule.parts.empty() && !rule.indicator->ratio.numerator.empty();
  }

  [[nodiscard]] UnitsOfSpread spread_of(std::size_t indicator) const {
    const assess::UnitTable& units = basis_.assessment->units.of(stage_.stage);
    const assess::IndicatorColumn& column = basis_.assessment->schools_of(stage_.stage).indicators[indicator];
    const standards::Indicator& rule = *rules_.indicators[indicator].indicator;
    const bool is_whole = counts_whole_things(basis_.standard(), rule.ratio.numerator.front().measure);
    UnitsOfSpread out;
    out.indicator = indicator;
    const auto& group = units.groups[stage_.group];
    for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
      if (!column.values.has(unit)) continue;
      const double weight = column.denominator.at(unit).value;
      out.spread.units.push_back({column.values.at(unit).value, weight, is_whole && weight > 0 ? rule.ratio.scale / weight : 0,
                                  is_closed_[units.schools[unit].value]});
      out.units.push_back(unit);
    }
    return out;
  }

  /// What brings a unit up to the level.
  [[nodiscard]] std::optional<CellFill> fill_to(const UnitsOfSpread& of, std::size_t i, double level) const {
    const SpreadUnit& unit = of.spread.units[i];
    assess::Shortfall shortfall;
    shortfall.indicator = of.indicator;
    shortfall.lack = assess::Lack::Numerator;
    const double missing = (level - unit.value) * unit.weight / rules_.indicators[of.indicator].indicator->ratio.scale;
    return gap_fill(basis_, {stage_.stage, of.units[i], shortfall}, missing);
  }

  /// Fixes the units below the level that no value brings up to it; false where there is none.
  [[nodiscard]] bool fix_what_cannot_rise(UnitsOfSpread& of, double level) const {
    bool has_fixed = false;
    for (std::size_t i = 0; i < of.units.size(); ++i) {
      SpreadUnit& unit = of.spread.units[i];
      if (unit.is_fixed || unit.value >= level || fill_to(of, i, level)) continue;
      unit.is_fixed = has_fixed = true;
    }
    return has_fixed;
  }

  void raise(const UnitsOfSpread& of, double level) {
    for (std::size_t i = 0; i < of.units.size(); ++i) {
      const SpreadUnit& unit = of.spread.units[i];
      if (unit.is_fixed || unit.value >= level) continue;
      if (const auto fill = fill_to(of, i, level)) ledger_.raise(*fill, rules_.indicators[of.indicator].indicator->id);
    }
  }

  const FillBasis& basis_;
  const assess::StageResult& stage_;
  const std::vector<bool>& is_closed_;
  FillLedger& ledger_;
  const assess::StageRules& rules_;
};

}  // namespace

void fill_spreads(const FillBasis& basis, const assess::StageResult& stage, const std::vector<bool>& is_closed, FillLedger& ledger) {
  SpreadFiller filler(basis, stage, is_closed, ledger);
  for (std::size_t i = 0; i < stage.indicators.size(); ++i)
    if (stage.indicators[i].cv_verdict == assess::Verdict::Unmet) filler.fill_single(i);
  if (stage.composite_verdict == assess::Verdict::Unmet) filler.fill_composite();
}

}  // namespace junheng::report
