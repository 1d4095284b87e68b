#pragma once

#include <string>
#include <vector>

#include "junheng/report/chart_fan.h"
#include "junheng/report/forecast_report.h"
#include "junheng/report/report_table.h"

namespace junheng::report {

/// The tables of a forecast: totals by year, grades by year, counties, breaches, schools, errors of the back-test by level. Those without
/// rows are left out.
[[nodiscard]] std::vector<ReportTable> forecast_tables(const ForecastInput& input);

/// All pupils by year, as they were and as they are forecast.
[[nodiscard]] std::vector<FanPoint> forecast_fan(const ForecastInput& input);

/// Pupils by grade (the highest on top) and year: a cohort runs up from the left to the right.
[[nodiscard]] HeatMap forecast_cohorts(const ForecastInput& input);

/// The title line: what was forecast from what.
[[nodiscard]] std::string forecast_head(const ForecastInput& input);

/// Where a finding stands in a file, with a colon after it; empty where it stands in none.
[[nodiscard]] std::string finding_place(const Issue& issue, Lang lang);

}  // namespace junheng::report
