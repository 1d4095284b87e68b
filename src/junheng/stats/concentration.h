#pragma once

#include <span>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/stats/lorenz.h"

namespace junheng::stats {

/// Concentration index: how far `values` go with the rank in another quantity, such as income per head of the county.
///
/// Definition: sum_i w_i x_i (2 R_i - 1) / (W m), with R_i the share of the weight ranked below i plus half of that ranked equal with i,
/// and m the weighted mean of the values; also 1 - 2 * (area below the concentration curve). Ranked by itself it is the Gini coefficient.
/// Units: none. -1 (all with the lowest rank) to 1; 0 where the values do not go with the rank, or `ranks` are all equal.
/// `ranks` is the ranking quantity itself, of any sign; only its order counts. No weights means 1 each. One unit gives 0.
/// Errors: those of check_sample for Domain::NotNegative on the values; SizeMismatch (`ranks`); NegativeWeight (a rank is not finite).
/// Complexity: O(n log n); O(n) where `ranks` are in ascending order.
/// Source: Kakwani, Wagstaff and van Doorslaer, Journal of Econometrics 77 (1997) 87-103.
[[nodiscard]] Result<double> concentration_index(std::span<const double> values, std::span<const double> ranks,
                                                 std::span<const double> weights);

/// Concentration curve: from (0, 0) through one point per distinct rank with weight, in ascending order of the ranks, to (1, 1): the lowest
/// `weight_share` of the pupils by rank have `value_share` of the total. Above the diagonal where the low ranks have more than their share.
///
/// Straight in between, so that units of one rank share alike; 1 - 2 * (area below it) is concentration_index. value_share_at reads it.
/// Errors, complexity and source: those of concentration_index.
[[nodiscard]] Result<std::vector<LorenzPoint>> concentration_curve(std::span<const double> values, std::span<const double> ranks,
                                                                   std::span<const double> weights);

}  // namespace junheng::stats
