#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/stats/bootstrap_interval.h"
#include "junheng/stats/indicator_scores.h"

namespace junheng::stats {

/// Ranks from 1 for the best; equal values share the better rank and the next one is left out: 1, 2, 2, 4.
///
/// Requires: finite values. Complexity: O(n log n).
[[nodiscard]] std::vector<std::uint32_t> ranks(std::span<const double> values, Direction direction);

/// Where a unit may stand in a league table, both ends included.
struct RankInterval {
  std::uint32_t best = 1;
  std::uint32_t worst = 1;
};

/// Rank intervals from intervals of the values: a unit can be no better than 1 + the number of units whose whole interval is better than
/// its own, and no worse than n - the number whose whole interval is worse. Intervals that touch overlap.
///
/// For pairwise tests at 5 % the intervals should be estimate -+ 1.39 standard errors (1.96 / sqrt 2, like standard errors assumed), not
/// the usual 1.96: overlapping 95 % intervals are no test of a difference.
/// Errors: EmptyInput; NegativeWeight (an end that is not finite); ParameterOutOfRange (low above high).
/// Complexity: O(n log n).
/// Source: Goldstein and Healy, Journal of the Royal Statistical Society A 158 (1995) 175-177; Goldstein and Spiegelhalter, ibid. A 159
/// (1996) 385-443.
[[nodiscard]] Result<std::vector<RankInterval>> overlap_rank_intervals(std::span<const Interval> intervals, Direction direction);

struct RankSimulation {
  std::size_t replicates = 1000;
  std::uint64_t seed = 1;
  /// Above 0 and below 1.
  double confidence = 0.95;
  unsigned threads = 1;
};

/// A simulated rank: median and percentile interval of the unit's ranks over the replicates.
struct RankEstimate {
  double median = 1;
  RankInterval interval;
};

/// Rank intervals by simulation: each unit's value is drawn from a normal distribution about its estimate, all units are ranked, again and
/// again. Ranks are uncertain even where values are well known, and this is how much.
///
/// Determinism: replicate r draws from Rng::stream(seed, {r}); the result does not depend on `threads`. Interval ends are those of
/// percentile_interval, rounded outwards to whole ranks. A standard error of 0 is a known value.
/// Errors: EmptyInput; SizeMismatch; NegativeWeight (a standard error below zero, or a number that is not finite); ParameterOutOfRange
/// (confidence; replicates * (1 - confidence) / 2 below 1).
/// Memory: 4 bytes per unit and replicate.
/// Source: Marshall and Spiegelhalter, British Medical Journal 316 (1998) 1701-1705; Goldstein and Spiegelhalter 1996.
[[nodiscard]] Result<std::vector<RankEstimate>> simulated_ranks(std::span<const double> estimates, std::span<const double> standard_errors,
                                                                Direction direction, const RankSimulation& options);

}  // namespace junheng::stats
