#pragma once

#include <string>
#include <vector>

#include "junheng/report/area_view.h"
#include "junheng/report/school_rows.h"

namespace junheng::report {

/// Schema SchoolResults of api/openapi.yaml as columns: every school of the area with each of its stages, as columns of one table; those
/// that stay outside the assessment come behind those that enter, with the reason. The values of a hidden school are null.
[[nodiscard]] SchoolRows school_rows(const AreaViewInput& input);

/// Schema Inputs: the measures behind the standard's indicators as the dataset has them, by school and row (stage, or whole school): what a
/// what-if can change. Campuses are rows of their own. Of hidden schools the measures that count pupils are null.
[[nodiscard]] std::string inputs_json(const AreaViewInput& input);

/// "met", "floor", "unmet", "unknown", or "none" where the standard sets no limit.
[[nodiscard]] std::string_view state_word(assess::IndicatorState state);

/// Whether a value of a hidden school is to be left out: all those that pupils are part of.
[[nodiscard]] bool tells_pupils(const standards::Indicator& indicator);

}  // namespace junheng::report
