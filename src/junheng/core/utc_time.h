#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>

namespace junheng {

/// A moment: milliseconds since 1970-01-01T00:00:00Z. Who needs the present one gets it from the command line or the server.
struct UtcTime {
  std::int64_t ms = 0;

  friend constexpr auto operator<=>(UtcTime, UtcTime) = default;
  friend constexpr UtcTime operator+(UtcTime time, std::chrono::milliseconds span) { return {time.ms + span.count()}; }
  friend constexpr std::chrono::milliseconds operator-(UtcTime later, UtcTime earlier) {
    return std::chrono::milliseconds(later.ms - earlier.ms);
  }
};

/// "2026-11-27T12:30:05.250Z".
[[nodiscard]] std::string to_string(UtcTime time);

}  // namespace junheng
