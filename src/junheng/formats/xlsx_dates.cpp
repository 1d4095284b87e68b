#include "junheng/formats/xlsx_dates.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

#include "junheng/core/school_year.h"

namespace junheng::formats {

namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
/// 9999-12-31.
constexpr std::int64_t kLastSerial1900 = 2'958'465;
/// The serial numbers count a 29 February 1900.
constexpr std::int64_t kMissingLeapDay = 60;

std::string day_text(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return to_string(Date{static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())});
}

std::optional<std::chrono::sys_days> to_day(std::int64_t serial, DateSystem system) {
  using std::chrono::days;
  using std::chrono::sys_days;
  constexpr std::int64_t kDaysBetweenSystems = 1'462;
  if (system == DateSystem::From1904) serial += kDaysBetweenSystems;
  if (serial < 1 || serial == kMissingLeapDay || serial > kLastSerial1900) return std::nullopt;
  constexpr sys_days kDay0 = std::chrono::year(1899) / 12 / 31;
  const auto before_first = serial < kMissingLeapDay ? kDay0 : kDay0 - days(1);
  return before_first + days(serial);
}

/// Behind the quoted text, escape or bracket that starts at `at`.
std::size_t skip_literal(std::string_view code, std::size_t at) {
  const auto closing = [&](char c) {
    const std::size_t end = code.find(c, at + 1);
    return end == std::string_view::npos ? code.size() : end + 1;
  };
  if (code[at] == '"') return closing('"');
  if (code[at] == '[') return closing(']');
  return at + 2;
}

/// [h], [mm] and the like: an elapsed time, unlike [Red] or [$-804].
bool is_elapsed(std::string_view bracket) {
  return bracket.size() >= 3 && bracket.substr(1, bracket.size() - 2).find_first_not_of("hHmMsS") == std::string_view::npos;
}

}  // namespace

bool is_date_format(std::uint32_t builtin_id) {
  const auto within = [&](std::uint32_t first, std::uint32_t last) { return builtin_id >= first && builtin_id <= last; };
  return within(14, 22) || within(27, 36) || within(45, 47) || within(50, 58);
}

bool is_date_format(std::string_view code) {
  if (code == "General") return false;
  std::size_t at = 0;
  while (at < code.size()) {
    const char c = code[at];
    const bool is_literal = c == '"' || c == '[' || c == '\\' || c == '_' || c == '*';
    if (!is_literal) {
      if (std::string_view("yYmMdDhHsS").find(c) != std::string_view::npos) return true;
      ++at;
      continue;
    }
    const std::size_t end = skip_literal(code, at);
    if (c == '[' && is_elapsed(code.substr(at, end - at))) return true;
    at = end;
  }
  return false;
}

std::optional<std::string> serial_to_iso(double serial, DateSystem system) {
  if (!(serial >= 0) || serial > static_cast<double>(kLastSerial1900) + 1) return std::nullopt;
  const auto seconds = static_cast<std::int64_t>(std::llround(serial * static_cast<double>(kSecondsPerDay)));
  const std::int64_t day_number = seconds / kSecondsPerDay;
  const std::int64_t of_day = seconds % kSecondsPerDay;
  const std::string time = fmt::format("{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60);
  if (day_number == 0 && (of_day > 0 || system == DateSystem::From1900)) return time;
  const auto day = to_day(day_number, system);
  if (!day) return std::nullopt;
  return of_day == 0 ? day_text(*day) : day_text(*day) + "T" + time;
}

}  // namespace junheng::formats
