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

  /// A school that has opened, with the grades that it has taken over so far, and the part of them that it has taken.
  struct Growing {
    std::size_t school = 0;
    std::size_t source = 0;
    double share = 0;
  };
  std::vector<Growing> growing;

  explicit CountyState(const CountyModel& model);
  [[nodiscard]] bool runs(std::size_t school, std::size_t grade) const { return !is_none(levels[school][grade]); }
};

/// Lets schools that have opened take the next grade, as their oldest cohort comes into it, as far as the school goes that it comes from.
void grow_schools(CountyState& state);

/// Carries out what happens in a year, once its cohorts stand: pupils who move take their cohort and their part of the entrants to come
/// along; pupils of new housing are added to the school and to the county.
void apply_events(const std::vector<CountyEvent>& events, std::size_t ahead, CountyState& state);

}  // namespace junheng::forecast
