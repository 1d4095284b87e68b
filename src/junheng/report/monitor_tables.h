#pragma once

#include <span>

#include "junheng/report/monitor_words.h"
#include "junheng/report/report_table.h"

namespace junheng::report {

/// The schools of the year asked for that miss a standard, each line once, monitor after monitor; columns that would be empty throughout
/// are left out. The heads of value and limit name what one monitor counts; of several, a column has the unit.
[[nodiscard]] ReportTable offender_table(std::span<const monitor::MonitorResult> results, const MonitorWords& words);

/// The figures of one area, a row per year; years without schools for which it reports nothing are left out. No rows with less than two
/// years, or where nothing is known in any but what reported_table() has.
[[nodiscard]] ReportTable trend_table(const monitor::MonitorResult& result, AreaIndex area, const MonitorWords& words);

/// A row per monitor, area and figure, a column per year; what is known in no year is left out. No rows with less than two years.
[[nodiscard]] ReportTable all_trends(const monitor::Monitoring& monitoring, const MonitorWords& words);

/// What is taken from reports of areas, in any year up to the one asked for: a row per area and figure (and monitor, of several), a column
/// per year, and what the area says of the numbers, or of why there is none.
[[nodiscard]] ReportTable reported_table(std::span<const monitor::MonitorResult> results, const MonitorWords& words);

}  // namespace junheng::report
