#include "junheng/assess/stage_rules.h"

#include <algorithm>
#include <span>
#include <string>

namespace junheng::assess {

using standards::Direction;
using standards::in_force;
using standards::in_force_by_setting;
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

std::optional<Limit> floor_of(const Limit& standard, const std::optional<Limit>& share, Direction direction) {
  if (!share) return std::nullopt;
  Limit floor = *share;
  floor.value = direction == Direction::Higher ? standard.value * share->value : standard.value / share->value;
  return floor;
}

/// Standards and floors of an indicator that has a value of its own, for all schools and by setting.
void set_limits(IndicatorRule& rule, const StageRules& rules, const Date& on) {
  const standards::Indicator& indicator = *rule.indicator;
  const Direction direction = indicator.direction;
  rule.standard = in_force(indicator.limits, LimitKind::Standard, rules.stage, on);
  rule.standards_by_setting = in_force_by_setting(indicator.limits, LimitKind::Standard, rules.stage, on);
  rule.floor = in_force(indicator.limits, LimitKind::Floor, rules.stage, on);
  rule.floors_by_setting = in_force_by_setting(indicator.limits, LimitKind::Floor, rules.stage, on);
  if (rule.floor || !rule.standard) return;
  rule.floor = floor_of(*rule.standard, rules.floor_share, direction);
  for (const standards::SettingLimit& own : rule.standards_by_setting)
    if (auto floor = floor_of(own.limit, rules.floor_share, direction))
      rule.floors_by_setting.push_back({own.setting_prefixes, std::move(*floor)});
}

/// Whether limits for some settings hold for a school.
enum class Naming : std::uint8_t { Yes, Perhaps, No };

Naming naming_of(std::span<const std::string> prefixes, int setting) {
  if (standards::names_setting(prefixes, setting)) return Naming::Yes;
  // 110 is a city without saying which part of it, 0 anything: what zeros leave open, a longer prefix may mean.
  std::string stem = std::to_string(setting);
  stem.erase(stem.find_last_not_of('0') + 1);
  const bool is_open = std::ranges::any_of(prefixes, [&](const std::string& prefix) { return prefix.starts_with(stem); });
  return is_open ? Naming::Perhaps : Naming::No;
}

std::vector<std::optional<double>> possible_values(const std::optional<Limit>& rest, const std::vector<standards::SettingLimit>& by_setting,
                                                   int setting) {
  std::vector<std::optional<double>> out;
  out.push_back(rest ? std::optional(rest->value) : std::nullopt);
  for (const standards::SettingLimit& own : by_setting) {
    const Naming naming = naming_of(own.setting_prefixes, setting);
    if (naming == Naming::Yes) return {own.limit.value};
    if (naming == Naming::Perhaps) out.emplace_back(own.limit.value);
  }
  return out;
}

}  // namespace

std::vector<OwnLimits> possible_limits(const IndicatorRule& rule, int setting) {
  std::vector<OwnLimits> out;
  for (const auto& standard : possible_values(rule.standard, rule.standards_by_setting, setting))
    for (const auto& floor : possible_values(rule.floor, rule.floors_by_setting, setting)) {
      const OwnLimits limits{standard, floor};
      if (std::ranges::find(out, limits) == out.end()) out.push_back(limits);
    }
  return out;
}

OwnLimits own_limits(const IndicatorRule& rule, int setting) {
  const auto possible = possible_limits(rule, setting);
  OwnLimits out = possible.front();
  for (const OwnLimits& each : possible) {
    if (each.standard != possible.front().standard) out.standard.reset();
    if (each.floor != possible.front().floor) out.floor.reset();
  }
  return out;
}

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
    set_limits(rule, rules, standard.on);
    rule.cv = in_force(indicator.limits, LimitKind::Cv, stage, standard.on);
    for (const standards::IndicatorPart& part : indicator.parts)
      rule.parts.push_back({&part, in_force(part.limits, LimitKind::Standard, stage, standard.on)});
    for (const standards::Tolerance& tolerance : standard.tolerances)
      if (tolerance.target == indicator.id && (!tolerance.stage || *tolerance.stage == stage)) rule.tolerances.push_back(&tolerance);
    rules.indicators.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace junheng::assess
