#pragma once

#include <cstddef>
#include <span>

#include "junheng/core/error.h"

namespace junheng::stats {

/// Weights as every function of this module takes them: one per value, or none at all, which means 1 each.
class Weights {
 public:
  explicit Weights(std::span<const double> given) : given_(given) {}
  double operator[](std::size_t i) const { return given_.empty() ? 1.0 : given_[i]; }

 private:
  std::span<const double> given_;
};

/// Which values a measure is defined for. A value without weight does not count; it must only be finite.
enum class Domain {
  Any,
  NotNegative,
  Positive,
};

/// Sums over a sample that has been checked.
struct Totals {
  /// W = sum_i w_i, above zero.
  double weight_sum = 0;
  /// sum_i w_i x_i.
  double value_sum = 0;

  [[nodiscard]] double mean() const { return value_sum / weight_sum; }
};

/// The checks that all measures share, in one pass, with the sums they need.
///
/// Errors, the first that applies: EmptyInput; SizeMismatch (weights given, but not one per value); NegativeWeight (also for a value or
/// weight that is not finite, or whose sum is not); NoWeight (all weights zero); NegativeValue, ZeroValue (outside `domain`); ZeroMean
/// (all values zero where `domain` is not Any: such measures are relative to the mean).
[[nodiscard]] Result<Totals> check_sample(std::span<const double> values, std::span<const double> weights, Domain domain);

}  // namespace junheng::stats
