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

/// A stage's pupils this year and the year before. A grade of this year is the grade below of last year, less those who left and
/// with those who came.
struct CohortsOfTwoYears {
  Cohorts now;
  Cohorts before;
};

[[nodiscard]] CohortsOfTwoYears draw_cohorts(const CountyTraits& traits, const SchoolPlan& school, Stage stage, Rng& rng);

/// Largest class that the standards accept in a stage: the line along which classes are formed here.
[[nodiscard]] int class_limit(Stage stage);

}  // namespace junheng::synth
