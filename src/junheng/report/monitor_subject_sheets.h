#pragma once

#include "junheng/report/form_sheet.h"
#include "junheng/report/monitor_subjects.h"

namespace junheng::report {

/// Sheets of need and periods: by area, school against subject, the schools that lack most, and the years. Lists without rows have no
/// sheet.
void write_subject_sheets(formats::XlsxWriter& writer, const SheetHead& head, const SubjectReport& report, Lang lang);

}  // namespace junheng::report
