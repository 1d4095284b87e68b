#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/geo/great_circle.h"

namespace junheng::geo {

/// For each position the numbers of its neighbours, from 0: the nearest first, those at the same distance by number. No position is its own
/// neighbour; others at the same place are, at distance 0.
using NeighbourLists = std::vector<std::vector<std::uint32_t>>;

/// The `count` positions nearest to each; all the others where there are not so many. Where several are equally far from a position and not
/// all have room, those with the lower numbers are taken. Not mutual: the nearest of a remote school need not have it as nearest.
///
/// Errors: EmptyInput; CoordinateInvalid (the first position that is not valid, `row` from 1); ParameterOutOfRange (count 0).
/// Complexity: a walk in order of latitude that ends where the latitude alone is too far, about O(n sqrt(n)) for places spread evenly;
/// O(n^2) if all lie on one parallel.
[[nodiscard]] Result<NeighbourLists> k_nearest(std::span<const Position> positions, std::size_t count);

/// All positions within `limit_m` of each, those at exactly that distance included. Mutual. Limit 0: those at the same place.
///
/// Errors: EmptyInput; CoordinateInvalid; ParameterOutOfRange (limit below 0 or not finite). Complexity: as k_nearest, and the length of
/// the lists.
[[nodiscard]] Result<NeighbourLists> distance_band(std::span<const Position> positions, double limit_m);

/// One number per neighbour of each position, in the order of the lists.
using NeighbourWeights = std::vector<std::vector<double>>;

/// 1 / distance in kilometres of each neighbour, so that the nearer one weighs more; only ratios within a list matter.
///
/// Errors: EmptyInput; CoordinateInvalid; PlacesCoincide (a neighbour at the same place: its weight would have no bound).
/// Requires: lists of these positions.
[[nodiscard]] Result<NeighbourWeights> inverse_distance_weights(std::span<const Position> positions, const NeighbourLists& neighbours);

/// The greatest distance of any two positions; 0 for fewer than two. Complexity: O(n^2).
[[nodiscard]] double greatest_distance_m(std::span<const Position> positions);

}  // namespace junheng::geo
