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
  std::optional<standards::Limit> standard;
  std::optional<standards::Limit> floor;
  std::optional<standards::Limit> cv;
  std::vector<PartRule> parts;
  std::vector<const standards::Tolerance*> tolerances;

  /// Takes part in the school rule.
  [[nodiscard]] bool is_judged() const { return standard.has_value() || !parts.empty(); }
};

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
