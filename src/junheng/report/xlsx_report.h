#pragma once

#include <string>

#include "junheng/core/error.h"
#include "junheng/report/report_input.h"

namespace junheng::report {

/// The tables of the official application form (I to VI), per county; failing cells shaded, rounding as the form prescribes, more digits
/// where rounding would hide a miss; a sheet per school (一校一策) as a list; sources and synthetic mark on every sheet.
/// Errors: CannotWriteFile.
[[nodiscard]] Result<void> write_assessment_xlsx(const ReportInput& input, const std::string& path);

}  // namespace junheng::report
