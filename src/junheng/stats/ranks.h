#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "junheng/stats/indicator_scores.h"

namespace junheng::stats {

/// Ranks from 1 for the best; equal values share the better rank and the next one is left out: 1, 2, 2, 4.
///
/// Requires: finite values. Complexity: O(n log n).
[[nodiscard]] std::vector<std::uint32_t> ranks(std::span<const double> values, Direction direction);

}  // namespace junheng::stats
