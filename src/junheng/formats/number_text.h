#pragma once

#include <string>

namespace junheng::formats {

/// Appends the shortest decimal text that reads back as the same double: "12", "4.5", "2133000001".
/// Without an exponent where a person would write none (1e-6 <= |number| < 1e21). Negative zero is written as "0".
/// Requires: finite.
void append_number(std::string& out, double number);

[[nodiscard]] std::string number_text(double number);

}  // namespace junheng::formats
