#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "junheng/stats/ranked_sample.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

/// Running sums over a sample in ascending order. Every measure that goes by rank is read off them in O(log n), so that whoever wants
/// several of one sample, or of each of a thousand resamples, pays for one pass.
///
/// Lifetime: the values must outlive the object. Complexity: O(n) to make, memory of two numbers per observation.
class RunningSums {
 public:
  /// Requires: values in ascending order, at least one; `totals` of the same sample. No weights means 1 each.
  RunningSums(std::span<const double> ascending, std::span<const double> weights, const Totals& totals);
  RunningSums(const RankedSample& ranked, const Totals& totals) : RunningSums(ranked.values(), ranked.weights(), totals) {}

  [[nodiscard]] const Totals& totals() const { return totals_; }
  /// sum_i sum_j w_i w_j |x_i - x_j| / 2.
  [[nodiscard]] double half_differences() const { return half_differences_; }
  /// sum_i w_i (m - x_i) over all below the mean m.
  [[nodiscard]] double shortfall_below_mean() const;
  /// The value at `share` of the weight, as weighted_quantile defines it. Requires: 0 <= share <= 1.
  [[nodiscard]] double quantile(double share) const;
  /// What the lowest `share` of the weight has of the total, straight between observations (the Lorenz curve). Requires: 0 <= share <= 1;
  /// the total is not 0.
  [[nodiscard]] double value_share(double share) const;
  /// Weighted mean of all values up to `limit`, and of all from it on. Requires: some value on that side has weight.
  [[nodiscard]] double mean_up_to(double limit) const;
  [[nodiscard]] double mean_from(double limit) const;

 private:
  /// Sums over the first `count` observations.
  [[nodiscard]] double weight_of_first(std::size_t count) const { return count == 0 ? 0 : weight_[count - 1]; }
  [[nodiscard]] double deviation_of_first(std::size_t count) const { return count == 0 ? 0 : deviation_[count - 1]; }
  [[nodiscard]] double value_of_first(std::size_t count) const;

  std::span<const double> values_;
  Totals totals_;
  /// Up to and with each observation: weights, and weights times distances from the mean, which lose no digits where values are near equal.
  std::vector<double> weight_;
  std::vector<double> deviation_;
  double half_differences_ = 0;
};

}  // namespace junheng::stats
