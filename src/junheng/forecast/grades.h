#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace junheng::forecast {

/// Grades 0 (the year before school, kindergarten of other countries) to 12.
inline constexpr std::size_t kGrades = 13;

/// Pupils, ratios or levels by grade; kNone where there is none.
using GradeArray = std::array<double, kGrades>;

inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
[[nodiscard]] inline bool is_none(double value) { return std::isnan(value); }

[[nodiscard]] constexpr GradeArray filled(double value) {
  GradeArray out{};
  for (double& each : out) each = value;
  return out;
}

/// Adds what is there to the sums.
inline void add_up(GradeArray& sums, const GradeArray& row) {
  for (std::size_t g = 0; g < kGrades; ++g)
    if (!is_none(row[g])) sums[g] = (is_none(sums[g]) ? 0 : sums[g]) + row[g];
}

/// Sum of what is there; 0 where nothing is.
[[nodiscard]] inline double total(const GradeArray& grades) {
  double sum = 0;
  for (const double each : grades)
    if (!is_none(each)) sum += each;
  return sum;
}

}  // namespace junheng::forecast
