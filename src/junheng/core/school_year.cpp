#include "junheng/core/school_year.h"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace junheng {

std::string to_string(const Date& date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) -> std::optional<unsigned> {
    unsigned value = 0;
    const char* end = text.data() + at + length;
    const auto [stop, failure] = std::from_chars(text.data() + at, end, value);
    if (failure != std::errc{} || stop != end) return std::nullopt;
    return value;
  };
  const auto year = number(0, 4);
  const auto month = number(5, 2);
  const auto day = number(8, 2);
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month}, std::chrono::day{*day}};
  if (!ymd.ok()) return std::nullopt;
  return Date{static_cast<int>(*year), *month, *day};
}

}  // namespace junheng
