#include "junheng/formats/xlsx_text.h"

#include <charconv>
#include <cstdint>
#include <optional>

namespace junheng::formats {

namespace {

constexpr std::size_t kSequenceBytes = 7;

/// The UTF-16 unit of a sequence _xHHHH_ at `at`.
std::optional<std::uint32_t> unit_at(std::string_view text, std::size_t at) {
  if (text.size() - at < kSequenceBytes || !text.substr(at).starts_with("_x") || text[at + kSequenceBytes - 1] != '_') return std::nullopt;
  const char* digits = text.data() + at + 2;
  std::uint32_t unit = 0;
  const auto result = std::from_chars(digits, digits + 4, unit, 16);
  return result.ptr == digits + 4 ? std::optional(unit) : std::nullopt;
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xC0U | (point >> 6U));
    add(0x80U | (point & 0x3FU));
  } else {
    add(0xE0U | (point >> 12U));
    add(0x80U | ((point >> 6U) & 0x3FU));
    add(0x80U | (point & 0x3FU));
  }
}

bool is_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDFFF; }

}  // namespace

std::string decode_xstring(std::string text) {
  std::size_t at = text.find("_x");
  if (at == std::string::npos) return text;
  std::string out;
  std::size_t copied = 0;
  for (; at != std::string::npos; at = text.find("_x", at)) {
    const auto unit = unit_at(text, at);
    // Half a character is no character; programs write whole ones as they are.
    if (!unit || is_surrogate(*unit)) {
      ++at;
      continue;
    }
    out.append(text, copied, at - copied);
    append_utf8(out, *unit);
    at += kSequenceBytes;
    copied = at;
  }
  return out.append(text, copied);
}

std::string guard_xstring(std::string text) {
  constexpr std::string_view kUnderscore = "_x005F";
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (!unit_at(text, at)) continue;
    text.insert(at, kUnderscore);
    at += kUnderscore.size();
  }
  return text;
}

}  // namespace junheng::formats
