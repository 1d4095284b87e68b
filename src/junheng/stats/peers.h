#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/stats/indicator_scores.h"

namespace junheng::stats {

/// A unit like another one.
struct Peer {
  std::uint32_t unit = 0;
  /// Euclidean distance in standard deviations.
  double distance = 0;
};

/// The `count` units most like each unit, e.g. counties of like size, density and income: the nearest in covariates that have been
/// standardised (z-scores, population form). The nearest first; ties go by the number of the unit; a unit is no peer of itself.
///
/// Covariates that span orders of magnitude (population, density) should come as logarithms. A covariate that is the same for all adds
/// nothing. Fewer than `count` others: all of them.
/// Errors: EmptyInput; SizeMismatch (covariates differ in length); NegativeWeight (not finite). Complexity: O(n^2) distances, 8 million for
/// the counties of a country.
/// Source: nearest neighbours as in the comparator groups of CIPFA's Nearest Neighbours Model (England); plain Euclidean distance here.
[[nodiscard]] Result<std::vector<std::vector<Peer>>> nearest_peers(std::span<const Column> covariates, std::size_t count);

}  // namespace junheng::stats
