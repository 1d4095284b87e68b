#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/report/report_table.h"
#include "junheng/report/review_input.h"

namespace junheng::report {

/// The tables that have any row, in the order of the report.
[[nodiscard]] std::vector<ReportTable> review_tables(const ReviewReport& report);

/// Name of the area, with its code from the county down; the code where it has none.
[[nodiscard]] std::string review_area(const ReviewReport& report, AreaIndex area);
/// Name of an item in the reader's language.
[[nodiscard]] std::string review_item(std::string_view id, Lang lang);
/// "2016–2020".
[[nodiscard]] std::string period_text(const monitor::PlanPeriod& period);
/// Decimals in which an amount is shown: as many as it has, at most two.
[[nodiscard]] int amount_decimals(double amount, std::string_view item = {});

}  // namespace junheng::report
