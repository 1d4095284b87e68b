#include "junheng/assess/diagnosis.h"

#include <algorithm>
#include <cmath>

#include "junheng/stats/weighted_moments.h"

namespace junheng::assess {

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
  if (!moments.cv() || !stage.indicators[indicator].cv) return {};
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
    shortfall.limit = rule.standard ? rule.standard->value : rule.indicator->parts_at_least;
    const model::Quantity value = column.values.at(unit);
    shortfall.value = value.get();
    shortfall.absence = value.absence;
    if (value.is_present()) {
      const double scale = rule.parts.empty() ? rule.indicator->ratio.scale : 1;
      shortfall.missing = shortfall.limit * column.denominator.at(unit).value / scale - column.numerator.at(unit).value;
    }
    out.push_back(shortfall);
  }
  return out;
}

std::vector<Priority> priorities(const Assessment& assessment, const StageResult& stage) {
  const UnitTable& units = assessment.units.of(stage.stage);
  const UnitTable::Group& group = units.groups[stage.group];
  const SchoolColumns& schools = assessment.schools_of(stage.stage);
  std::vector<Priority> all(group.entered_end - group.begin);
  std::vector<std::vector<std::pair<double, std::size_t>>> shares(all.size());
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    Priority& priority = all[unit - group.begin];
    priority = {unit, units.schools[unit], stage.stage, schools.verdicts[unit], 0, {}};
  }
  // A composite limit makes every CV count; single limits only those that fail.
  const bool composite_fails = stage.composite_verdict == Verdict::Unmet;
  for (std::size_t i = 0; i < stage.indicators.size(); ++i) {
    if (stage.indicators[i].cv_verdict != Verdict::Unmet && !(composite_fails && stage.indicators[i].cv)) continue;
    for (const Contribution& contribution : contributions(assessment, stage, i)) {
      all[contribution.unit - group.begin].cv2_share_of_failing += contribution.cv2_share;
      shares[contribution.unit - group.begin].emplace_back(contribution.cv2_share, i);
    }
  }
  for (std::size_t u = 0; u < all.size(); ++u) {
    std::ranges::stable_sort(shares[u], std::greater<>{}, &std::pair<double, std::size_t>::first);
    for (const auto& [share, indicator] : shares[u]) all[u].indicators.push_back(indicator);
  }
  const auto urgency = [](const Priority& priority) { return priority.cv2_share_of_failing + (priority.verdict == Verdict::Unmet ? 1.0 : 0.0); };
  std::erase_if(all, [&](const Priority& priority) { return urgency(priority) <= 0; });
  std::ranges::stable_sort(all, std::greater<>{}, urgency);
  return all;
}

}  // namespace junheng::assess
