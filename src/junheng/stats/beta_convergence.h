#pragma once

#include <optional>
#include <span>

#include "junheng/core/error.h"
#include "junheng/stats/least_squares.h"

namespace junheng::stats {

/// Whether those that had least have grown fastest.
struct BetaConvergence {
  /// Yearly growth of the logarithm on the logarithm of the initial value; a slope (beta) below zero is convergence.
  FittedLine line;
  /// Part of the gap that closes in a year, lambda = -ln(1 + slope * years) / years; below zero where gaps widen. nullopt where slope *
  /// years is -1 or less: the order has been turned round, and no steady speed does that.
  std::optional<double> speed;
  /// Years until half of a gap is closed, ln 2 / speed; nullopt where no gap closes.
  std::optional<double> half_life_years;
};

/// Absolute beta convergence of units between two points of time.
///
/// Definition: OLS (weighted where there are weights) of ln(last / initial) / years on ln initial; speed and half-life from slope =
/// -(1 - e^(-lambda years)) / years. A slope below zero does not show that the units have become more equal, which is what
/// sigma_convergence asks, and errors in the initial values alone make one (Galton's fallacy).
/// Units: both columns in one unit, the same units in the same order; `years` between them. No weights means 1 each.
/// Errors: those of check_sample for Domain::Positive, for either column; SizeMismatch; ParameterOutOfRange (years not above 0 or not
/// finite); TooFewUnits (fewer than 3 with weight: a line through two points has no error); NoVariation (initial values all equal).
/// Source: Baumol, American Economic Review 76 (1986) 1072-1085; Barro and Sala-i-Martin, Journal of Political Economy 100 (1992)
/// 223-251; the fallacy: Quah, Scandinavian Journal of Economics 95 (1993) 427-443.
[[nodiscard]] Result<BetaConvergence> beta_convergence(std::span<const double> initial, std::span<const double> last, double years,
                                                       std::span<const double> weights);

}  // namespace junheng::stats
