#pragma once

#include <span>

#include "junheng/core/error.h"

namespace junheng::stats {

/// Generalised entropy GE(alpha); the larger alpha, the more the top of the distribution counts.
///
/// Definition: (sum_i (w_i / W) (x_i / m)^alpha - 1) / (alpha (alpha - 1)), with W = sum w_i and m the weighted mean; at 0 and 1 its
/// limits, Theil L and Theil T. GE(2) = CV^2 / 2. Continuous in alpha, also in floating point: no digits are lost near 0 and 1. Units:
/// none; `values` share one unit. 0 (all equal) upwards. No weights means 1 each. One unit gives 0. Errors: those of check_sample, for
/// Domain::NotNegative where alpha > 0 and Domain::Positive elsewhere (a zero would make it infinite); ParameterOutOfRange (alpha outside
/// -20 ... 20 or not a number, or the powers overflow). Source: Shorrocks, Econometrica 48 (1980) 613-625; Cowell, Measuring Inequality,
/// 3rd ed. 2011.
[[nodiscard]] Result<double> generalised_entropy(std::span<const double> values, std::span<const double> weights, double alpha);

}  // namespace junheng::stats
