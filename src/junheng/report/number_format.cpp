#include "junheng/report/number_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "junheng/assess/threshold.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

constexpr int kMostDecimals = 12;
/// The official form writes 0.50 beside 0.45.
constexpr int kCvLimitDecimals = 2;

double parsed(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Whether the number, rounded, stands on the same side of the limit as before. A half may be rounded either way: the two neighbours
/// of the number must stand there too.
bool shows_side(double value, int decimals, double limit, standards::Direction direction) {
  constexpr double kNeighbour = 4e-15;
  const bool exact = assess::reaches(value, limit, direction);
  const std::array readings = {value, value * (1 + kNeighbour), value * (1 - kNeighbour)};
  return std::ranges::all_of(readings, [&](double reading) {
    return assess::reaches(parsed(fmt::format("{:.{}f}", reading, decimals)), limit, direction) == exact;
  });
}

/// The digits before the point in groups of three.
std::string grouped(std::string number) {
  if (number.find('e') != std::string::npos) return number;
  const std::size_t begin = number.starts_with('-') || number.starts_with('+') ? 1 : 0;
  for (std::size_t at = std::min(number.find('.'), number.size()); at > begin + 3; at -= 3) number.insert(at - 3, ",");
  return number;
}

std::string signed_number(double number, int decimals) {
  std::string out = fmt::format("{:+.{}f}", number, decimals);
  // The difference of two equal roundings may come out as -0.
  if (out.find_first_not_of("-+0.") == std::string::npos) out.front() = '+';
  return grouped(std::move(out));
}

}  // namespace

int shown_decimals(double value, int decimals, std::optional<double> limit, standards::Direction direction) {
  if (!limit) return decimals;
  int enough = decimals;
  while (enough < kMostDecimals && !shows_side(value, enough, *limit, direction)) ++enough;
  return enough;
}

std::string shown(std::optional<double> value, int decimals, std::optional<double> limit, standards::Direction direction) {
  if (!value) return "—";
  return grouped(fmt::format("{:.{}f}", *value, shown_decimals(*value, decimals, limit, direction)));
}

std::string shown_difference(const std::optional<double>& before, const std::optional<double>& after, int decimals) {
  if (!before || !after) return "—";
  const auto as_shown = [&](double value) { return parsed(fmt::format("{:.{}f}", value, decimals)); };
  return signed_number(as_shown(*after) - as_shown(*before), decimals);
}

std::string shown_limit(double limit) {
  // A floor that is a share of the standard is a product: 0.6 x 4.5 is 2.7, not 2.6999999999999997.
  return grouped(fmt::format("{:.12g}", limit));
}

int limit_decimals(double limit) {
  const std::string digits = shown_limit(limit);
  const std::size_t point = digits.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
}

int cv_limit_decimals(double limit) { return std::max(limit_decimals(limit), kCvLimitDecimals); }

std::string shown_cv_limit(double limit) { return grouped(fmt::format("{:.{}f}", limit, cv_limit_decimals(limit))); }

std::string shown_margin(std::optional<double> value, std::optional<double> limit, int decimals, standards::Direction direction) {
  if (!value || !limit) return "—";
  const int places = std::max(shown_decimals(*value, decimals, limit, direction), limit_decimals(*limit));
  const double printed = parsed(fmt::format("{:.{}f}", *value, places));
  std::string out = signed_number(direction == standards::Direction::Higher ? printed - *limit : *limit - printed, places);
  // Nothing to spare is neither more nor less.
  return out.find_first_not_of("-+0.") == std::string::npos ? out.substr(1) : out;
}

std::string_view direction_sign(standards::Direction direction) { return direction == standards::Direction::Higher ? "≥" : "≤"; }

std::string shown_amount(double amount) { return grouped(fmt::format("{:.0f}", amount)); }

std::string shown_percent(double share) {
  constexpr double kLeast = 0.0005;
  return share > 0 && share < kLeast ? "< 0.1%" : fmt::format("{:.1f}%", share * 100);
}

std::string with_unit(std::string number, std::string_view unit, Lang lang) {
  const std::string_view label = standards::unit_label_of(number, unit, lang);
  if (label.empty()) return number;
  if (label != "%") number += ' ';
  return number.append(label);
}

}  // namespace junheng::report
