#pragma once

#include <span>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/stats/least_squares.h"

namespace junheng::stats {

/// The units at one point of time.
struct Period {
  /// In years, such as 2021 for the school year 2021.
  double year = 0;
  std::span<const double> values;
  /// Of this period; none means 1 each.
  std::span<const double> weights;
};

/// How far apart the units are at one point of time.
struct Dispersion {
  /// Weighted standard deviation of the logarithms (population form).
  double log_deviation = 0;
  double cv = 0;
};

/// Whether the units have become more alike.
struct SigmaConvergence {
  /// One per period, in the order given.
  std::vector<Dispersion> dispersions;
  /// OLS of log_deviation on the year, and of cv; a slope below zero is convergence. Standard errors are of little worth over few periods,
  /// which are not independent of each other.
  FittedLine log_deviation_trend;
  FittedLine cv_trend;
};

/// Sigma convergence over two or more points of time. The units need not be the same in all periods.
///
/// Definition: log_deviation = sqrt(sum_i w_i (ln x_i - m)^2 / W), m the weighted mean of ln x; cv as weighted_cv. One unit gives 0.
/// Errors: EmptyInput (fewer than two periods); those of check_sample for Domain::Positive, for any period; ParameterOutOfRange (years not
/// finite or not in ascending order).
/// Source: Barro and Sala-i-Martin, Journal of Political Economy 100 (1992) 223-251; Sala-i-Martin, Economic Journal 106 (1996) 1019-1036.
[[nodiscard]] Result<SigmaConvergence> sigma_convergence(std::span<const Period> periods);

}  // namespace junheng::stats
