#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "junheng/report/report_table.h"

namespace junheng::report {

/// Sign of a sum over the schools of which both numbers are known.
inline constexpr std::string_view kKnownOnly = "†";
/// Sums of fractions are whole numbers but for their rounding.
inline constexpr double kNothing = 1e-9;

/// None up to 0, then one step darker at each end.
[[nodiscard]] Shade shade_between(double value, const std::array<double, 4>& ends);

/// A sum over `schools`, marked where it is not of all; a dash without any.
[[nodiscard]] TableCell sum_cell(bool is_complete, std::uint32_t schools, double known, int decimals);

/// The last number less the first, as both are shown; a dash where one is missing or of some schools only.
[[nodiscard]] TableCell change_cell(const TableCell& before, const TableCell& after);

}  // namespace junheng::report
