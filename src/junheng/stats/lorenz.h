#pragma once

#include <span>
#include <vector>

#include "junheng/core/error.h"

namespace junheng::stats {

class RunningSums;

/// A point of the Lorenz curve: the lowest `weight_share` of the pupils have `value_share` of the total.
struct LorenzPoint {
  double weight_share = 0;
  double value_share = 0;
};

/// Lorenz curve: from (0, 0) through one point per distinct value with weight, in ascending order, to (1, 1); straight in between.
///
/// Units: shares, 0 ... 1. `values` share one unit; no weights means 1 each. One unit gives the two end points.
/// Errors: those of check_sample for Domain::NotNegative.
/// Complexity: O(n log n); O(n) where the values are in ascending order.
/// Source: Lorenz, Publications of the American Statistical Association 9 (1905) 209-219.
[[nodiscard]] Result<std::vector<LorenzPoint>> lorenz_curve(std::span<const double> values, std::span<const double> weights);

/// Share of the total that the lowest `weight_share` have: the curve at that place, straight between its points, so that a school on
/// the border counts in part. Requires: a curve of
/// lorenz_curve or concentration_curve. A share below 0 counts as 0, one above 1 as 1.
[[nodiscard]] double value_share_at(std::span<const LorenzPoint> curve, double weight_share);

/// The curve at whole percents of the weight, 0 to 100: 101 points whatever the number of units. Requires: as value_share_at.
[[nodiscard]] std::vector<LorenzPoint> curve_at_percents(std::span<const LorenzPoint> curve);

/// Palma ratio: what the top 10 % have over what the bottom 40 % have.
///
/// Definition: (1 - L(0.9)) / L(0.4), L the Lorenz curve. Equal values give 0.25.
/// Units: none; 0.25 upwards. One unit gives 0.25.
/// Errors: those of lorenz_curve; ZeroDenominator (the bottom 40 % have nothing).
/// Source: Palma, Development and Change 42 (2011) 87-153; Cobham and Sumner, CGD Working Paper 343, 2013.
[[nodiscard]] Result<double> palma_ratio(std::span<const double> values, std::span<const double> weights);
/// The same from sums of the sample. Requires: no negative value, and a mean above 0.
[[nodiscard]] Result<double> palma_ratio_of(const RunningSums& sums);

}  // namespace junheng::stats
