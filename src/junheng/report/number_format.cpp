#include "junheng/report/number_format.h"

#include <charconv>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace junheng::report {

namespace {

constexpr int kMostDecimals = 6;

double parsed(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

std::string shown(std::optional<double> value, int decimals, std::optional<double> limit, standards::Direction direction) {
  if (!value) return "—";
  const auto reaches = [&](double number) { return direction == standards::Direction::Higher ? number >= *limit : number <= *limit; };
  std::string text = fmt::format("{:.{}f}", *value, decimals);
  if (!limit) return text;
  const bool exact = reaches(*value);
  for (int more = decimals + 1; reaches(parsed(text)) != exact && more <= kMostDecimals; ++more) text = fmt::format("{:.{}f}", *value, more);
  return text;
}

std::string shown_limit(double limit) { return fmt::format("{}", limit); }

std::string shown_amount(double amount) {
  std::string digits = fmt::format("{:.0f}", std::fabs(amount));
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, " ");
  return (amount < 0 ? "-" : "") + digits;
}

}  // namespace junheng::report
