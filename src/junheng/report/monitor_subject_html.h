#pragma once

#include <string>

#include "junheng/core/lang.h"
#include "junheng/report/monitor_subjects.h"

namespace junheng::report {

/// A heat map of shortages of one area, as a piece of HTML for a page with report.css: a row per school, a column per subject, in each cell
/// need − have with its sign (a dash where it is unknown), darker the more teachers are lacking. Schools with the most teachers lacking
/// first; at most `most_schools`, and how many more there are. It scrolls inside its own box on narrow screens. Empty for an area without
/// schools.
[[nodiscard]] std::string subject_heat_map(const SubjectReport& report, const monitor::SubjectArea& area, Lang lang,
                                           std::size_t most_schools = 60);

}  // namespace junheng::report
