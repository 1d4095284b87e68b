#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "junheng/core/error.h"

namespace junheng::stats {

/// For each unit the numbers of its neighbours, from 0, each once and never the unit itself. They need not be mutual: the k nearest
/// (`geo::k_nearest`) are not. A unit without neighbours has a row of zeros.
using NeighbourLists = std::span<const std::vector<std::uint32_t>>;

/// For each unit the weights of its neighbours, in the order of their list; those of a unit are divided by their sum (row-standardised).
/// Empty: every neighbour of a unit weighs alike, 1 / their number.
using NeighbourWeights = std::span<const std::vector<double>>;

struct Permutations {
  std::size_t count = 999;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// What chance would make of a statistic: pseudo p-values (r + 1) / (permutations + 1), r the permutations at least as extreme. Values that
/// differ by rounding only count as equal.
struct PermutationTest {
  /// For more likeness of neighbours than chance gives.
  double p_greater = 1;
  /// For less.
  double p_less = 1;

  /// Twice the lesser one, at most 1.
  [[nodiscard]] double p_two_sided() const;
};

/// Moran's I of all units.
struct GlobalMoran {
  double i = 0;
  /// Mean of I where places do not matter: -1 / (n - 1).
  double expected = 0;
  PermutationTest test;
};

/// Moran's I: whether units that are near each other have like values (spatial autocorrelation).
///
/// Definition: (n / S0) sum_i z_i sum_j w_ij z_j / sum_i z_i^2, z the differences from the plain mean, w the row-standardised weights, S0
/// their sum: the number of units that have neighbours. Units without any count in n and in the mean. About -1 to 1; above `expected`
/// like values are together. The test puts the values on the places at random.
/// The only weights are those of neighbours: the measure is of places, and a permutation has no meaning where places differ in weight.
/// Rates of small areas differ by chance alone, which lowers I.
/// Determinism: permutation r draws from Rng::stream(seed, {0, r}); the result does not depend on `threads`.
/// Errors: EmptyInput; NegativeWeight (a value that is not finite, a weight of a neighbour that is not above 0 and
/// finite); SizeMismatch (not one list per value, or weights that do not fit the lists); NeighbourInvalid (unit and
/// neighbour from 1); NoNeighbours (of no unit); NoVariation (all values equal, one unit included); ParameterOutOfRange (no permutations).
/// Complexity: O(permutations * (n + neighbours)).
/// Source: Moran, Biometrika 37 (1950) 17-23; Cliff and Ord, Spatial Processes, 1981; pseudo p-values: Davison and Hinkley, Bootstrap
/// Methods and their Application, 1997, ch. 4.
[[nodiscard]] Result<GlobalMoran> moran(std::span<const double> values, NeighbourLists neighbours, const Permutations& permutations,
                                        NeighbourWeights weights = {});

/// The unit's own value (first word) and the mean of its neighbours (second), against the mean of all. A value at the mean counts as low.
enum class MoranQuadrant : std::uint8_t { HighHigh, LowHigh, LowLow, HighLow };

/// Moran's I of one unit.
struct LocalMoran {
  double i = 0;
  MoranQuadrant quadrant = MoranQuadrant::LowLow;
  PermutationTest test;
  /// Weighted mean of the neighbours' values.
  double lag = 0;
};

/// Local Moran's I (LISA): where like values are together, and which units differ from those around them. nullopt for a unit without
/// neighbours.
///
/// Definition: I_i = z_i sum_j w_ij z_j / m2, m2 = sum_i z_i^2 / n; they add up to S0 times the global I. (Programs that divide by n - 1
/// give (n - 1) / n of it; the p-values are the same.) The test is conditional: the unit keeps its value, its neighbours draw theirs from
/// all the others without replacement.
/// As many tests as units are made: at 5 % one unit in twenty is found by chance. Compare with a level divided by n, or control the false
/// discovery rate.
/// Determinism: unit i draws from Rng::stream(seed, {1, i}). Errors and edges: those of moran. Complexity: O(permutations * neighbours).
/// Source: Anselin, Geographical Analysis 27 (1995) 93-115.
[[nodiscard]] Result<std::vector<std::optional<LocalMoran>>> local_moran(std::span<const double> values, NeighbourLists neighbours,
                                                                         const Permutations& permutations, NeighbourWeights weights = {});

}  // namespace junheng::stats
