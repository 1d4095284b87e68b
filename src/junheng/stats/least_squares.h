#pragma once

#include <cstddef>
#include <span>

#include "junheng/core/error.h"

namespace junheng::stats {

/// A straight line y = intercept + slope x.
struct FittedLine {
  double intercept = 0;
  double slope = 0;
  /// Share of the weighted variance of y that the line explains, 0 to 1; 1 where y does not vary.
  double r_squared = 1;
  /// Units that have weight.
  std::size_t units = 0;
  /// Of the slope. Classical: the variance of an error is inversely proportional to the weight of its unit.
  double standard_error = 0;
  /// Of the slope, whatever the variances of the errors are (HC1).
  double robust_standard_error = 0;
};

/// Weighted least squares of one variable on another.
///
/// Definition: slope = sum w (x - mx)(y - my) / S, S = sum w (x - mx)^2, weighted means mx and my; e the residuals, n the units with
/// weight. standard_error^2 = sum w e^2 / ((n - 2) S); robust_standard_error^2 = n / (n - 2) sum w^2 (x - mx)^2 e^2 / S^2. Neither moves
/// with the unit of the weights; both count units: a unit of weight 2 is not two units. Two units give a line and errors of 0. No weights
/// means 1 each. A unit without weight does not count. Errors: those of check_sample for Domain::Any, for x and for y; TooFewUnits (fewer
/// than 2 with weight); NoVariation (all x with weight equal). Source: White, Econometrica 48 (1980) 817-838; HC1: MacKinnon and White,
/// Journal of Econometrics 29 (1985) 305-325.
[[nodiscard]] Result<FittedLine> fit_line(std::span<const double> x, std::span<const double> y, std::span<const double> weights);

}  // namespace junheng::stats
