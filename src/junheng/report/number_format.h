#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "junheng/core/lang.h"
#include "junheng/standards/pack.h"

namespace junheng::report {

/// How many decimals print a number without hiding on which side of `limit` it stands: `decimals`, or as many more as it takes (up to
/// twelve). Holds for rounding of halves to even and away from zero, so that a spreadsheet shows the same.
[[nodiscard]] int shown_decimals(double value, int decimals, std::optional<double> limit,
                                 standards::Direction direction = standards::Direction::Higher);

// Numbers for reading have their thousands set apart by commas in both languages: 3,015.73. Data files never have.

/// A number with `decimals` places; more where the rounded number would stand on the other side of `limit` than the exact one
/// (0.5004 against 0.50 is printed 0.5004, not 0.500). nullopt gives the dash of a missing value.
[[nodiscard]] std::string shown(std::optional<double> value, int decimals, std::optional<double> limit = {},
                                standards::Direction direction = standards::Direction::Higher);

/// after - before with a sign, as the difference of the two numbers as they are shown, so that a reader who subtracts finds the same:
/// 0.413 to 0.394 is -0.019 whatever the digits behind. A dash where one is missing.
[[nodiscard]] std::string shown_difference(const std::optional<double>& before, const std::optional<double>& after, int decimals);

/// Shortest text of a limit, to twelve digits: 0.5, 4.2, 2,000.
[[nodiscard]] std::string shown_limit(double limit);

/// Decimals of the text of a limit, and those of a limit on a CV.
[[nodiscard]] int limit_decimals(double limit);
[[nodiscard]] int cv_limit_decimals(double limit);

/// A limit on a coefficient of variation, as the official form writes it, with two decimals at least: 0.50, 0.45.
[[nodiscard]] std::string shown_cv_limit(double limit);

/// What a value has to spare to its limit, with a sign, as the difference of the two as they are shown: 0.330 of 0.50 spares +0.170;
/// without one where nothing is left. A dash where one is missing.
[[nodiscard]] std::string shown_margin(std::optional<double> value, std::optional<double> limit, int decimals,
                                       standards::Direction direction);

/// "≥" where more is better, else "≤".
[[nodiscard]] std::string_view direction_sign(standards::Direction direction);

/// Decimals of numbers of staff that a need, which is seldom whole, has been taken from: the same in every report.
inline constexpr int kStaffDecimals = 1;

/// A whole amount: 86,000.
[[nodiscard]] std::string shown_amount(double amount);

/// A share between 0 and 1 as "23.4%"; "< 0.1%" for one that would be printed as nothing.
[[nodiscard]] std::string shown_percent(double share);

/// Number and unit with the space that the language sets; percent follows at once.
[[nodiscard]] std::string with_unit(std::string number, std::string_view unit, Lang lang);

}  // namespace junheng::report
