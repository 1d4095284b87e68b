#pragma once

#include <vector>

#include "junheng/forecast/cohort_model.h"
#include "junheng/forecast/scenario.h"

namespace junheng::forecast {

/// The middle forecast of a county.
struct CountyPath {
  std::size_t horizon = 0;
  /// pupils[school x horizon + ahead]; kNone where the school does not run the grade.
  std::vector<GradeArray> pupils;
  /// The county's flow by year: what its totals alone lead to.
  std::vector<GradeArray> flow;
  [[nodiscard]] const GradeArray& at(std::size_t school, std::size_t ahead) const { return pupils[school * horizon + ahead]; }
};

/// Runs the model `horizon` years on. Grades that a school runs today it runs on; where a cohort comes from the grade below it is
/// last year's cohort x ratio, entrants are the level of the grade moved by the county's flow, and every cell is drawn a little, with the
/// years more, to the level of its grade moved by the county's flow. Then the events of the year. Where the county's total is known, its
/// flow and its schools are brought to it in proportion. Never negative. Linear in schools x years.
[[nodiscard]] CountyPath project(const History& history, const CountyModel& model, std::size_t horizon, const ModelOptions& options,
                                 const CountyScenario& scenario = {});

}  // namespace junheng::forecast
