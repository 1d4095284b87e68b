#pragma once

#include <string>
#include <vector>

#include "junheng/report/report_input.h"

namespace junheng::report {

/// Sentences on areas of the level without figures, by name: those without any school in the data, which are not assessed, and those
/// whose schools have no row of the year. Nothing where every area has some. At most twenty are named, the rest counted.
[[nodiscard]] std::vector<std::string> absent_areas(const ReportInput& input);

}  // namespace junheng::report
