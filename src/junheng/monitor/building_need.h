#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "junheng/assess/verdict.h"
#include "junheng/monitor/year_frame.h"
#include "junheng/standards/monitor_limits.h"

namespace junheng::monitor {

/// The floor area of a school held against one set of values of the building standard.
struct BuildingVerdict {
  assess::Verdict verdict = assess::Verdict::Unknown;
  /// The values of the columns at or next to its number of classes.
  standards::SizeBounds bounds;
  /// Why the verdict is unknown: a measure or column that is missing; "between_sizes": the area lies between the values of the two sizes
  /// next to the school's; "beyond_table": the table has no size as small or as large; "preprimary": kindergarten classes are among the
  /// school's.
  std::string_view missing;
};

/// Buildings and site of a whole school.
struct SchoolBuilding {
  model::Quantity floor;
  model::Quantity site;
  /// Of all stages of the school.
  model::Quantity pupils;
  model::Quantity classes;
  /// nullopt: the standard is not for the school (a village school, a kind without values).
  std::optional<BuildingVerdict> basic;
  std::optional<BuildingVerdict> planned;
};

/// Met where the area reaches the value of the size at or above the school's, unmet where it misses that of the size at or below it, else
/// unknown: the standard says nothing of sizes between, and more classes never need less.
[[nodiscard]] BuildingVerdict judge_floor_area(const standards::SizeRow& row, const model::Quantity& floor, const model::Quantity& classes);

/// The buildings of every row of the frame's whole schools, in their order.
[[nodiscard]] std::vector<SchoolBuilding> school_buildings(const YearFrame& frame, const standards::MonitorLimits& limits);

}  // namespace junheng::monitor
