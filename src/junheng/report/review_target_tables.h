#pragma once

#include "junheng/report/review_tables.h"

namespace junheng::report {

// Tables of a review about courses and values by year, for review_tables(). Without rows where there is nothing to show.

[[nodiscard]] ReportTable target_table(const ReviewReport& report);
[[nodiscard]] ReportTable elimination_table(const ReviewReport& report);
[[nodiscard]] ReportTable series_table(const ReviewReport& report);
[[nodiscard]] ReportTable disagreement_table(const ReviewReport& report);
[[nodiscard]] ReportTable gap_table(const ReviewReport& report);
[[nodiscard]] ReportTable lack_table(const ReviewReport& report);

/// "✓ reached", "✗ behind": the sign says what the word says.
[[nodiscard]] std::string status_text(monitor::TargetStatus status, Lang lang);

}  // namespace junheng::report
