#pragma once

#include <optional>
#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::assess {

/// What one school adds to the inequality of one indicator.
struct Contribution {
  std::uint32_t unit = 0;
  SchoolIndex school;
  double value = 0;
  /// Its share of the weights (pupils): P_i / P_N.
  double weight_share = 0;
  /// Its exact share of CV squared: w_i (x_i - m)^2 / sum_j w_j (x_j - m)^2; all shares add up to 1. 0 where all values are equal.
  double cv2_share = 0;
  /// The CV if this school's value were today's mean m, everything recomputed: with d = x_i - m and w its weight share, the mean
  /// becomes m - w d and the variance loses w d^2 + (w d)^2.
  double cv_at_mean = 0;
};

/// Contributions of the schools with a value to the CV of an indicator, largest share first (ties: order of the units).
/// Empty where the CV is null.
[[nodiscard]] std::vector<Contribution> contributions(const Assessment& assessment, const StageResult& stage, std::size_t indicator);

/// What a school lacks to the standard of one indicator.
struct Shortfall {
  std::size_t indicator = 0;
  IndicatorState state = IndicatorState::Unknown;
  std::optional<double> value;
  double limit = 0;
  /// Missing amount in the unit of the numerator (teachers, m2, yuan, rooms): limit x denominator / scale - numerator.
  /// Negative for indicators where lower is better: the amount too many. nullopt where the value is missing.
  std::optional<double> missing;
  model::Absence absence = model::Absence::Present;
};

/// The judged indicators that a school does not meet, in the order of the standard.
[[nodiscard]] std::vector<Shortfall> shortfalls(const Assessment& assessment, Stage stage, std::uint32_t unit);

/// A school to look at first, with why.
struct Priority {
  std::uint32_t unit = 0;
  SchoolIndex school;
  Stage stage = Stage::Primary;
  std::optional<Verdict> verdict;
  /// Sum of its shares of CV squared over the indicators whose CV is above the limit.
  double cv2_share_of_failing = 0;
  /// Indicators with the school's largest share, descending.
  std::vector<std::size_t> indicators;
};

/// Schools of a stage in the order in which they should be mended: those that keep the stage from being met, by their share in the CVs
/// that fail plus 1 for not meeting the school standard. Schools that harm nothing are left out.
[[nodiscard]] std::vector<Priority> priorities(const Assessment& assessment, const StageResult& stage);

}  // namespace junheng::assess
