#pragma once

#include <span>

#include "junheng/core/error.h"

namespace junheng::stats {

/// Atkinson index: the share of the total that could go if the rest were shared out equally at the same welfare.
///
/// Definition: 1 - e / m, with m the weighted mean and e the equally distributed equivalent (sum_i (w_i / W) x_i^(1 - epsilon))^(1 / (1 -
/// epsilon)); at epsilon = 1 the weighted geometric mean. `epsilon` is the aversion to inequality: 0 gives 0, larger values look at the
/// bottom. Units: none; `values` share one unit. 0 (all equal) to 1. No weights means 1 each. One unit gives 0. A zero that has weight
/// gives 1 where epsilon >= 1, the limit: then e is 0. Errors: those of check_sample for Domain::NotNegative; ParameterOutOfRange (epsilon
/// outside 0 ... 20). Source: Atkinson, Journal of Economic Theory 2 (1970) 244-263.
[[nodiscard]] Result<double> atkinson(std::span<const double> values, std::span<const double> weights, double epsilon);

/// The same from GE(1 - epsilon) of the sample.
[[nodiscard]] double atkinson_of_entropy(double entropy, double epsilon);

}  // namespace junheng::stats
