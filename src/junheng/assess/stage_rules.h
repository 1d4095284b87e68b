#pragma once

#include <optional>
#include <vector>

#include "junheng/core/stage.h"
#include "junheng/standards/standard.h"

namespace junheng::assess {

/// A part of an indicator with its limit in force.
struct PartRule {
  const standards::IndicatorPart* part = nullptr;
  std::optional<standards::Limit> standard;
};

/// An indicator with its limits in force for one stage.
struct IndicatorRule {
  const standards::Indicator* indicator = nullptr;
  /// For the schools of every setting that the lists below do not name.
  std::optional<standards::Limit> standard;
  std::optional<standards::Limit> floor;
  /// Limits for schools of some settings; empty: one limit for all.
  std::vector<standards::SettingLimit> standards_by_setting;
  std::vector<standards::SettingLimit> floors_by_setting;
  std::optional<standards::Limit> cv;
  std::vector<PartRule> parts;
  std::vector<const standards::Tolerance*> tolerances;

  /// Takes part in the school rule.
  [[nodiscard]] bool is_judged() const { return standard.has_value() || !parts.empty(); }
  [[nodiscard]] bool depends_on_setting() const { return !standards_by_setting.empty() || !floors_by_setting.empty(); }
};

/// What one school has to reach.
struct OwnLimits {
  std::optional<double> standard;
  std::optional<double> floor;
  friend bool operator==(const OwnLimits&, const OwnLimits&) = default;
};

/// The limits that may hold for a school of this urban-rural code: one, or several different ones where the code is not given (0) or too
/// short (110 where 111 and 112 differ). Never empty.
[[nodiscard]] std::vector<OwnLimits> possible_limits(const IndicatorRule& rule, int setting);

/// The limits of a school of this code; standard and floor are empty where possible_limits() differ in it.
[[nodiscard]] OwnLimits own_limits(const IndicatorRule& rule, int setting);

/// What a standard asks of one stage on its day.
struct StageRules {
  Stage stage = Stage::Primary;
  std::vector<IndicatorRule> indicators;
  std::optional<standards::Limit> at_least;
  std::optional<standards::Limit> floor_share;
  std::optional<standards::Limit> composite;

  [[nodiscard]] bool judges_schools() const { return at_least.has_value(); }
  [[nodiscard]] bool judges_cvs() const;
  [[nodiscard]] int judged_indicators() const;
  [[nodiscard]] bool has_floor() const;
  /// Position of an indicator in `indicators`; nullopt if the stage does not have it.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;
};

/// Indicators that apply to the stage, in the order of the pack, with their limits in force on standard.on. A floor that is only
/// given as a share of the standard (FloorShare) becomes the indicator's floor. Pointers are into `standard`.
[[nodiscard]] StageRules stage_rules(const standards::Standard& standard, Stage stage);

}  // namespace junheng::assess
