#pragma once

#include <vector>

#include "junheng/forecast/cohort_model.h"
#include "junheng/forecast/scenario.h"

namespace junheng::forecast {

/// A county on its way into the years ahead.
struct CountyState {
  /// By school: cohorts of the year, the level of each grade and the ratios to the next; kNone in `levels` for a grade that is not run.
  std::vector<GradeArray> cohorts;
  std::vector<GradeArray> levels;
  std::vector<GradeArray> ratios;
  /// Ratios for a school that begins a grade.
  GradeArray usual_ratio = filled(1);
  /// The county's flow, and what it was in the last year.
  GradeArray flow = filled(kNone);
  GradeArray last_total = filled(kNone);

  explicit CountyState(const CountyModel& model);
  [[nodiscard]] bool runs(std::size_t school, std::size_t grade) const { return !is_none(levels[school][grade]); }
};

/// Carries out what happens in a year, once its cohorts stand: pupils who move take their cohort and their part of the entrants to come
/// along; pupils of new housing are added to the school and to the county.
void apply_events(const std::vector<CountyEvent>& events, std::size_t ahead, CountyState& state);

}  // namespace junheng::forecast
