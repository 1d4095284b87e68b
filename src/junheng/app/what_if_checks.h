#pragma once

#include <span>
#include <vector>

#include "junheng/assess/units.h"
#include "junheng/report/what_if_view.h"

namespace junheng::app {

/// What the checks of the data (checks/*.toml) find in the rows of stage_facts of the changed schools with the changes, and do not find
/// in them as recorded: a part above its whole, an average out of its range; not that a total differs from what adds up to it, since either
/// may be changed alone. Only what the rows tell by themselves: nothing is compared with other schools, years or tables. Linear in the rows
/// of the changed schools.
[[nodiscard]] std::vector<report::ChangeWarning> change_warnings(const model::Dataset& dataset, SchoolYear year,
                                                                 std::span<const assess::ValueChange> changes);

}  // namespace junheng::app
