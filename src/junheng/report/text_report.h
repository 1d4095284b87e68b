#pragma once

#include <string>
#include <vector>

#include "junheng/report/report_input.h"

namespace junheng::report {

enum class Color : std::uint8_t { Off, On };

/// The assessment for a terminal. One area: verdict, reasons, a table per stage, items, schools to mend first. Several: one line each,
/// then what they have in common.
[[nodiscard]] std::string assessment_text(const ReportInput& input, Color color);

/// Findings grouped by file and rule; of many alike the first `per_rule` in full and the number of the rest, so that a slip in a whole
/// column does not hide the others. 0: all.
[[nodiscard]] std::string findings_text(const std::vector<Issue>& issues, Lang lang, Color color, std::size_t per_rule = 0);

/// Long table, one line per area, stage, school and indicator: area_code,stage,school_id,school_name,indicator,value,standard,floor,state,missing.
[[nodiscard]] std::string assessment_csv(const ReportInput& input);

}  // namespace junheng::report
