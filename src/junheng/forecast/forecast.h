#pragma once

#include <array>
#include <functional>
#include <stop_token>
#include <vector>

#include "junheng/core/stage.h"
#include "junheng/forecast/cohort_model.h"
#include "junheng/forecast/projection.h"
#include "junheng/forecast/scenario.h"
#include "junheng/forecast/simulation.h"
#include "junheng/forecast/spread.h"

namespace junheng::forecast {

/// What a history teaches, whatever is asked of the years ahead.
struct HistoryFit {
  Spread spread;
  /// Years from which the totals of counties count, 0: all.
  std::size_t flow_from = 0;
  /// In the order of History::counties.
  std::vector<CountyModel> counties;
};

struct ForecastOptions {
  std::size_t horizon = 5;
  SimulationOptions simulation;
  ModelOptions model;
  /// Its births and new schools stand in the history already (apply_to_history).
  Scenario scenario;
  /// Totals of schools against which chances are counted.
  std::vector<double> limits = {};
  /// Keep the forecasts of schools; else those of areas alone.
  bool keep_schools = true;
  /// Pupils of a class by grade, for CountyForecast::classes; kNone: they cannot be told.
  GradeArray class_sizes = filled(kNone);
  /// By county the group whose totals are made beside the counties' (regions.h); empty: none.
  std::vector<std::uint32_t> group_of;
  /// The history that ratios, breaks and the spread rest on, of which the one that is forecast is a part; null: itself.
  const History* basis = nullptr;
  /// What fit_history() has learned of this history, for at least as many years ahead; null: it is learned again.
  const HistoryFit* fit = nullptr;
  unsigned threads = 1;
  std::stop_token stop;
};

/// The stages that forecasts tell, with their first and last grade.
struct StageGrades {
  Stage stage = Stage::All;
  std::size_t first = 0;
  std::size_t last = 0;
};
inline constexpr std::array kStageGrades = {StageGrades{Stage::Primary, 1, 6}, StageGrades{Stage::Junior, 7, 9},
                                            StageGrades{Stage::Senior, 10, 12}};

/// By Stage; those of kStageGrades are filled.
using StageIntervals = std::array<Interval, kStageCount>;

/// Totals of several counties.
struct GroupForecast {
  /// By year ahead and grade, and of all grades.
  std::vector<std::array<Interval, kGrades>> grades;
  std::vector<Interval> all;
  /// Sum of the schools that there are today.
  std::vector<GradeArray> school_sum;
};

struct CountyForecast {
  CountyModel model;
  /// Without schools where they are not kept.
  CountyPath path;
  SchoolIntervals schools;
  /// Sum of the schools that there are today, by year ahead and grade; the flow beside it counts all pupils.
  std::vector<GradeArray> school_sum;
  /// By year ahead and grade, and of all grades.
  std::vector<std::array<Interval, kGrades>> grades;
  std::vector<StageIntervals> stages;
  std::vector<Interval> all;
  /// Classes by year ahead and grade: those that each of today's schools forms of its pupils at the class sizes, x flow / sum of the
  /// schools (pupils of schools yet to come form classes too); special-education schools in none of the three. kNone where the grade is not
  /// run or its class size is not told.
  std::vector<GradeArray> classes;
};

struct Forecast {
  std::size_t horizon = 0;
  /// School year of the first row.
  int first_year = 0;
  /// In the order of History::counties.
  std::vector<CountyForecast> counties;
  /// By ForecastOptions::group_of.
  std::vector<GroupForecast> groups;
  /// All counties together.
  std::vector<std::array<Interval, kGrades>> grades;
  std::vector<StageIntervals> stages;
  std::vector<Interval> all;
  Spread spread;
  /// Years from which the totals of counties count, 0: all.
  std::size_t flow_from = 0;
};

/// Fits, projects and simulates every county. The result depends on the history and the options, not on the threads. A stop leaves counties
/// undone; the caller looks at the token.
[[nodiscard]] Forecast make_forecast(const History& history, const ForecastOptions& options);

/// What make_forecast() learns before it looks ahead, to be given as ForecastOptions::fit: another question then costs the projection and
/// the draws alone. Of the options horizon (the farthest that will be asked), model and threads count.
[[nodiscard]] HistoryFit fit_history(const History& history, const ForecastOptions& options);

}  // namespace junheng::forecast
