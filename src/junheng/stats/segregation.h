#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/stats/nested_groups.h"

namespace junheng::stats {

/// Persons by unit and group, e.g. the pupils of each school by origin: the numbers of the first unit, one per group, then those of the
/// next.
struct GroupCounts {
  /// Persons, 0 or more; fractions are allowed, so that estimates may enter.
  std::span<const double> counts;
  std::size_t group_count = 0;

  [[nodiscard]] std::size_t unit_count() const { return group_count == 0 ? 0 : counts.size() / group_count; }
};

/// Dissimilarity index D of any number of groups: the share of persons that would have to change unit for all units to have the composition
/// of the whole, over the share if every unit held one group only.
///
/// Definition: sum_u sum_g (t_u / (2 T I)) |p_ug - p_g|, with t_u the persons of unit u, T of all, p_ug the share of group g in it, p_g in
/// all, and I = sum_g p_g (1 - p_g). For two groups this is the common form sum_u |a_u / A - b_u / B| / 2.
/// Units: none; 0 (all units alike) to 1 (no unit holds two groups). One unit gives 0. A unit or group without persons adds nothing.
/// Errors: EmptyInput (no unit); SizeMismatch (counts are not whole rows); NegativeWeight (a count below zero or not finite); NoWeight (no
/// persons); OneGroupOnly.
/// Source: Duncan and Duncan, American Sociological Review 20 (1955) 210-217; several groups: Sakoda, Demography 18 (1981) 245-250;
/// Reardon and Firebaugh, Sociological Methodology 32 (2002) 33-67.
[[nodiscard]] Result<double> dissimilarity(const GroupCounts& table);

/// The two entropy measures of segregation.
struct EntropySegregation {
  /// Mutual information M, in nats: what the unit of a person tells of its group. 0 to the lesser of the entropies of groups and units.
  double m = 0;
  /// Information index H (Theil): M over the entropy of the groups, 0 to 1.
  double h = 0;
};

/// M and H of units and groups.
///
/// Definition: M = sum_u (t_u / T) sum_g p_ug ln(p_ug / p_g), with 0 ln 0 = 0; H = M / E, E = -sum_g p_g ln p_g. Symbols and edges as for
/// dissimilarity; a population form, without correction for the segregation that chance makes in small units.
/// Errors: those of dissimilarity.
/// Source: Theil and Finizza, Journal of Mathematical Sociology 1 (1971) 187-194 (H); Mora and Ruiz-Castillo, Sociological Methodology 41
/// (2011) 159-194 (M).
[[nodiscard]] Result<EntropySegregation> entropy_segregation(const GroupCounts& table);

/// M and H taken apart by nested levels of units, e.g. schools in districts in provinces. All terms are zero or more.
struct SegregationDecomposition {
  /// Per level from the outermost: how far the clusters' compositions lie from that of the cluster they are in (of all, for the first
  /// level).
  std::vector<EntropySegregation> between;
  /// How far the units lie from their innermost cluster.
  EntropySegregation within;

  /// M and H of all units: all terms added up.
  [[nodiscard]] EntropySegregation total() const;
};

/// Exact decomposition of M and H over nested clusters of units.
///
/// Definition: between of a level: sum_c (t_c / T) sum_g p_cg ln(p_cg / p_pg) over its clusters c, p the cluster of the level above;
/// within: the same sum over units against their innermost cluster. Terms of H are those of M over the entropy of the groups of all, so
/// that both add up. (Within-cluster H relative to each cluster's own entropy is another quantity, which needs weights to add up.) Errors:
/// those of dissimilarity; SizeMismatch (`clusters` was made for another number of units). Source: Mora and Ruiz-Castillo 2011; Reardon,
/// Yun and Eitle, Demography 37 (2000) 351-364.
[[nodiscard]] Result<SegregationDecomposition> segregation_decomposition(const GroupCounts& table, const NestedGroups& clusters);

}  // namespace junheng::stats
