#pragma once

#include <span>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/stats/nested_groups.h"

namespace junheng::stats {

/// A Theil index taken apart by nested groups; all terms are zero or more.
struct TheilDecomposition {
  /// Per level from the outermost: how far the groups' means lie from the mean of the group they are in (of all, for the first level).
  std::vector<double> between;
  /// How far the observations lie from the mean of their innermost group.
  double within = 0;

  /// The index of the whole sample: all terms added up.
  [[nodiscard]] double total() const;
};

/// Exact decomposition of Theil T over nested levels, e.g. provinces, counties in them, schools in those.
///
/// Definition: between of a level: sum_g (W_g m_g / (W m)) ln(m_g / m_p), over its groups g, each in group p of the level above, with the
/// weight and mean of each; within: sum_i (w_i x_i / (W m)) ln(x_i / m_g), g the innermost group of i. They add up to theil_t.
/// Units: nats. No weights means 1 each. A group without weight, or with zeros only, adds nothing to the levels below its own.
/// Errors: those of check_sample for Domain::NotNegative; SizeMismatch (`groups` was made for another number of observations).
/// Complexity: two passes over the observations, O(groups) besides. Holds for any order of the observations; safe to call from several
/// threads on one `groups`.
/// Source: Theil, Economics and Information Theory, 1967, ch. 4; Shorrocks, Econometrica 48 (1980) 613-625; nested form: Akita, Annals of
/// Regional Science 37 (2003) 55-77.
[[nodiscard]] Result<TheilDecomposition> theil_t_decomposition(std::span<const double> values, std::span<const double> weights,
                                                               const NestedGroups& groups);

/// The same for Theil L: each group's share is that of the weight, W_g / W, in place of the total, and each logarithm is turned round.
///
/// Errors: those of check_sample for Domain::Positive; SizeMismatch. All else as for theil_t_decomposition.
[[nodiscard]] Result<TheilDecomposition> theil_l_decomposition(std::span<const double> values, std::span<const double> weights,
                                                               const NestedGroups& groups);

/// What each group adds to the between term of its level of theil_t_decomposition: per level from the outermost, per group.
///
/// Definition: (W_g m_p / (W m)) (r ln r - r + 1) with r = m_g / m_p. Zero or more, and zero at the mean of the group above: the parts of
/// the usual (W_g m_g / (W m)) ln r would be negative for groups below it; over the groups of a level both add up to the same term.
/// Units, errors and edges: as for theil_t_decomposition.
[[nodiscard]] Result<std::vector<std::vector<double>>> theil_t_between_groups(std::span<const double> values,
                                                                              std::span<const double> weights, const NestedGroups& groups);

}  // namespace junheng::stats
