#pragma once

#include <string>

#include "junheng/report/report_input.h"

namespace junheng::report {

/// One self-contained HTML page (no outside request): verdict with reasons, CVs against limits, schools per indicator against the
/// standard, contributions, schools to mend first, a sheet per school, items, findings, notes and sources; prints well on A4.
/// Charts are inline SVG with units, sources and denominators; colour is never the only signal.
[[nodiscard]] std::string assessment_html(const ReportInput& input);

}  // namespace junheng::report
