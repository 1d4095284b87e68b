#include "junheng/assess/indicators.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <span>

#include "junheng/assess/threshold.h"
#include "junheng/assess/tolerances.h"
#include "junheng/assess/unit_sum.h"

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

/// Why a ratio has no value. What is missing comes before a zero denominator, the numerator before the denominator.
Absence absence_of(const Quantity& numerator, const Quantity& denominator) {
  if (!numerator.is_present()) return numerator.absence;
  if (!denominator.is_present()) return denominator.absence;
  return denominator.value == 0 ? Absence::ZeroDenominator : Absence::Present;
}

/// Numerators with what tolerances let a school count added, where the school qualifies and the measure is given.
class EasedNumerator {
 public:
  EasedNumerator(const model::Dataset& dataset, const UnitTable& units, const IndicatorRule& rule)
      : dataset_(&dataset), units_(&units), rule_(&rule), numbers_(std::make_shared<NumberColumn>(units.size())) {}

  [[nodiscard]] UnitColumn column() const { return UnitColumn(numbers_); }
  /// The units [first, end), whose strict numerators are filled in.
  void fill(std::size_t first, std::size_t end, const UnitColumn& strict) {
    for (std::size_t unit = first; unit < end; ++unit) numbers_->set(unit, strict.at(unit));
    for (const standards::Tolerance* tolerance : rule_->tolerances) ease(*tolerance, first, end);
  }

 private:
  void ease(const standards::Tolerance& tolerance, std::size_t first, std::size_t end) {
    std::vector<const UnitColumn*> added;
    for (const std::string& measure : tolerance.add_numerator) added.push_back(units_->measure(measure, rule_->indicator->is_split));
    for (std::size_t unit = first; unit < end; ++unit) {
      Quantity numerator = numbers_->at(unit);
      if (!numerator.is_present() || !applies(tolerance, dataset_->schools, {units_->schools[unit], units_->pupils.at(unit), {}, {}}))
        continue;
      for (const UnitColumn* column : added)
        if (column != nullptr && column->has(unit)) numerator.value += column->at(unit).value;
      numbers_->set(unit, numerator);
    }
  }

  const model::Dataset* dataset_;
  const UnitTable* units_;
  const IndicatorRule* rule_;
  std::shared_ptr<NumberColumn> numbers_;
};

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
    // As wide as the numbers, so that several are counted at once.
    std::uint64_t zeros = 0;
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
class SettingJudge {
 public:
  SettingJudge(const model::Dataset& dataset, const UnitTable& units, const IndicatorRule& rule)
      : dataset_(&dataset), units_(&units), rule_(&rule) {}

  void judge(std::size_t first, std::size_t end, IndicatorColumn& column) {
    for (std::size_t unit = first; unit < end; ++unit) {
      if (!column.values.has(unit)) continue;
      const std::vector<OwnLimits>& own = limits_of(dataset_->schools.settings[units_->schools[unit].value]);
      const double numerator = column.numerator.at(unit).value;
      const double denominator = column.denominator.at(unit).value;
      const IndicatorState state = state_of(*rule_, own.front(), numerator, denominator);
      const bool is_certain =
          std::ranges::all_of(own, [&](const OwnLimits& each) { return state_of(*rule_, each, numerator, denominator) == state; });
      column.states[unit] = is_certain ? state : IndicatorState::Unknown;
    }
  }

 private:
  const std::vector<OwnLimits>& limits_of(int setting) {
    const auto [own, is_new] = limits_.try_emplace(setting);
    if (is_new) own->second = possible_limits(*rule_, setting);
    return own->second;
  }

  const model::Dataset* dataset_;
  const UnitTable* units_;
  const IndicatorRule* rule_;
  std::map<int, std::vector<OwnLimits>> limits_;
};

/// An indicator made of parts: met when enough parts are, unmet when enough can no longer be.
class PartsJudge {
 public:
  PartsJudge(const UnitTable& units, const IndicatorRule& rule) : rule_(&rule), counts_(std::make_shared<NumberColumn>(units.size())) {
    // An empty sum is 1, see standards::Ratio.
    for (const PartRule& part : rule.parts)
      parts_.push_back({&part, UnitSum(units, part.part->ratio.numerator, part.part->is_split, 0),
                        UnitSum(units, part.part->ratio.denominator, part.part->is_split, 1)});
  }

  /// Numbers of parts met.
  [[nodiscard]] UnitColumn counts() const { return UnitColumn(counts_); }

  void judge(std::size_t first, std::size_t end, IndicatorColumn& column) {
    const int needed = rule_->indicator->parts_at_least;
    for (std::size_t unit = first; unit < end; ++unit) {
      int met = 0;
      int open = 0;
      for (const BoundPart& part : parts_) {
        const Quantity numerator = part.numerator.at(unit);
        const Quantity denominator = part.denominator.at(unit);
        const auto& ratio = part.rule->part->ratio;
        if (!part.rule->standard || absence_of(numerator, denominator) != Absence::Present) ++open;
        else if (ratio_reaches(ratio.scale, numerator.value, denominator.value, part.rule->standard->value, part.rule->part->direction))
          ++met;
      }
      const Quantity count = open == 0 || met >= needed ? Quantity::of(met) : Quantity::missing(Absence::PartMissing);
      counts_->set(unit, count);
      column.values.set(unit, count);
      column.states[unit] = met >= needed ? IndicatorState::Met : met + open >= needed ? IndicatorState::Unknown : IndicatorState::Unmet;
    }
  }

 private:
  struct BoundPart {
    const PartRule* rule;
    UnitSum numerator;
    UnitSum denominator;
  };

  const IndicatorRule* rule_;
  std::vector<BoundPart> parts_;
  std::shared_ptr<NumberColumn> counts_;
};

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
  static constexpr std::size_t kUnits = UnitColumn::View::Block::kUnits;

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

/// What works out one indicator.
struct SchoolJudge::Indicator {
  Indicator(const model::Dataset& dataset, const UnitTable& units, const IndicatorRule& judged) : rule(&judged) {
    if (!rule->parts.empty()) {
      parts.emplace(units, *rule);
      return;
    }
    const standards::Ratio& ratio = rule->indicator->ratio;
    numerator = UnitSum(units, ratio.numerator, rule->indicator->is_split, 0);
    // An empty sum is 1, see standards::Ratio.
    denominator = UnitSum(units, ratio.denominator, rule->indicator->is_split, 1);
    if (!rule->tolerances.empty()) eased.emplace(dataset, units, *rule);
    if (rule->depends_on_setting()) by_setting.emplace(dataset, units, *rule);
  }

  [[nodiscard]] IndicatorColumn column(std::size_t units) const {
    IndicatorColumn out;
    out.numerator = parts ? parts->counts() : eased ? eased->column() : numerator.column();
    out.denominator = parts ? UnitColumn(NumberColumn(units, Quantity::of(1))) : denominator.column();
    out.values = NumberColumn(units);
    out.states.assign(units, IndicatorState::NotJudged);
    return out;
  }

  /// The units [first, end), at most UnitColumn::View::Block::kUnits.
  void judge(std::size_t first, std::size_t end, IndicatorColumn& column) {
    if (parts) {
      parts->judge(first, end, column);
      return;
    }
    numerator.fill(first, end - first);
    denominator.fill(first, end - first);
    if (eased) eased->fill(first, end, numerator.column());
    BlockJudge(*rule).judge(first, end - first, column);
    if (by_setting) by_setting->judge(first, end, column);
  }

  const IndicatorRule* rule;
  UnitSum numerator;
  UnitSum denominator;
  std::optional<PartsJudge> parts;
  std::optional<EasedNumerator> eased;
  std::optional<SettingJudge> by_setting;
};

SchoolJudge::SchoolJudge(const model::Dataset& dataset, const UnitTable& units, const StageRules& rules, SchoolColumns& columns)
    : rules_(&rules), columns_(&columns) {
  for (const IndicatorRule& rule : rules.indicators) {
    indicators_.emplace_back(dataset, units, rule);
    columns.indicators.push_back(indicators_.back().column(units.size()));
  }
  columns.met.resize(units.size());
  columns.verdicts.assign(units.size(), std::nullopt);
}

SchoolJudge::~SchoolJudge() = default;
SchoolJudge::SchoolJudge(SchoolJudge&&) noexcept = default;

void SchoolJudge::judge(std::size_t first, std::size_t end) {
  for (; first < end; first += BlockTally::kUnits) {
    const std::size_t block_end = std::min(first + BlockTally::kUnits, end);
    for (std::size_t i = 0; i < indicators_.size(); ++i) indicators_[i].judge(first, block_end, columns_->indicators[i]);
    judge_block(first, block_end - first, *rules_, *columns_);
  }
}

}  // namespace junheng::assess
