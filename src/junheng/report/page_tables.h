#pragma once

#include <string>

#include "junheng/report/monitor_report.h"
#include "junheng/report/review_input.h"

namespace junheng::report {

/// The tables of the web page: {"title", "headlines": [{label, value, of, limit, verdict, before, group}], "tables": [{id, group,
/// group_title, title, lead, columns: [{title, align}], rows: [[{text, number, mark}]], notes}]}. `number` is what stands behind the text,
/// null for words and where there is none; `align` is "left" or "right"; `group` is what tables and headlines of one subject share.
/// Headlines are the figures that the report begins with, `title` says of what.
///
/// Of monitors: per monitor its figures by area with their limits, the schools that miss one, what areas report, the years of the areas
/// that lie in no other, breakdowns; then need and periods by subject. Tables without rows are left out.
[[nodiscard]] std::string monitor_page_json(const MonitorInput& input);

/// Of a plan-period review: its tables in the order of the report.
[[nodiscard]] std::string review_page_json(const ReviewReport& report);

}  // namespace junheng::report
