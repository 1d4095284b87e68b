#pragma once

#include <optional>
#include <vector>

#include "junheng/report/forecast_report.h"

namespace junheng::report {

/// nullopt for kNone.
[[nodiscard]] inline std::optional<double> given(double value) { return forecast::is_none(value) ? std::nullopt : std::optional(value); }

/// An area of the level that a forecast is asked for, or all together.
struct ForecastArea {
  /// nullptr: all together.
  const forecast::HistoryArea* area = nullptr;
  /// Positions in History::counties.
  std::vector<std::size_t> counties;
  const std::vector<std::array<forecast::Interval, forecast::kGrades>>* grades = nullptr;
  const std::vector<forecast::Interval>* all = nullptr;
  /// Sum of today's schools by year ahead; null: all together.
  const std::vector<forecast::GradeArray>* school_sum = nullptr;
};

/// All together, then the areas of the level: provinces, cities, or (for schools too) counties.
[[nodiscard]] std::vector<ForecastArea> forecast_areas(const ForecastInput& input);

/// Classes of an area by grade; kNone in a grade that a county cannot tell or none runs.
[[nodiscard]] forecast::GradeArray classes_of(const ForecastInput& input, const ForecastArea& area, std::size_t ahead);

/// Classes of all grades together; kNone where one with pupils cannot be told.
[[nodiscard]] double all_classes(const ForecastInput& input, const ForecastArea& area, std::size_t ahead);

/// Classes of the grades of a stage together; kNone where one of its grades with pupils cannot be told.
[[nodiscard]] double stage_classes(const ForecastInput& input, const ForecastArea& area, std::size_t ahead, Stage stage);

/// Pupils of an area in the last year of the history.
[[nodiscard]] double last_pupils(const ForecastInput& input, const ForecastArea& area);

/// Teachers of a subject in an area and year: sums over its counties. Needs ForecastInput::teachers.
[[nodiscard]] forecast::TeacherNeed teachers_of(const ForecastInput& input, const ForecastArea& area, std::size_t ahead,
                                                std::size_t subject);

/// Teachers of several subjects together: what one has too many another lacks, so that gaps are added up, not need and teachers. Of no
/// subject nothing is known.
[[nodiscard]] forecast::TeacherNeed teachers_together(const ForecastInput& input, const ForecastArea& area, std::size_t ahead,
                                                      const std::vector<std::size_t>& subjects);

/// Teachers of an area who are in no subject's numbers: sums over its counties. Needs ForecastInput::teachers.
[[nodiscard]] forecast::StaffApart staff_apart(const ForecastInput& input, const ForecastArea& area);

/// Whether no class is forecast to have the subject and nobody is known to teach it.
[[nodiscard]] bool is_idle_subject(const ForecastInput& input, std::size_t subject);

/// The subjects whose need is known, of those that are not idle: what sums over subjects are made of. Empty where classes cannot be told.
[[nodiscard]] std::vector<std::size_t> subjects_in_sum(const ForecastInput& input);

}  // namespace junheng::report
