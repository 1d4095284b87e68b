#pragma once

#include <string>

#include "junheng/core/error.h"
#include "junheng/core/lang.h"
#include "junheng/monitor/run_monitors.h"
#include "junheng/report/monitor_subjects.h"

namespace junheng::report {

/// What a report of monitors shows. The pointer is set and outlives the report.
struct MonitorInput {
  const monitor::Monitoring* monitoring = nullptr;
  Lang lang = Lang::Zh;
  /// Rows with errors were left out on request (--accept-partial).
  bool is_partial = false;
  /// The monitors by subject; null where none is shown.
  const SubjectReport* subjects = nullptr;
  /// Day of the report.
  std::string date;
  std::string version;
  /// Names of areas that are not shown since they hold one area only; empty: none.
  std::string left_out = {};
};

/// A table per monitor of the year asked for, then its standards, what is missing, the first offenders by name, and the trend of the areas
/// that lie in no other area shown.
[[nodiscard]] std::string monitor_text(const MonitorInput& input);

/// The headline figures.
[[nodiscard]] std::string monitor_summary(const MonitorInput& input);

/// A page: headline figures, then per monitor its table by area, pictures, standards, and the schools that miss one.
[[nodiscard]] std::string monitor_html(const MonitorInput& input);

/// A workbook: a sheet per monitor, and one of the schools that miss a standard. Errors: CannotWriteFile.
[[nodiscard]] Result<void> write_monitor_xlsx(const MonitorInput& input, const std::string& path);

/// A row per year, monitor, area and figure.
[[nodiscard]] std::string monitor_csv(const MonitorInput& input);

/// Every figure, offender and year (docs/json.md).
[[nodiscard]] std::string monitor_json(const MonitorInput& input);

}  // namespace junheng::report
