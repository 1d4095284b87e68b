#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "junheng/forecast/grades.h"
#include "junheng/forecast/history.h"

namespace junheng::forecast {

/// How fast the model forgets, and how far it trusts one school against its township, county and all counties.
struct ModelOptions {
  /// Weight of a year's transitions: ratio_memory ^ age in years.
  double ratio_memory = 0.8;
  /// Pupils of the township's (county's, all counties') ratio that stand beside a school's own.
  double school_prior = 150;
  double township_prior = 150;
  double county_prior = 600;
  /// Transitions beyond so many standard deviations count less (Huber).
  double outlier = 4;
  /// Spread of a year's ratio beyond counting noise, of the expected number.
  double spread = 0.15;
  /// The same for the totals of a county; `area_prior` years of no change stand beside them.
  double area_memory = 0.9;
  double area_prior = 0.5;
  /// Weight of a year in the level of a grade: level_memory ^ age; `pool` of it comes from the school's other grades.
  double level_memory = 0.35;
  double pool = 0.2;
  /// Part of the cohort in the forecast of one year ahead, and what it loses with each further year, to the level of the grade.
  double cohort_part = 0.8;
  double cohort_loss = 0.04;
  /// Squared changes (of logarithms) that stand for "entrants follow the flow of the county" beside what the history shows.
  double feeding_prior = 0.01;
};

/// What multiplies the model for a question of "what if": 1 everywhere changes nothing.
struct Levers {
  /// By years ahead (0: the first forecast year); the last holds on.
  std::vector<double> births = {1.0};
  /// Factor on every grade's yearly change by net migration: 1.01 is one per cent more pupils a year.
  std::vector<double> migration = {1.0};

  [[nodiscard]] static double at(const std::vector<double>& factors, std::size_t ahead) {
    return factors.empty() ? 1.0 : factors[ahead < factors.size() ? ahead : factors.size() - 1];
  }
};

/// Where a county's entrants come from.
enum class EntrantBasis : std::uint8_t {
  Births,       ///< registered births, or the age group that stands for them
  BirthsAlone,  ///< births, but of no year whose entrants are known: one entrant per child
  LastLevel,    ///< nothing is told: as many as in the last years
};

/// What the model knows of a county at the end of its history.
struct CountyModel {
  std::size_t county = 0;
  /// Number of years of the history that were looked at; the forecast begins in the next.
  std::size_t years = 0;
  int lowest_grade = 0;
  int highest_grade = 0;
  /// Grade g to g + 1, by school; kNone where the school has never passed pupils on to it: entrants stand there.
  std::vector<GradeArray> ratios;
  /// Smoothed level by school; kNone where the grade is not run in the last year.
  std::vector<GradeArray> levels;
  /// Last year's pupils by school.
  std::vector<GradeArray> last;
  /// Ratios of the schools put together, by township of the schools and of the county.
  GradeArray schools_ratio = filled(1);
  /// Ratios of the county's totals: what leaves one school for another stays in.
  GradeArray flow_ratio = filled(1);
  GradeArray last_total = filled(kNone);
  /// How far entrants of schools follow the county's flow: 1 wholly, 0 not at all.
  double feeding = 1;
  EntrantBasis entrants = EntrantBasis::LastLevel;
  /// Entrants of the lowest grade per birth.
  double entrants_per_birth = kNone;
};

/// Years from birth to the school year in which a grade is entered: 6 for grade 1, 5 for the year before.
[[nodiscard]] constexpr int birth_lag(int grade) { return grade + 5; }

/// The ratios of all schools together, towards which a county's are drawn.
[[nodiscard]] GradeArray overall_ratios(const History& history, std::size_t years, const ModelOptions& options);

/// Fits a county to the first `years` years of its history; totals of the years before `flow_from` are left out of the flow.
///
/// Ratio of a school and grade: (sum of w b + K R) / (sum of w a + K), where a pupils of the grade become b of the next a year later,
/// w = memory ^ age x Huber weight, R the township's ratio, itself drawn in the same way towards the county's, and that towards the overall
/// one. Entrants: grades in which the school has never had pupils of the grade below (the method: docs/methods/forecast.md).
/// References: cohort survival and grade progression: Shaw, "School enrollment projections", 1984; shrinkage: James and Stein 1961, Efron
/// and Morris 1975; robust weights: Huber 1964; exponential smoothing: Brown 1959.
[[nodiscard]] CountyModel fit_county(const History& history, std::size_t county, std::size_t years, std::size_t flow_from,
                                     const GradeArray& overall, const ModelOptions& options);

}  // namespace junheng::forecast
