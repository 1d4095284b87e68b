#pragma once

#include <span>

#include "junheng/stats/indicator_scores.h"

namespace junheng::stats {

/// TOPSIS: how near each unit is to the best and how far from the worst there is.
struct TopsisScores {
  /// Distances to the ideal and the anti-ideal unit.
  Column to_best;
  Column to_worst;
  /// to_worst / (to_best + to_worst): 0 (worst in everything) to 1 (best in everything).
  Column closeness;
};

/// Definition: r_ij = x_ij / sqrt(sum_i x_ij^2), v_ij = w_j r_ij; ideal and anti-ideal take the best and the worst v of each indicator by
/// its direction; Euclidean distances.
/// Input: raw values, one direction and one weight per column; weights are made to add up to 1. Values may be negative, though their
/// meaning is then doubtful: the vector normalisation is not invariant to a shift. A column of zeros adds nothing.
/// Errors: EmptyInput; SizeMismatch; NegativeWeight (also for what is not finite); NoWeight; NoVariation (all units alike in every
/// indicator that has weight, one unit included).
/// Source: Hwang and Yoon, Multiple Attribute Decision Making, 1981, ch. 3.
[[nodiscard]] Result<TopsisScores> topsis(std::span<const Column> columns, std::span<const Direction> directions,
                                          std::span<const double> weights);

}  // namespace junheng::stats
