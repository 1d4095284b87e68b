#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "junheng/forecast/history.h"

namespace junheng::forecast {

/// Simple forecasts that the model is held against.
enum class Baseline : std::uint8_t {
  LastValue,       ///< as in the last year
  ThreeYearRatio,  ///< cohort x mean of the last three yearly grade-progression ratios; entrants as in the last year
  FiveYearTrend,   ///< straight line through the last five years, never below 0
};

inline constexpr std::array kBaselines = {Baseline::LastValue, Baseline::ThreeYearRatio, Baseline::FiveYearTrend};

[[nodiscard]] std::string_view to_string(Baseline baseline);

/// Forecast of rows of pupils by year (a school's, or a county's totals), `horizon` years on: one row per year ahead. kNone for grades that
/// are not run in the last year.
///
/// Ratios: the mean over the last three pairs of years of pupils of a grade / pupils of the grade below the year before, pairs without one
/// of the two left out; without any pair, and in the lowest grade, the last value. Reference: the worked example of the R package
/// enrollcast (grade progression ratio, mean of yearly ratios).
[[nodiscard]] std::vector<GradeArray> baseline(Baseline which, std::span<const GradeArray> rows, std::size_t horizon);

/// Cohorts x ratios, `horizon` years on from `last`. The lowest grade that is run takes `entrants` by year ahead, as far as they are given;
/// a grade without a cohort or a ratio keeps its last value.
[[nodiscard]] std::vector<GradeArray> progress(const GradeArray& last, const GradeArray& ratios, std::size_t horizon,
                                               std::span<const double> entrants);

/// Mean yearly ratios grade to grade over the last `pairs` pairs of years; kNone where there is none.
[[nodiscard]] GradeArray mean_ratios(std::span<const GradeArray> rows, std::size_t pairs);

}  // namespace junheng::forecast
