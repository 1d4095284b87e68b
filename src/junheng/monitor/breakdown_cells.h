#pragma once

#include <array>
#include <span>

#include "junheng/monitor/breakdown.h"
#include "junheng/monitor/monitor.h"

namespace junheng::monitor {

[[nodiscard]] BreakdownCell count_cell(const Tally& tally);
/// scale x over / under; no value for a denominator of 0.
[[nodiscard]] BreakdownCell ratio_cell(const Tally& over, const Tally& under, double scale = 1);

/// Schools by kind and setting: the kinds that have a row of their own, then kOtherKinds, each by the settings of `Setting`.
inline constexpr auto kKindRows = std::to_array<int>({211, 218, 311, 312, 341, 345});
inline constexpr std::size_t kKindSettings = (kKindRows.size() + 1) * 4;
/// Position of a school's kind and setting among the kKindSettings.
[[nodiscard]] std::size_t kind_setting_of(int kind, int setting);

/// Makes the cells of a row from its tallies.
using CellsOfTallies = std::vector<BreakdownCell> (*)(std::span<const Tally> tallies);

/// The rows by kind and setting. `tallies`: for each of the kKindSettings `per_row` of them, of which the first counts the schools; rows
/// without schools are left out, and a kind with several settings has a row of all of them first.
[[nodiscard]] std::vector<BreakdownRow> kind_setting_rows(std::span<const Tally> tallies, std::size_t per_row, CellsOfTallies cells);

}  // namespace junheng::monitor
