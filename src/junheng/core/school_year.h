#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace junheng {

/// A calendar day. Compared chronologically.
struct Date {
  int year = 0;
  unsigned month = 1;
  unsigned day = 1;

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

/// "2024-09-01".
[[nodiscard]] std::string to_string(const Date& date);
/// Reads "2024-09-01"; nullopt for anything else or a day that does not exist.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// A school year by its first calendar year: SchoolYear{2024} runs from 2024-09-01 to 2025-08-31.
struct SchoolYear {
  int first = 0;

  /// The day for which stock values (pupils, staff, areas, assets) are reported.
  [[nodiscard]] constexpr Date start() const { return {first, 9, 1}; }
  friend constexpr auto operator<=>(SchoolYear, SchoolYear) = default;
};

}  // namespace junheng
