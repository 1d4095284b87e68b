#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "junheng/core/stage.h"
#include "junheng/synth/county_plan.h"

namespace junheng::synth {

/// One grade of a school in one year, with what happened to the cohort over the year before.
struct GradeValues {
  int grade = 1;
  int pupils = 0;
  int girls = 0;
  int classes = 0;
  /// Only of a stage's first grade.
  std::optional<int> entrants;
  /// Only of a stage's last grade: those who left it the summer before.
  std::optional<int> graduates;
  int transfers_in = 0;
  int transfers_out = 0;
  int deaths = 0;
  int dropouts = 0;
  int suspended = 0;
  int boarders = 0;
  int migrant_pupils = 0;
  int migrant_worker_pupils = 0;
  int left_behind_pupils = 0;
  int inclusive_pupils = 0;

  /// Classes of a grade are of one size, give or take one pupil; `number` counts from 0.
  [[nodiscard]] int class_size(int number) const { return pupils / classes + (number < pupils % classes ? 1 : 0); }
};

/// The pupils of one stage of a school in one year.
struct Cohorts {
  Stage stage = Stage::Primary;
  std::vector<GradeValues> grades;

  [[nodiscard]] int sum(int GradeValues::*member) const;
  [[nodiscard]] int pupils() const { return sum(&GradeValues::pupils); }
  [[nodiscard]] int classes() const { return sum(&GradeValues::classes); }
  [[nodiscard]] int boarders() const { return sum(&GradeValues::boarders); }
};

/// Who goes to a school of this place: shares of its pupils, and moves in a year per pupil.
struct Intake {
  double migrant = 0;
  double left_behind = 0;
  double moves_in = 0;
  double moves_out = 0;
};

/// The pupils of a stage in the year asked for, and what stays the same over the years.
struct DrawnCohorts {
  Cohorts cohorts;
  Intake intake;
  /// Class size up to which the school fills its classes.
  int class_aim = 0;
};

/// The graduates of the last grade are those of cohorts_before().
[[nodiscard]] DrawnCohorts draw_cohorts(const CountyTraits& traits, const SchoolPlan& school, Stage stage, Rng& rng);

/// A stage in the year before `later`: a grade of `later` is the grade below of that year, less those who left and with those who came;
/// its last grade left the stage in the summer between. It is not told how many graduated before it.
[[nodiscard]] Cohorts cohorts_before(const Cohorts& later, const SchoolPlan& school, const Intake& intake, int class_aim, Rng& rng);

/// Largest class that the standards accept in a stage: the line along which classes are formed here.
[[nodiscard]] int class_limit(Stage stage);

}  // namespace junheng::synth
