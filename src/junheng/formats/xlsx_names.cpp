#include "junheng/formats/xlsx_names.h"

#include <algorithm>

#include "junheng/core/text.h"
#include "junheng/formats/utf8_repair.h"

namespace junheng::formats {

namespace {

constexpr std::size_t kMaxNameUnits = 31;

/// The longest beginning of whole characters within `units` UTF-16 units.
std::string_view first_units(std::string_view utf8, std::size_t units) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const auto byte = static_cast<unsigned char>(utf8[at]);
    const bool continues = (byte & 0xC0U) == 0x80U;
    if (continues) continue;
    used += byte >= 0xF0 ? 2 : 1;
    if (used > units) return utf8.substr(0, at);
  }
  return utf8;
}

}  // namespace

std::string valid_sheet_name(std::string_view wanted, const std::vector<std::string>& taken) {
  std::string name = is_utf8(wanted) ? std::string(wanted) : repair_utf8(wanted);
  std::ranges::replace_if(
      name, [](char c) { return std::string_view("[]:*?/\\").find(c) != std::string_view::npos || static_cast<unsigned char>(c) < 0x20; },
      '_');
  name = first_units(name, kMaxNameUnits);
  if (name.empty()) name = "Sheet";
  if (name.front() == '\'') name.front() = '_';
  if (name.back() == '\'') name.back() = '_';
  const auto is_taken = [&](const std::string& candidate) {
    return std::ranges::any_of(taken, [&](const std::string& other) { return lower_ascii(other) == lower_ascii(candidate); });
  };
  std::string candidate = name;
  for (int number = 2; is_taken(candidate); ++number) {
    const std::string suffix = " (" + std::to_string(number) + ")";
    candidate = std::string(first_units(name, kMaxNameUnits - suffix.size())) + suffix;
  }
  return candidate;
}

std::string quoted_sheet_name(std::string_view name) {
  std::string out = "'";
  for (const char c : name) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + "'";
}

}  // namespace junheng::formats
