#pragma once

#include <string>

#include "junheng/core/error.h"
#include "junheng/report/review_input.h"
#include "junheng/report/text_report.h"

namespace junheng::report {

/// Every table, each cut after its first rows; the rest is counted.
[[nodiscard]] std::string review_text(const ReviewReport& report, Color color);
/// The headline figures.
[[nodiscard]] std::string review_summary(const ReviewReport& report, Color color);
/// Everything, in the keys of docs/json.md.
[[nodiscard]] std::string review_json(const ReviewReport& report);
/// One row per number, in UTF-8; with a byte order mark in Chinese.
[[nodiscard]] std::string review_csv(const ReviewReport& report);
/// A page with charts: recognised counties against the target, trends with targets; and every table.
[[nodiscard]] std::string review_html(const ReviewReport& report);
/// A workbook with a sheet per table. Errors: CannotWriteFile.
[[nodiscard]] Result<void> write_review_xlsx(const ReviewReport& report, const std::string& path);

}  // namespace junheng::report
