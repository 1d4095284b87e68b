#include "junheng/assess/indicators.h"

#include "junheng/assess/threshold.h"
#include "junheng/assess/tolerances.h"

namespace junheng::assess {

std::string_view to_string(IndicatorState state) {
  switch (state) {
    case IndicatorState::Met: return "met";
    case IndicatorState::Floor: return "floor";
    case IndicatorState::Unmet: return "unmet";
    case IndicatorState::Unknown: return "unknown";
    case IndicatorState::NotJudged: return "not_judged";
  }
  return "unknown";
}

namespace {

using model::Absence;
using model::NumberColumn;
using model::Quantity;

struct Term {
  const NumberColumn* column;
  double sign;
};

std::vector<Term> bind(const UnitTable& units, const std::vector<standards::SignedMeasure>& measures, bool is_split) {
  std::vector<Term> terms;
  for (const auto& measure : measures) terms.push_back({units.measure(measure.measure, is_split), measure.sign});
  return terms;
}

Quantity sum_at(const std::vector<Term>& terms, std::size_t unit) {
  double sum = 0;
  for (const Term& term : terms) {
    if (term.column == nullptr) return Quantity::missing(Absence::NoColumn);
    const Quantity part = term.column->at(unit);
    if (!part.is_present()) return part;
    sum += term.sign * part.value;
  }
  return Quantity::of(sum);
}

Quantity ratio_of(const Quantity& numerator, const Quantity& denominator, double scale) {
  if (!numerator.is_present()) return numerator;
  if (!denominator.is_present()) return denominator;
  if (denominator.value == 0) return Quantity::missing(Absence::ZeroDenominator);
  return Quantity::of(scale * numerator.value / denominator.value);
}

/// Adds what a tolerance lets a school count, where the school qualifies and the measure is given.
void add_tolerated(const model::Dataset& dataset, const UnitTable& units, const IndicatorRule& rule, std::size_t unit, Quantity& numerator) {
  for (const standards::Tolerance* tolerance : rule.tolerances) {
    if (!applies(*tolerance, dataset.schools, {units.schools[unit], units.pupils.at(unit), {}, {}})) continue;
    for (const std::string& measure : tolerance->add_numerator) {
      const NumberColumn* column = units.measure(measure, rule.indicator->is_split);
      if (column != nullptr && column->has(unit)) numerator.value += column->at(unit).value;
    }
  }
}

IndicatorState judge(const IndicatorRule& rule, const Quantity& numerator, const Quantity& denominator, const Quantity& value) {
  if (!rule.standard) return IndicatorState::NotJudged;
  if (!value.is_present()) return IndicatorState::Unknown;
  const standards::Indicator& indicator = *rule.indicator;
  const auto reaches_limit = [&](double limit) {
    return ratio_reaches(indicator.ratio.scale, numerator.value, denominator.value, limit, indicator.direction);
  };
  if (reaches_limit(rule.standard->value)) return IndicatorState::Met;
  return rule.floor && reaches_limit(rule.floor->value) ? IndicatorState::Floor : IndicatorState::Unmet;
}

IndicatorColumn ratio_column(const model::Dataset& dataset, const UnitTable& units, const IndicatorRule& rule) {
  const standards::Indicator& indicator = *rule.indicator;
  const auto numerators = bind(units, indicator.ratio.numerator, indicator.is_split);
  const auto denominators = bind(units, indicator.ratio.denominator, indicator.is_split);
  IndicatorColumn column;
  column.numerator.reserve(units.size());
  column.denominator.reserve(units.size());
  column.values.reserve(units.size());
  column.states.reserve(units.size());
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    Quantity numerator = sum_at(numerators, unit);
    const Quantity denominator = denominators.empty() ? Quantity::of(1) : sum_at(denominators, unit);
    if (numerator.is_present() && !rule.tolerances.empty()) add_tolerated(dataset, units, rule, unit, numerator);
    const Quantity value = ratio_of(numerator, denominator, indicator.ratio.scale);
    column.numerator.push(numerator);
    column.denominator.push(denominator);
    column.values.push(value);
    column.states.push_back(judge(rule, numerator, denominator, value));
  }
  return column;
}

/// An indicator made of parts: met when enough parts are, unmet when enough can no longer be.
IndicatorColumn parts_column(const UnitTable& units, const IndicatorRule& rule) {
  struct BoundPart {
    const PartRule* rule;
    std::vector<Term> numerators;
    std::vector<Term> denominators;
  };
  std::vector<BoundPart> parts;
  for (const PartRule& part : rule.parts)
    parts.push_back({&part, bind(units, part.part->ratio.numerator, part.part->is_split), bind(units, part.part->ratio.denominator, part.part->is_split)});
  IndicatorColumn column;
  const int needed = rule.indicator->parts_at_least;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    int met = 0;
    int open = 0;
    for (const BoundPart& part : parts) {
      const Quantity numerator = sum_at(part.numerators, unit);
      const Quantity denominator = part.denominators.empty() ? Quantity::of(1) : sum_at(part.denominators, unit);
      const auto& ratio = part.rule->part->ratio;
      if (!part.rule->standard || !ratio_of(numerator, denominator, ratio.scale).is_present()) ++open;
      else if (ratio_reaches(ratio.scale, numerator.value, denominator.value, part.rule->standard->value, part.rule->part->direction)) ++met;
    }
    const Quantity count = open == 0 || met >= needed ? Quantity::of(met) : Quantity::missing(Absence::PartMissing);
    column.numerator.push(count);
    column.denominator.push(Quantity::of(1));
    column.values.push(count);
    column.states.push_back(met >= needed          ? IndicatorState::Met
                            : met + open >= needed ? IndicatorState::Unknown
                                                   : IndicatorState::Unmet);
  }
  return column;
}

Verdict school_verdict(int met, int missed, int below_floor, int unknown, int needed, bool has_floor) {
  const int judged = met + missed + unknown;
  if (below_floor > 0 || judged - missed < needed) return Verdict::Unmet;
  if (met >= needed && (unknown == 0 || !has_floor)) return Verdict::Met;
  return Verdict::Unknown;
}

}  // namespace

SchoolColumns judge_schools(const model::Dataset& dataset, const UnitTable& units, const StageRules& rules) {
  SchoolColumns columns;
  for (const IndicatorRule& rule : rules.indicators)
    columns.indicators.push_back(rule.parts.empty() ? ratio_column(dataset, units, rule) : parts_column(units, rule));
  columns.met.assign(units.size(), 0);
  columns.verdicts.assign(units.size(), std::nullopt);
  const bool has_floor = rules.has_floor();
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    int met = 0;
    int missed = 0;
    int below_floor = 0;
    int unknown = 0;
    for (std::size_t i = 0; i < columns.indicators.size(); ++i) {
      switch (columns.indicators[i].states[unit]) {
        case IndicatorState::Met: ++met; break;
        case IndicatorState::Floor: ++missed; break;
        case IndicatorState::Unmet:
          ++missed;
          if (rules.indicators[i].floor) ++below_floor;
          break;
        case IndicatorState::Unknown: ++unknown; break;
        case IndicatorState::NotJudged: break;
      }
    }
    columns.met[unit] = static_cast<std::uint8_t>(met);
    if (rules.judges_schools())
      columns.verdicts[unit] = school_verdict(met, missed, below_floor, unknown, static_cast<int>(rules.at_least->value), has_floor);
  }
  return columns;
}

}  // namespace junheng::assess
