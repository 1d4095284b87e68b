#pragma once

#include <cstdint>
#include <string_view>

namespace junheng {

enum class Severity : std::uint8_t { Info, Warning, Error };

[[nodiscard]] constexpr std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::Info: return "info";
    case Severity::Warning: return "warning";
    case Severity::Error: return "error";
  }
  return "error";
}

}  // namespace junheng
