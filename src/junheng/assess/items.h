#pragma once

#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::assess {

/// What the items of one area look at.
struct ItemContext {
  const model::Dataset* dataset = nullptr;
  const standards::Standard* standard = nullptr;
  SchoolYear year;
  AreaIndex area;
  /// Position of the area's schools in the groups of `units`.
  std::size_t group = 0;
  const Units* units = nullptr;
  std::span<const StageResult> stages;
  const Campuses* campuses = nullptr;
};

/// County items in the order of the standard: each computed from the data, reported in area_facts, or missing.
/// A clause that the data suffice for is computed; else what area_facts reports under the item's id is taken: the ratio itself for an
/// item that is one ratio, else 1 or 0.
[[nodiscard]] std::vector<ItemResult> judge_items(const ItemContext& context);

}  // namespace junheng::assess
