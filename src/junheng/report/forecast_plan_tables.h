#pragma once

#include <vector>

#include "junheng/report/forecast_report.h"
#include "junheng/report/report_table.h"

namespace junheng::report {

/// Teachers to come: by year, by subject in the last year, and by area, year and subject. Empty where there is no plan of teachers.
[[nodiscard]] std::vector<ReportTable> forecast_staff_tables(const ForecastInput& input);

/// The flows of the last year by grade, and pupils to come by settlement. Empty where the data tell neither.
[[nodiscard]] std::vector<ReportTable> forecast_flow_tables(const ForecastInput& input);

/// What a page shows of them: teachers by year, by subject in the last year, by subject and year, and by area where there are several;
/// pupils by settlement. Tables of more than kMostPageRows rows are left out.
[[nodiscard]] std::vector<ReportTable> forecast_page_tables(const ForecastInput& input);
inline constexpr std::size_t kMostPageRows = 4000;

}  // namespace junheng::report
