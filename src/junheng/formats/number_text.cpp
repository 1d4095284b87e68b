#include "junheng/formats/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace junheng::formats {

void append_number(std::string& out, double number) {
  constexpr double kSmallestPlain = 1e-6;
  constexpr double kLargestPlain = 1e21;
  if (number == 0) {
    out += '0';
    return;
  }
  const double size = std::abs(number);
  const auto format = size >= kSmallestPlain && size < kLargestPlain ? std::chars_format::fixed : std::chars_format::scientific;
  std::array<char, 64> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format);
  out.append(buffer.data(), result.ptr);
}

std::string number_text(double number) {
  std::string out;
  append_number(out, number);
  return out;
}

}  // namespace junheng::formats
