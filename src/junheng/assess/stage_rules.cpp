#include "junheng/assess/stage_rules.h"

#include <algorithm>

namespace junheng::assess {

using standards::Direction;
using standards::in_force;
using standards::Limit;
using standards::LimitKind;

bool StageRules::judges_cvs() const {
  return composite.has_value() || std::ranges::any_of(indicators, [](const IndicatorRule& rule) { return rule.cv.has_value(); });
}

int StageRules::judged_indicators() const {
  return static_cast<int>(std::ranges::count_if(indicators, [](const IndicatorRule& rule) { return rule.is_judged(); }));
}

bool StageRules::has_floor() const {
  return std::ranges::any_of(indicators, [](const IndicatorRule& rule) { return rule.floor.has_value(); });
}

std::optional<std::size_t> StageRules::find(std::string_view id) const {
  for (std::size_t i = 0; i < indicators.size(); ++i)
    if (indicators[i].indicator->id == id) return i;
  return std::nullopt;
}

namespace {

std::optional<Limit> floor_of(const IndicatorRule& rule, const std::optional<Limit>& share) {
  if (!rule.standard || !share) return std::nullopt;
  Limit floor = *share;
  floor.value = rule.indicator->direction == Direction::Higher ? rule.standard->value * share->value : rule.standard->value / share->value;
  return floor;
}

}  // namespace

StageRules stage_rules(const standards::Standard& standard, Stage stage) {
  const standards::Pack& pack = standard.pack;
  StageRules rules;
  rules.stage = stage;
  rules.at_least = in_force(pack.school_limits, LimitKind::AtLeast, stage, standard.on);
  rules.floor_share = in_force(pack.school_limits, LimitKind::FloorShare, stage, standard.on);
  rules.composite = in_force(pack.composite_limits, LimitKind::Cv, stage, standard.on);
  for (const standards::Indicator& indicator : pack.indicators) {
    if (!indicator.stages.empty() && std::ranges::find(indicator.stages, stage) == indicator.stages.end()) continue;
    IndicatorRule rule;
    rule.indicator = &indicator;
    rule.standard = in_force(indicator.limits, LimitKind::Standard, stage, standard.on);
    rule.cv = in_force(indicator.limits, LimitKind::Cv, stage, standard.on);
    rule.floor = in_force(indicator.limits, LimitKind::Floor, stage, standard.on);
    if (!rule.floor) rule.floor = floor_of(rule, rules.floor_share);
    for (const standards::IndicatorPart& part : indicator.parts)
      rule.parts.push_back({&part, in_force(part.limits, LimitKind::Standard, stage, standard.on)});
    for (const standards::Tolerance& tolerance : standard.tolerances)
      if (tolerance.target == indicator.id && (!tolerance.stage || *tolerance.stage == stage)) rule.tolerances.push_back(&tolerance);
    rules.indicators.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace junheng::assess
