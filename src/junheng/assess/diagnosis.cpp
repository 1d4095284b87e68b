#include "junheng/assess/diagnosis.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "junheng/standards/units.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::assess {

namespace {

/// Shares of CV squared of one school, summed over indicators, with the indicators.
struct ShareSum {
  double sum = 0;
  std::vector<std::size_t> indicators;
};

/// By the side of the mean on which the school stands.
struct SidedShares {
  ShareSum worse;
  ShareSum better;
};

/// A composite limit makes every CV count; single limits only those that fail.
bool counts_as_failing(const StageResult& stage, std::size_t indicator) {
  const IndicatorSummary& summary = stage.indicators[indicator];
  return summary.cv_verdict == Verdict::Unmet || (stage.composite_verdict == Verdict::Unmet && summary.cv.has_value());
}

void add_shares(const Assessment& assessment, const StageResult& stage, std::size_t indicator, std::vector<SidedShares>& shares) {
  const bool is_higher_better = assessment.rules_of(stage.stage).indicators[indicator].indicator->direction == standards::Direction::Higher;
  const std::uint32_t begin = assessment.units.of(stage.stage).groups[stage.group].begin;
  for (const Contribution& school : contributions(assessment, stage, indicator)) {
    const bool is_worse =
        is_higher_better ? school.value < *stage.indicators[indicator].mean : school.value > *stage.indicators[indicator].mean;
    if (school.cv2_share <= 0) continue;
    SidedShares& sides = shares[school.unit - begin];
    ShareSum& side = is_worse ? sides.worse : sides.better;
    side.sum += school.cv2_share;
    side.indicators.push_back(indicator);
  }
}

/// More pupils or more of everything counted are no remedy; more staff, classes, rooms or toilets are.
Lack lack_of(const IndicatorRule& rule, double limit) {
  const standards::Indicator& indicator = *rule.indicator;
  if (!rule.parts.empty() || indicator.direction == standards::Direction::Higher) return Lack::Numerator;
  const std::size_t slash = indicator.unit.find('/');
  if (slash == std::string::npos || limit <= 0) return Lack::TooMany;
  const std::string_view counted = std::string_view(indicator.unit).substr(slash + 1);
  return counted != "pupil" && standards::find_unit(counted) != nullptr ? Lack::Denominator : Lack::TooMany;
}

/// What an indicator was worked out from.
struct Sums {
  double scale = 1;
  double numerator = 0;
  double denominator = 0;
};

/// What is missing of what is lacking, or too many of it, to a limit.
double missing_to(Lack lack, double limit, const Sums& sums) {
  const auto [scale, numerator, denominator] = sums;
  switch (lack) {
    case Lack::Numerator: return limit * denominator / scale - numerator;
    case Lack::TooMany: return numerator - limit * denominator / scale;
    case Lack::Denominator: return scale * numerator / limit - denominator;
  }
  return 0;
}

bool lacks_something(const Assessment& assessment, Stage stage, std::uint32_t unit) {
  return std::ranges::any_of(shortfalls(assessment, stage, unit), [](const Shortfall& shortfall) { return shortfall.missing.has_value(); });
}

/// Of the schools in an earlier stage of the area: an item of no stage stands there.
bool stands_earlier(const Assessment& assessment, const AreaResult& area, const StageResult& stage, SchoolIndex school) {
  for (const StageResult& each : area.stages) {
    if (each.stage == stage.stage) return false;
    const UnitTable& units = assessment.units.of(each.stage);
    const UnitTable::Group& group = units.groups[each.group];
    const auto schools = std::span(units.schools).subspan(group.begin, group.end - group.begin);
    if (std::ranges::find(schools, school) != schools.end()) return true;
  }
  return false;
}

std::map<SchoolIndex, std::vector<ItemShare>> items_by_school(const Assessment& assessment, const AreaResult& area,
                                                              const StageResult& stage) {
  std::map<SchoolIndex, std::vector<ItemShare>> out;
  for (const ItemResult& item : area.items) {
    for (const ClauseResult& clause : item.clauses) {
      for (const Offender& offender : clause.offenders) {
        const ItemShare share{&item, &clause, &offender};
        const bool is_here = offender.stage ? offender.stage == stage.stage : !stands_earlier(assessment, area, stage, offender.school);
        if (is_here && !repeats_school_standard(share)) out[offender.school].push_back(share);
      }
    }
  }
  return out;
}

double classes_too_large(const Priority& priority) {
  double sum = 0;
  for (const ItemShare& share : priority.items)
    if (share.clause->clause->rule == standards::ItemRule::ClassSize) sum += share.offender->value;
  return sum;
}

}  // namespace

std::vector<Contribution> contributions(const Assessment& assessment, const StageResult& stage, std::size_t indicator) {
  const UnitTable& units = assessment.units.of(stage.stage);
  const UnitTable::Group& group = units.groups[stage.group];
  const IndicatorColumn& column = assessment.schools_of(stage.stage).indicators[indicator];
  std::vector<Contribution> all;
  std::vector<double> values;
  std::vector<double> weights;
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    if (!column.values.has(unit)) continue;
    values.push_back(column.values.at(unit).value);
    weights.push_back(column.denominator.at(unit).value);
    all.push_back({unit, units.schools[unit], values.back(), 0, 0, 0});
  }
  const auto moments = stats::weighted_moments(values, weights);
  const IndicatorRule& rule = assessment.rules_of(stage.stage).indicators[indicator];
  if (!moments.cv() || !rule.parts.empty() || !rule.indicator->has_cv) return {};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double deviation = values[i] - moments.mean;
    const double part = weights[i] * deviation * deviation / moments.weight_sum;
    all[i].weight_share = weights[i] / moments.weight_sum;
    all[i].cv2_share = moments.variance > 0 ? part / moments.variance : 0;
    // The school's own deviation goes, and the mean moves by its share of it.
    const double shift = all[i].weight_share * deviation;
    all[i].cv_at_mean = std::sqrt(std::max(0.0, moments.variance - part - shift * shift)) / (moments.mean - shift);
  }
  std::ranges::stable_sort(all, std::greater<>{}, &Contribution::cv2_share);
  return all;
}

std::optional<double> required_value(const Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator) {
  const IndicatorRule& rule = assessment.rules_of(stage).indicators[indicator];
  if (!rule.parts.empty()) return rule.indicator->parts_at_least;
  const SchoolIndex school = assessment.units.of(stage).schools[unit];
  return own_limits(rule, assessment.dataset->schools.settings[school.value]).standard;
}

std::vector<double> possible_standards(const Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator) {
  const IndicatorRule& rule = assessment.rules_of(stage).indicators[indicator];
  const SchoolIndex school = assessment.units.of(stage).schools[unit];
  std::vector<double> out;
  for (const OwnLimits& each : possible_limits(rule, assessment.dataset->schools.settings[school.value]))
    if (each.standard && std::ranges::find(out, *each.standard) == out.end()) out.push_back(*each.standard);
  std::ranges::sort(out);
  if (rule.indicator->direction == standards::Direction::Lower) std::ranges::reverse(out);
  return out;
}

bool is_limit_open(const Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator) {
  const IndicatorColumn& column = assessment.schools_of(stage).indicators[indicator];
  const bool depends = assessment.rules_of(stage).indicators[indicator].depends_on_setting();
  return depends && column.states[unit] == IndicatorState::Unknown && column.values.has(unit);
}

std::vector<Shortfall> shortfalls(const Assessment& assessment, Stage stage, std::uint32_t unit) {
  const StageRules& rules = assessment.rules_of(stage);
  const SchoolColumns& schools = assessment.schools_of(stage);
  std::vector<Shortfall> out;
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    const IndicatorRule& rule = rules.indicators[i];
    const IndicatorColumn& column = schools.indicators[i];
    const IndicatorState state = column.states[unit];
    if (state == IndicatorState::Met || state == IndicatorState::NotJudged) continue;
    Shortfall shortfall;
    shortfall.indicator = i;
    shortfall.state = state;
    shortfall.limit = required_value(assessment, stage, unit, i);
    const model::Quantity value = column.values.at(unit);
    shortfall.value = value.get();
    shortfall.absence = value.absence;
    shortfall.lack = lack_of(rule, rule.standard ? rule.standard->value : 0);
    std::optional<double> limit = shortfall.limit;
    if (!limit && state != IndicatorState::Unknown) {
      const auto standards = possible_standards(assessment, stage, unit, i);
      if (!standards.empty()) limit = standards.front();
      shortfall.is_least = limit.has_value();
    }
    if (value.is_present() && limit) {
      const double scale = rule.parts.empty() ? rule.indicator->ratio.scale : 1;
      const Sums sums{scale, column.numerator.at(unit).value, column.denominator.at(unit).value};
      shortfall.missing = missing_to(shortfall.lack, *limit, sums);
      if (shortfall.lack == Lack::Denominator) shortfall.excess = missing_to(Lack::TooMany, *limit, sums);
      const auto floor = own_limits(rule, assessment.dataset->schools.settings[assessment.units.of(stage).schools[unit].value]).floor;
      if (state == IndicatorState::Unmet && floor) shortfall.missing_to_floor = missing_to(shortfall.lack, *floor, sums);
    }
    out.push_back(shortfall);
  }
  return out;
}

std::vector<ItemShare> item_shares(const AreaResult& area, SchoolIndex school) {
  std::vector<ItemShare> out;
  for (const ItemResult& item : area.items)
    for (const ClauseResult& clause : item.clauses)
      for (const Offender& offender : clause.offenders)
        if (offender.school == school) out.push_back({&item, &clause, &offender});
  return out;
}

bool repeats_school_standard(const ItemShare& share) { return share.clause->clause->rule == standards::ItemRule::SchoolStandard; }

std::vector<Priority> priorities(const Assessment& assessment, const AreaResult& area, const StageResult& stage) {
  const UnitTable& units = assessment.units.of(stage.stage);
  const UnitTable::Group& group = units.groups[stage.group];
  const auto& verdicts = assessment.schools_of(stage.stage).verdicts;
  std::vector<SidedShares> shares(group.entered_end - group.begin);
  std::size_t failing = 0;
  for (std::size_t i = 0; i < stage.indicators.size(); ++i) {
    if (!counts_as_failing(stage, i)) continue;
    ++failing;
    add_shares(assessment, stage, i, shares);
  }
  auto items = items_by_school(assessment, area, stage);
  const auto items_of = [&](std::uint32_t unit) {
    const auto found = items.find(units.schools[unit]);
    return found == items.end() ? std::vector<ItemShare>{} : std::move(found->second);
  };
  std::vector<Priority> all;
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    SidedShares& share = shares[unit - group.begin];
    auto missed = items_of(unit);
    const bool mends =
        verdicts[unit] == Verdict::Unmet || !missed.empty() || share.worse.sum > 0 || lacks_something(assessment, stage.stage, unit);
    if (!mends && share.better.sum <= 0) continue;
    ShareSum& side = mends ? share.worse : share.better;
    all.push_back({unit, units.schools[unit], stage.stage, mends ? PriorityKind::Mend : PriorityKind::Widen, verdicts[unit],
                   failing > 0 ? side.sum / static_cast<double>(failing) : 0, std::move(side.indicators), std::move(missed)});
  }
  for (std::uint32_t unit = group.entered_end; unit < group.end; ++unit)
    if (auto missed = items_of(unit); !missed.empty())
      all.push_back({unit, units.schools[unit], stage.stage, PriorityKind::Mend, {}, 0, {}, std::move(missed), false});
  std::ranges::stable_sort(all, {}, [](const Priority& each) {
    const int rank = each.kind == PriorityKind::Widen ? 3 : each.verdict == Verdict::Unmet ? 0 : each.items.empty() ? 2 : 1;
    return std::tuple(rank, -each.inequality_share, -classes_too_large(each));
  });
  return all;
}

}  // namespace junheng::assess
