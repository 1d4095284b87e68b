#pragma once

#include <optional>
#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::assess {

/// Points of a scored item for its value; bounds 0 and max while the value is missing.
///
/// Binary: max where the item is met, else 0. Stepped: the points of the highest step that the value reaches, 0 below all.
/// LinearPerPoint: max less per_point for each unit by which the value misses the limit, never below 0 (a fraction of a unit counts as
/// that fraction). Source: the point rules of standards.md 1.6, which each province sets.
void score_item(ItemResult& item);

/// Total, its bounds and the clause "at least the pass score" (85 of 100; nullopt: none in force), with its reason.
void add_score(AreaResult& area, std::optional<double> pass_score, std::vector<Reason>& reasons);

}  // namespace junheng::assess
