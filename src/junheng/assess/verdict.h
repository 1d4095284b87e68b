#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace junheng::assess {

/// Outcome of a clause: met or unmet for every possible value of what is missing, else unknown.
enum class Verdict : std::uint8_t { Met, Unmet, Unknown };

[[nodiscard]] constexpr std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::Met: return "met";
    case Verdict::Unmet: return "unmet";
    case Verdict::Unknown: return "unknown";
  }
  return "unknown";
}

/// Conjunction: one unmet clause is unmet whatever else is missing; else one unknown clause is unknown.
[[nodiscard]] constexpr Verdict both(Verdict a, Verdict b) {
  if (a == Verdict::Unmet || b == Verdict::Unmet) return Verdict::Unmet;
  if (a == Verdict::Unknown || b == Verdict::Unknown) return Verdict::Unknown;
  return Verdict::Met;
}

/// A pack without limits judges nothing: no verdict joins as if it were not there.
[[nodiscard]] constexpr std::optional<Verdict> both(std::optional<Verdict> a, std::optional<Verdict> b) {
  if (!a) return b;
  if (!b) return a;
  return both(*a, *b);
}

}  // namespace junheng::assess
