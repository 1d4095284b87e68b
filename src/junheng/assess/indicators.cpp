#include "junheng/assess/indicators.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>

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
  const UnitColumn* column;
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

/// Why a ratio has no value. What is missing comes before a zero denominator, the numerator before the denominator.
Absence absence_of(const Quantity& numerator, const Quantity& denominator) {
  if (!numerator.is_present()) return numerator.absence;
  if (!denominator.is_present()) return denominator.absence;
  return denominator.value == 0 ? Absence::ZeroDenominator : Absence::Present;
}

/// Numerators with what tolerances let a school count added, where the school qualifies and the measure is given.
UnitColumn eased(const model::Dataset& dataset, const UnitTable& units, const IndicatorRule& rule, const UnitColumn& strict) {
  NumberColumn numerators(units.size());
  for (std::size_t unit = 0; unit < units.size(); ++unit) numerators.set(unit, strict.at(unit));
  for (const standards::Tolerance* tolerance : rule.tolerances) {
    std::vector<const UnitColumn*> added;
    for (const std::string& measure : tolerance->add_numerator) added.push_back(units.measure(measure, rule.indicator->is_split));
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      Quantity numerator = numerators.at(unit);
      if (!numerator.is_present() || !applies(*tolerance, dataset.schools, {units.schools[unit], units.pupils.at(unit), {}, {}})) continue;
      for (const UnitColumn* column : added)
        if (column != nullptr && column->has(unit)) numerator.value += column->at(unit).value;
      numerators.set(unit, numerator);
    }
  }
  return UnitColumn(std::move(numerators));
}

/// Sums of an indicator by unit; a sum of one measure is that measure's column itself.
UnitColumn sum_column(const UnitTable& units, const std::vector<standards::SignedMeasure>& measures, bool is_split) {
  if (measures.size() == 1 && measures.front().sign == 1) {
    if (const UnitColumn* given = units.measure(measures.front().measure, is_split)) return *given;
  }
  NumberColumn sums(units.size(), Quantity::of(0));
  for (const Term& term : bind(units, measures, is_split)) {
    const UnitColumn::View parts = term.column == nullptr ? UnitColumn::View() : term.column->view();
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      const Quantity sum = sums.at(unit);
      const Quantity part = term.column == nullptr ? Quantity::missing(Absence::NoColumn) : parts.at(unit);
      // The first part that is missing tells why the sum is.
      const Absence absence = sum.is_present() ? part.absence : sum.absence;
      sums.set(unit, {absence == Absence::Present ? sum.value + term.sign * part.value : 0, absence});
    }
  }
  return UnitColumn(std::move(sums));
}

/// Works out and judges one indicator block by block, in plain arrays that stay in the processor's cache.
class BlockJudge {
 public:
  explicit BlockJudge(const IndicatorRule& rule) : rule_(&rule), scale_(rule.indicator->ratio.scale) {}

  /// The units [first, first + count).
  void judge(std::size_t first, std::size_t count, IndicatorColumn& column) {
    const auto numerators = column.numerator.view().block(first, count, numerators_);
    const auto denominators = column.denominator.view().block(first, count, denominators_);
    for (std::size_t i = 0; i < count; ++i) scaled_[i] = scale_ * numerators.values[i];
    for (std::size_t i = 0; i < count; ++i) ratios_[i] = scaled_[i] / denominators.values[i];
    find_absences(numerators.absences, denominators, count);
    column.values.set(first, std::span(ratios_).first(count), std::span(absences_).first(count));
    if (rule_->standard) find_states(std::span(column.states).subspan(first, count), denominators.values);
  }

 private:
  static constexpr std::size_t kUnits = UnitColumn::View::Block::kUnits;

  /// Why ratios have no value, as absence_of(), which then read 0.
  void find_absences(const Absence* numerators, const UnitColumn::View::Numbers& denominators, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const Absence of_numerator = numerators[i];
      const Absence of_denominator = denominators.absences[i];
      absences_[i] = of_numerator != Absence::Present ? of_numerator : of_denominator;
    }
    unsigned zeros = 0;
    for (std::size_t i = 0; i < count; ++i) zeros += denominators.values[i] == 0 ? 1U : 0U;
    // A missing number reads 0, so that a ratio of which only the numerator is missing reads 0 already.
    if (zeros == 0) return;
    for (std::size_t i = 0; i < count; ++i) {
      if (absences_[i] == Absence::Present && denominators.values[i] == 0) absences_[i] = Absence::ZeroDenominator;
      if (absences_[i] != Absence::Present) ratios_[i] = 0;
    }
  }

  /// What each ratio reaches, missing or not: fills reached_ with 2 for the standard, 1 for the floor only, 0 for neither.
  template <standards::Direction kDirection>
  void find_reached(const double* denominators, std::size_t count) {
    const double standard = rule_->standard->value;
    const double floor = rule_->floor ? rule_->floor->value : standard;
    for (std::size_t i = 0; i < count; ++i) {
      const double is_met = reaches(scaled_[i], standard * denominators[i], kDirection) ? 1 : 0;
      const double is_above_floor = reaches(scaled_[i], floor * denominators[i], kDirection) ? 1 : 0;
      reached_[i] = is_met + is_above_floor;
    }
  }

  /// Chosen rather than branched on, since nobody could foresee which schools reach a standard.
  void find_states(std::span<IndicatorState> states, const double* denominators) {
    using standards::Direction;
    if (rule_->indicator->direction == Direction::Higher) find_reached<Direction::Higher>(denominators, states.size());
    else find_reached<Direction::Lower>(denominators, states.size());
    for (std::size_t i = 0; i < states.size(); ++i) codes_[i] = static_cast<std::uint8_t>(static_cast<int>(reached_[i]));
    for (std::size_t i = 0; i < states.size(); ++i) {
      const IndicatorState missed = codes_[i] == 1 ? IndicatorState::Floor : IndicatorState::Unmet;
      const IndicatorState known = codes_[i] == 2 ? IndicatorState::Met : missed;
      states[i] = absences_[i] == Absence::Present ? known : IndicatorState::Unknown;
    }
  }

  const IndicatorRule* rule_;
  double scale_;
  UnitColumn::View::Block numerators_;
  UnitColumn::View::Block denominators_;
  std::array<double, kUnits> scaled_;
  std::array<double, kUnits> ratios_;
  std::array<Absence, kUnits> absences_;
  std::array<double, kUnits> reached_;
  std::array<std::uint8_t, kUnits> codes_;
};

IndicatorState state_of(const IndicatorRule& rule, const OwnLimits& limits, double numerator, double denominator) {
  const auto does_reach = [&](double limit) {
    return ratio_reaches(rule.indicator->ratio.scale, numerator, denominator, limit, rule.indicator->direction);
  };
  if (!limits.standard) return IndicatorState::NotJudged;
  if (does_reach(*limits.standard)) return IndicatorState::Met;
  return limits.floor && does_reach(*limits.floor) ? IndicatorState::Floor : IndicatorState::Unmet;
}

/// Judges every school by the limits of its setting. A school whose setting leaves open which limits hold is unknown, unless it fares the
/// same under each.
void judge_by_setting(const model::Dataset& dataset, const UnitTable& units, const IndicatorRule& rule, IndicatorColumn& column) {
  std::map<int, std::vector<OwnLimits>> limits;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    if (!column.values.has(unit)) continue;
    const int setting = dataset.schools.settings[units.schools[unit].value];
    const auto [own, is_new] = limits.try_emplace(setting);
    if (is_new) own->second = possible_limits(rule, setting);
    const double numerator = column.numerator.at(unit).value;
    const double denominator = column.denominator.at(unit).value;
    const IndicatorState state = state_of(rule, own->second.front(), numerator, denominator);
    const bool is_certain =
        std::ranges::all_of(own->second, [&](const OwnLimits& each) { return state_of(rule, each, numerator, denominator) == state; });
    column.states[unit] = is_certain ? state : IndicatorState::Unknown;
  }
}

IndicatorColumn ratio_column(const model::Dataset& dataset, const UnitTable& units, const IndicatorRule& rule) {
  const standards::Indicator& indicator = *rule.indicator;
  IndicatorColumn column;
  column.numerator = sum_column(units, indicator.ratio.numerator, indicator.is_split);
  if (!rule.tolerances.empty()) column.numerator = eased(dataset, units, rule, column.numerator);
  // An empty sum is 1, see standards::Ratio.
  column.denominator = indicator.ratio.denominator.empty() ? UnitColumn(NumberColumn(units.size(), Quantity::of(1)))
                                                           : sum_column(units, indicator.ratio.denominator, indicator.is_split);
  column.values = NumberColumn(units.size());
  column.states.assign(units.size(), IndicatorState::NotJudged);
  BlockJudge judge(rule);
  constexpr std::size_t kBlock = UnitColumn::View::Block::kUnits;
  for (std::size_t first = 0; first < units.size(); first += kBlock) judge.judge(first, std::min(kBlock, units.size() - first), column);
  if (rule.depends_on_setting()) judge_by_setting(dataset, units, rule, column);
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
    parts.push_back({&part, bind(units, part.part->ratio.numerator, part.part->is_split),
                     bind(units, part.part->ratio.denominator, part.part->is_split)});
  IndicatorColumn column;
  NumberColumn counts(units.size());
  const int needed = rule.indicator->parts_at_least;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    int met = 0;
    int open = 0;
    for (const BoundPart& part : parts) {
      const Quantity numerator = sum_at(part.numerators, unit);
      const Quantity denominator = part.denominators.empty() ? Quantity::of(1) : sum_at(part.denominators, unit);
      const auto& ratio = part.rule->part->ratio;
      if (!part.rule->standard || absence_of(numerator, denominator) != Absence::Present) ++open;
      else if (ratio_reaches(ratio.scale, numerator.value, denominator.value, part.rule->standard->value, part.rule->part->direction))
        ++met;
    }
    const Quantity count = open == 0 || met >= needed ? Quantity::of(met) : Quantity::missing(Absence::PartMissing);
    counts.set(unit, count);
    column.states.push_back(met >= needed ? IndicatorState::Met : met + open >= needed ? IndicatorState::Unknown : IndicatorState::Unmet);
  }
  column.values = counts;
  column.numerator = UnitColumn(std::move(counts));
  column.denominator = UnitColumn(NumberColumn(units.size(), Quantity::of(1)));
  return column;
}

/// How the judged indicators of one school fare.
struct Tally {
  int met = 0;
  int missed = 0;
  int unknown = 0;
  bool is_below_floor = false;
};

struct SchoolRule {
  int at_least = 0;
  bool has_floor = false;
};

Verdict school_verdict(const Tally& tally, const SchoolRule& rule) {
  if (tally.is_below_floor || tally.met + tally.unknown < rule.at_least) return Verdict::Unmet;
  if (tally.met >= rule.at_least && (tally.unknown == 0 || !rule.has_floor)) return Verdict::Met;
  return Verdict::Unknown;
}

/// Counts the states of a block of units, indicator by indicator: each pass runs over arrays that stay in the processor's cache.
class BlockTally {
 public:
  static constexpr std::size_t kUnits = 256;

  void add(std::span<const IndicatorState> states, bool has_floor) {
    // Passes run to the end of the block, since a loop of a length that the compiler knows needs no rest handled one by one.
    std::ranges::copy(states, states_.begin());
    const std::uint8_t floor = has_floor ? 1 : 0;
    for (std::size_t i = 0; i < kUnits; ++i) met_[i] = added(met_[i], states_[i] == IndicatorState::Met);
    for (std::size_t i = 0; i < kUnits; ++i)
      missed_[i] = added(missed_[i], (states_[i] == IndicatorState::Floor) | (states_[i] == IndicatorState::Unmet));
    for (std::size_t i = 0; i < kUnits; ++i) unknown_[i] = added(unknown_[i], states_[i] == IndicatorState::Unknown);
    for (std::size_t i = 0; i < kUnits; ++i)
      below_floor_[i] = static_cast<std::uint8_t>(below_floor_[i] | (states_[i] == IndicatorState::Unmet ? floor : 0));
  }
  [[nodiscard]] std::uint8_t met(std::size_t unit) const { return met_[unit]; }
  [[nodiscard]] Tally of(std::size_t unit) const { return {met_[unit], missed_[unit], unknown_[unit], below_floor_[unit] != 0}; }

 private:
  static std::uint8_t added(std::uint8_t count, bool one) { return static_cast<std::uint8_t>(count + (one ? 1 : 0)); }

  std::array<IndicatorState, kUnits> states_{};
  std::array<std::uint8_t, kUnits> met_{};
  std::array<std::uint8_t, kUnits> missed_{};
  std::array<std::uint8_t, kUnits> unknown_{};
  std::array<std::uint8_t, kUnits> below_floor_{};
};

/// Judges the schools of the units [first, first + count) by the states of their indicators.
void judge_block(std::size_t first, std::size_t count, const StageRules& rules, SchoolColumns& columns) {
  BlockTally tally;
  for (std::size_t i = 0; i < rules.indicators.size(); ++i)
    tally.add(std::span(columns.indicators[i].states).subspan(first, count), rules.indicators[i].floor.has_value());
  for (std::size_t i = 0; i < count; ++i) columns.met[first + i] = tally.met(i);
  if (!rules.judges_schools()) return;
  const SchoolRule rule{static_cast<int>(rules.at_least->value), rules.has_floor()};
  for (std::size_t i = 0; i < count; ++i) columns.verdicts[first + i] = school_verdict(tally.of(i), rule);
}

}  // namespace

SchoolColumns judge_schools(const model::Dataset& dataset, const UnitTable& units, const StageRules& rules) {
  SchoolColumns columns;
  for (const IndicatorRule& rule : rules.indicators)
    columns.indicators.push_back(rule.parts.empty() ? ratio_column(dataset, units, rule) : parts_column(units, rule));
  columns.met.resize(units.size());
  columns.verdicts.assign(units.size(), std::nullopt);
  for (std::size_t first = 0; first < units.size(); first += BlockTally::kUnits)
    judge_block(first, std::min(BlockTally::kUnits, units.size() - first), rules, columns);
  return columns;
}

}  // namespace junheng::assess
