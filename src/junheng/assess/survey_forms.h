#pragma once

#include <cstdint>

#include "junheng/core/ids.h"
#include "junheng/core/school_year.h"
#include "junheng/model/dataset.h"

namespace junheng::assess {

/// Forms of a survey. A form is valid if every question has an answer, satisfied if the mean of its answers reaches a score.
struct SurveyCount {
  std::uint32_t forms = 0;
  std::uint32_t valid = 0;
  std::uint32_t satisfied = 0;
};

struct SurveyForms {
  SurveyCount all;
  /// Those of parents among them.
  SurveyCount parents;
};

/// Counts the forms that people of a county and the areas below it gave in a year. Costs the answers of that county only.
[[nodiscard]] SurveyForms count_survey_forms(const model::Dataset& dataset, AreaIndex county, SchoolYear year, double satisfied_from);

}  // namespace junheng::assess
