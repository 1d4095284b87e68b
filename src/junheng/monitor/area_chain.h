#pragma once

#include <vector>

#include "junheng/model/dataset.h"

namespace junheng::monitor {

/// The areas in which a figure of `area` counts: its county (the area itself where it lies in none), then each area above, lowest first.
/// Levels that the dataset skips are left out.
[[nodiscard]] std::vector<AreaIndex> area_chain(const model::Areas& areas, AreaIndex area);

/// Whether the area is `top` or lies below it.
[[nodiscard]] bool is_within(const model::Areas& areas, AreaIndex area, AreaIndex top);

/// Every area, the highest level first, those of one level in the order of the dataset.
[[nodiscard]] std::vector<AreaIndex> from_highest_level(const model::Areas& areas);

}  // namespace junheng::monitor
