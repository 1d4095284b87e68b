#pragma once

#include <span>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/core/lang.h"
#include "junheng/report/what_if_view.h"

namespace junheng::app {

/// What the checks of the data (checks/*.toml) find in the rows of stage_facts of the changed schools with the changes, and do not find
/// in them as recorded: a part above its whole, an average out of its range; not that a total differs from what adds up to it, since either
/// may be changed alone. Where the pupils or classes by band of sizes are changed, also that they do not fit each other. Only what the rows
/// tell by themselves: nothing is compared with other schools, years or tables. Columns are named in `lang`. A cell must be changed once at
/// most. Linear in the rows of the changed schools, but for sorting the changes.
[[nodiscard]] std::vector<report::ChangeWarning> change_warnings(const assess::Assessment& assessment,
                                                                 std::span<const assess::ValueChange> changes, Lang lang);

}  // namespace junheng::app
