#pragma once

#include <span>

#include "junheng/core/error.h"
#include "junheng/stats/nested_groups.h"

namespace junheng::stats {

/// The Gini coefficient taken apart by groups after Dagum; all terms are zero or more.
struct GiniDecomposition {
  /// Gw: between units of the same group.
  double within = 0;
  /// Gnb: between the means of the groups.
  double between = 0;
  /// Gt: how far groups of lower mean reach above those of higher mean (transvariation, 超变密度); 0 where no two groups overlap.
  double overlap = 0;

  /// The Gini coefficient of the whole sample: all terms added up.
  [[nodiscard]] double total() const { return within + between + overlap; }
};

/// Dagum's decomposition of the weighted Gini coefficient by one partition, e.g. east, centre and west.
///
/// Definition: with W_j, m_j, G_j weight, mean and Gini of group j, W and m of all: within = sum_j W_j^2 m_j G_j / (W^2 m); between = Gini
/// of the m_j weighted by W_j; overlap = 2 sum_{j < h} W_j W_h p_jh / (W^2 m), p_jh = E max(0, x_j - x_h) over a unit of each group, j the
/// one with the lower mean. Dagum's gross between-group term Ggb is between + overlap.
/// Units: none. No weights means 1 each. A group without weight, without units or with zeros only has no term within; one group gives
/// between = overlap = 0. Groups of equal mean add nothing to between.
/// Errors: those of check_sample for Domain::NotNegative; SizeMismatch (groups of another number of units); GroupUnknown.
/// Complexity: O(n log n): overlap is what gini leaves after the other two (rounding below zero counts as 0), not a sum over pairs.
/// Source: Dagum, Empirical Economics 22 (1997) 515-531; the remainder as overlap of groups: Lambert and Aronson, Economic Journal 103
/// (1993) 1221-1227.
[[nodiscard]] Result<GiniDecomposition> gini_decomposition(std::span<const double> values, std::span<const double> weights,
                                                           const GroupLevel& groups);

}  // namespace junheng::stats
