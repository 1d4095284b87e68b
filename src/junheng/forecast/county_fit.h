#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "junheng/forecast/cohort_model.h"

namespace junheng::forecast {

/// Sums over transitions: `below` pupils of a grade, `above` of the next a year later, each weighted.
struct RatioSums {
  GradeArray below = filled(0);
  GradeArray above = filled(0);

  void add(const RatioSums& other) {
    for (std::size_t g = 0; g < kGrades; ++g) {
      below[g] += other.below[g];
      above[g] += other.above[g];
    }
  }
  /// (above + prior x ratio) / (below + prior) by grade; `ratio` where there is nothing.
  [[nodiscard]] GradeArray drawn_to(const GradeArray& ratio, double prior) const;
};

/// Weighted sums of the transitions between rows, the last counting most; `ratio` are those that outliers are told by, null: none are.
/// Transitions into a row whose place in `moved` is not 0 are left out; `moved` may be empty.
[[nodiscard]] RatioSums school_sums(std::span<const GradeArray> rows, const GradeArray* ratio, const ModelOptions& options,
                                    std::span<const std::uint8_t> moved = {});

/// The same of a school's first `years`; of a history of one year what its flows imply.
[[nodiscard]] RatioSums transition_sums(const History& history, std::size_t school, std::size_t years, const GradeArray* ratio,
                                        const ModelOptions& options);

/// Smoothed levels of the grades that each of a county's schools runs in the last of `years`; part of each comes from the school's other
/// grades and the county's profile of grades.
[[nodiscard]] std::vector<GradeArray> school_levels(const History& history, std::size_t county, std::size_t years,
                                                    const ModelOptions& options);

}  // namespace junheng::forecast
