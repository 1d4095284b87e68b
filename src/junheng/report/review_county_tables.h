#pragma once

#include "junheng/report/review_tables.h"

namespace junheng::report {

// Tables of a review about recognised counties and about pay, for review_tables(). Without rows where there is nothing to show.

[[nodiscard]] ReportTable recognised_sum_table(const ReviewReport& report);
/// Those that fall back first, then those whose margins shrink.
[[nodiscard]] ReportTable recognised_table(const ReviewReport& report);
/// One row per clause that a recognised county misses today.
[[nodiscard]] ReportTable fallen_back_table(const ReviewReport& report);
[[nodiscard]] ReportTable pay_sum_table(const ReviewReport& report);
[[nodiscard]] ReportTable pay_table(const ReviewReport& report);

/// "Primary, CV of L4 (floor area per pupil)".
[[nodiscard]] std::string clause_words(const monitor::ClauseStanding& clause, Lang lang);

}  // namespace junheng::report
