#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "junheng/forecast/forecast.h"
#include "junheng/forecast/history.h"
#include "junheng/forecast/needs.h"

namespace junheng::forecast {

enum class BreachKind : std::uint8_t { ClassSize, SchoolSize, BelowSmall, BelowSmallest };

[[nodiscard]] std::string_view to_string(BreachKind kind);

/// A school on the wrong side of a limit: today, or, of one that keeps the limit today, in the first year in which it does not.
struct Breach {
  BreachKind kind = BreachKind::ClassSize;
  /// Position in History::schools.
  std::size_t school = 0;
  /// The last year of the history where `is_today`.
  int school_year = 0;
  /// Of class size, the grade farthest above its limit; nullopt: of the school.
  std::optional<std::size_t> grade;
  /// Pupils of the compulsory grades of the school, or of an average class of the grade.
  double pupils = 0;
  double limit = 0;
  /// By the interval of the forecast, 0 to 1; 1 today.
  double chance = 0;
  bool is_today = false;
};

/// In the order of years (today first), kinds and schools. Class sizes are averages by grade. A cohort keeps the classes that it has
/// through the grades of its stage; those who enter a stage get as many as its lowest grade has today. A grade whose classes are not told
/// cannot breach. Of a school below `smallest` today that alone is told. The interval of the compulsory grades of a school with others is
/// that of the whole school in proportion.
[[nodiscard]] std::vector<Breach> find_breaches(const History& history, const Forecast& forecast, const NeedLimits& limits);

}  // namespace junheng::forecast
