#pragma once

#include <span>

#include "junheng/core/error.h"

namespace junheng::stats {

class RunningSums;

/// Weighted Gini coefficient: half the mean difference between two pupils drawn at random, relative to the mean.
///
/// Definition: sum_i sum_j w_i w_j |x_i - x_j| / (2 W^2 m), with W = sum w_i and m the weighted mean; also 1 - 2 * (area below the Lorenz
/// curve), which is broken at the observations. Population form: no factor n / (n - 1).
/// Units: `values` share one unit; the result has none, 0 (all equal) to below 1. No weights means 1 each.
/// One unit gives 0. Zeros are values like others.
/// Errors: those of check_sample for Domain::NotNegative.
/// Complexity: O(n log n); O(n) where the values are in ascending order.
/// Source: Gini, Variabilità e mutabilità, 1912; weighted form: Lerman and Yitzhaki, Journal of Econometrics 42 (1989) 43-47.
[[nodiscard]] Result<double> gini(std::span<const double> values, std::span<const double> weights);

/// The same from sums of the sample. Requires: no negative value, and a mean above 0.
[[nodiscard]] double gini_of(const RunningSums& sums);

}  // namespace junheng::stats
