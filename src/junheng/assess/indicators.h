#pragma once

#include <vector>

#include "junheng/assess/stage_rules.h"
#include "junheng/assess/units.h"
#include "junheng/assess/verdict.h"

namespace junheng::assess {

enum class IndicatorState : std::uint8_t {
  Met,
  Floor,  ///< below the standard, not below the floor
  Unmet,  ///< below the floor, or below the standard where there is no floor
  Unknown,
  NotJudged,  ///< the standard sets no limit
};

[[nodiscard]] std::string_view to_string(IndicatorState state);

/// One indicator over all units of a stage: scale x numerator / denominator.
struct IndicatorColumn {
  UnitColumn numerator;
  UnitColumn denominator;
  /// The indicator in its unit. For an indicator made of parts: the number of parts met.
  model::NumberColumn values;
  std::vector<IndicatorState> states;
};

/// What is judged of every school of a stage.
struct SchoolColumns {
  /// In the order of StageRules::indicators.
  std::vector<IndicatorColumn> indicators;
  /// Number of indicators met.
  std::vector<std::uint8_t> met;
  /// Unset (nullopt) where the standard has no school rule.
  std::vector<std::optional<Verdict>> verdicts;
};

/// Works out indicators and school verdicts of the units of a stage, block after block of them.
///
/// School rule: at least k of the judged indicators reach the standard and none of the rest is below its floor. Two values known to
/// miss (of 6-of-7) or one below its floor make it unmet even with gaps; a gap otherwise makes it unknown unless k are met and the
/// standard has no floors. Where limits differ by setting, each school is held to those of its own; one whose setting is missing is
/// unknown unless it fares the same under all that may hold. Comparisons are on unrounded numbers (threshold.h). A zero denominator is a
/// missing value.
class SchoolJudge {
 public:
  /// Makes room in `columns` for all units, whose columns it fills. All arguments outlive it.
  SchoolJudge(const model::Dataset& dataset, const UnitTable& units, const StageRules& rules, SchoolColumns& columns);
  ~SchoolJudge();
  SchoolJudge(SchoolJudge&&) noexcept;

  /// Judges the units [first, end), whose measures are filled in.
  void judge(std::size_t first, std::size_t end);

 private:
  struct Indicator;
  const StageRules* rules_;
  SchoolColumns* columns_;
  std::vector<Indicator> indicators_;
};

}  // namespace junheng::assess
