#pragma once

#include <span>

#include "junheng/core/error.h"

namespace junheng::stats {

class RunningSums;

/// Hoover index (Pietra, Robin Hood): the share of the total that would have to move for all to have the mean.
///
/// Definition: sum_i w_i |x_i - m| / (2 W m), with W = sum w_i and m the weighted mean; the largest distance of the Lorenz curve from
/// equality. Units: none; `values` share one unit. 0 (all equal) to below 1. No weights means 1 each. One unit gives 0. Errors: those of
/// check_sample for Domain::NotNegative. Complexity: O(n log n); O(n) where the values are in ascending order. Source: Hoover, Review of
/// Economics and Statistics 18 (1936) 162-171.
[[nodiscard]] Result<double> hoover(std::span<const double> values, std::span<const double> weights);

/// The same from sums of the sample. Requires: no negative value, and a mean above 0.
[[nodiscard]] double hoover_of(const RunningSums& sums);

}  // namespace junheng::stats
