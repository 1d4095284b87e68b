#pragma once

#include <cmath>

#include "junheng/standards/pack.h"

namespace junheng::assess {

/// Thresholds are inclusive and favour `met` by this relative tolerance, so that 18 arts teachers for 2,000 pupils meet 0.9 per
/// hundred although 0.9 x 2,000 / 100 is not exact in binary (dataset-format.md, "Validation and verdicts").
inline constexpr double kThresholdTolerance = 1e-9;

/// Whether `left` reaches `right` in the given direction.
[[nodiscard]] inline bool reaches(double left, double right, standards::Direction direction) {
  const double larger = std::fabs(left) < std::fabs(right) ? std::fabs(right) : std::fabs(left);
  const double slack = kThresholdTolerance * larger;
  return direction == standards::Direction::Higher ? left >= right - slack : left <= right + slack;
}

/// Whether scale x numerator / denominator reaches `limit`, compared without dividing.
[[nodiscard]] inline bool ratio_reaches(double scale, double numerator, double denominator, double limit, standards::Direction direction) {
  return reaches(scale * numerator, limit * denominator, direction);
}

}  // namespace junheng::assess
