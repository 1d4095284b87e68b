#pragma once

#include <span>

#include "junheng/core/error.h"

namespace junheng::stats {

/// Theil T: the entropy by which shares of the total differ from shares of the weight.
///
/// Definition: sum_i (w_i / W) (x_i / m) ln(x_i / m), with W = sum w_i and m the weighted mean; 0 ln 0 = 0. Equals GE(1).
/// Units: nats; `values` share one unit. 0 (all equal) to ln(W / least weight). No weights means 1 each. One unit gives 0.
/// Computed without cancellation: values that are equal to eight digits still give ten right digits.
/// Errors: those of check_sample for Domain::NotNegative.
/// Source: Theil, Economics and Information Theory, 1967; Cowell, Measuring Inequality, 3rd ed. 2011, ch. 3 and A.4.
[[nodiscard]] Result<double> theil_t(std::span<const double> values, std::span<const double> weights);

/// Theil L, the mean log deviation.
///
/// Definition: sum_i (w_i / W) ln(m / x_i). Equals GE(0).
/// Units: nats; 0 (all equal) upwards without bound. No weights means 1 each. One unit gives 0.
/// Errors: those of check_sample for Domain::Positive: a zero that has weight is ZeroValue, since L would be infinite.
/// Source: as for theil_t.
[[nodiscard]] Result<double> theil_l(std::span<const double> values, std::span<const double> weights);

}  // namespace junheng::stats
