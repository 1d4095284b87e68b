#pragma once

#include <string>
#include <vector>

#include "junheng/report/html_view.h"
#include "junheng/report/monitor_subjects.h"

namespace junheng::report {

/// Sections of the page of monitors for need and for periods, as views for monitor.mustache ("subject_sections"): what they rest on, a
/// table of the topmost areas, the years, areas and schools against subjects as heat maps, and the schools that lack most by name. Parts
/// without rows are left out.
[[nodiscard]] std::vector<View> subject_sections(const SubjectReport& report, Lang lang);

}  // namespace junheng::report
