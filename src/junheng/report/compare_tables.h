#pragma once

#include <vector>

#include "junheng/report/compare_report.h"
#include "junheng/report/report_table.h"

namespace junheng::report {

/// How a comparison reads as tables, those without a row left out: areas whose verdict flips; schools whose verdict flips or that enter on
/// one side only; all areas with what moved in them; indicators and items that moved, by the digits shown. Below each what cannot be
/// compared.
[[nodiscard]] std::vector<ReportTable> compare_tables(const CompareInput& input);

}  // namespace junheng::report
