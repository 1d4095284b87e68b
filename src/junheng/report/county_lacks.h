#pragma once

#include <string>

#include "junheng/report/area_view.h"

namespace junheng::report {

/// Schema Lacks: of every school and stage of the area that enters the assessment what it lacks to each judged indicator, in real units;
/// all of it by what it means for the verdict, and one by one; empty where it lacks nothing, and where the text would tell hidden pupils.
/// Columns; rows by stage, then school. Beside them `items`: the county items that each school keeps from being met, as on its page.
[[nodiscard]] std::string county_lacks_json(const AreaViewInput& input);

}  // namespace junheng::report
