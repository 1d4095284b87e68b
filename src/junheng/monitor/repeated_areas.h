#pragma once

#include <string>
#include <vector>

#include "junheng/model/dataset.h"
#include "junheng/monitor/review.h"
#include "junheng/monitor/run_monitors.h"

namespace junheng::monitor {

/// The areas above the county of which the dataset has one area below only, so that their figures are those of that area: a city of which
/// one county is given, and the province of that city. Not those that have schools, reported figures or targets of their own, nor the area
/// `asked_code` (empty: none was asked for). By position.
[[nodiscard]] std::vector<AreaIndex> repeated_areas(const model::Dataset& dataset, const std::string& asked_code);

/// The results without these areas.
[[nodiscard]] Monitoring without_areas(Monitoring monitoring, const std::vector<AreaIndex>& areas);
[[nodiscard]] Review without_areas(Review review, const std::vector<AreaIndex>& areas);

}  // namespace junheng::monitor
