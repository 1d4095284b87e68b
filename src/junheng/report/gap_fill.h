#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "junheng/assess/diagnosis.h"
#include "junheng/assess/trace.h"
#include "junheng/report/changed_values.h"
#include "junheng/report/mending.h"

namespace junheng::report {

/// A value that, put into a cell, fills a gap.
struct CellFill {
  FactCell cell;
  double value = 0;
};

/// A gap of a unit.
struct UnitGap {
  Stage stage = Stage::Primary;
  std::uint32_t unit = 0;
  assess::Shortfall shortfall;
};

/// The one value that fills a gap of which `missing` is missing, all else as it is, rounded up as the amount is printed: of the first
/// measure that is given and counts for what is lacking; of several one that no other indicator takes off and that is not itself a part of
/// another measure but the teachers. nullopt where there are too many rather than too few, where the indicator is made of parts, or
/// nothing is missing or known.
[[nodiscard]] std::optional<CellFill> gap_fill(const FillBasis& basis, const UnitGap& gap, const std::optional<double>& missing);

/// What has to be raised with a cell because it counts a part of it (model/measure_parts.h): the whole, and what that is a part of.
[[nodiscard]] std::vector<CellFill> wholes_for(const FillBasis& basis, const CellFill& fill);

/// A value for a step of the least set.
struct LeastFill {
  MendingStep step;
  CellFill fill;
};

/// The values of the least steps of a unit, with the wholes of which they are parts; nullopt where a step has no such value.
[[nodiscard]] std::optional<std::vector<LeastFill>> least_fills(const FillBasis& basis, Stage stage, std::uint32_t unit,
                                                                const Mending& mending);

/// An amount of a measure that suffices: whole things rounded up to whole ones, else as rounded_gap().
[[nodiscard]] double enough_of(const standards::Standard& standard, std::string_view measure, double amount);

/// A value and what is added to it, to the millionth: 29,923.2 and not 29,923.200000000004.
[[nodiscard]] double raised_by(double value, double amount);

}  // namespace junheng::report
