#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "junheng/core/error.h"

namespace junheng::stats {

/// One value per unit. Tables of indicators are one column per indicator, all of the same units in the same order. A unit with a missing
/// value is left out of all columns by whoever calls, who says so.
using Column = std::vector<double>;

/// Whether more is better or less is: positive and negative indicators.
enum class Direction : std::uint8_t { Higher, Lower };

/// Min-max scores: 0 for the worst unit, 1 for the best one.
///
/// Definition: (x - min) / (max - min) where higher is better, (max - x) / (max - min) where lower is. Values may be negative.
/// Errors: EmptyInput; NegativeWeight (a value that is not finite); NoVariation (all equal, one unit included).
/// Source: OECD and JRC, Handbook on Constructing Composite Indicators, 2008, step 5.
[[nodiscard]] Result<Column> min_max_scores(std::span<const double> values, Direction direction);

/// z-scores: distance from the weighted mean in weighted standard deviations (population form), turned round where lower is better.
///
/// No weights means 1 each. A unit without weight gets a score, but moves neither mean nor deviation.
/// Errors: those of check_sample for Domain::Any; NoVariation (all that have weight are equal).
[[nodiscard]] Result<Column> z_scores(std::span<const double> values, std::span<const double> weights, Direction direction);

/// Where a target score is 0 and where it is 1, in the unit of the values. `goal` below `floor` means that lower is better.
struct TargetScale {
  double floor = 0;
  double goal = 0;
};

/// What becomes of values beyond floor and goal.
enum class Beyond : std::uint8_t {
  /// At most 1 for having more than the goal, at least 0: more than enough here makes up for nothing there.
  Capped,
  Kept,
};

/// Target scores: the part of the way from floor to goal, (x - floor) / (goal - floor). Unlike min-max scores they do not move when other
/// units come and go, so years can be compared.
///
/// Errors: EmptyInput; NegativeWeight (a value, floor or goal that is not finite); ParameterOutOfRange (goal equals floor).
[[nodiscard]] Result<Column> target_scores(std::span<const double> values, TargetScale scale, Beyond beyond);

/// How the scores of a unit become one.
enum class Aggregation : std::uint8_t {
  /// sum_j w_j s_j: a good score makes up for a bad one in full.
  Arithmetic,
  /// prod_j s_j^w_j: a low score pulls down; 0 with weight gives 0.
  Geometric,
};

/// Composite score of every unit. `weights` are one per indicator, 0 or more, in any unit: they are made to add up to 1.
///
/// Errors: EmptyInput; SizeMismatch (columns of different lengths, weights not one per column); NegativeWeight (also for what is not
/// finite); NoWeight; NegativeValue (a score below zero under Geometric).
/// Source: OECD and JRC 2008, step 6.
[[nodiscard]] Result<Column> composite_scores(std::span<const Column> scores, std::span<const double> weights, Aggregation aggregation);

}  // namespace junheng::stats
