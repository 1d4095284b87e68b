#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "junheng/assess/indicators.h"
#include "junheng/assess/verdict.h"

namespace junheng::report {

/// One coefficient of variation beside its limit.
struct CvBar {
  std::string title;
  std::optional<double> cv;
  /// The CV and the limit as they are printed.
  std::string cv_text;
  std::optional<double> limit;
  std::string limit_text;
  std::optional<assess::Verdict> verdict;
};

/// Bars on one scale from 0, each with the tick of its own limit, its number and the symbol of its verdict. Empty without bars.
[[nodiscard]] std::string cv_chart(const std::vector<CvBar>& bars, const std::string& label);

/// How many schools are in each state of an indicator.
struct StateBar {
  std::string title;
  /// By IndicatorState.
  std::array<std::uint32_t, 5> counts{};
  /// By IndicatorState: what the pointer reads, e.g. "below the floor: 12 of 70 schools".
  std::array<std::string, 5> titles;
  /// Printed at the end of the row, e.g. "45 / 70".
  std::string met_text;
};

/// Stacked bars of equal length: met, on the floor, unmet, unknown; counts written where there is room. Empty without bars.
[[nodiscard]] std::string state_chart(const std::vector<StateBar>& bars, const std::string& label);

}  // namespace junheng::report
