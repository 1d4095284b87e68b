#pragma once

#include <string>
#include <vector>

#include "junheng/report/headline.h"
#include "junheng/report/review_input.h"

namespace junheng::report {

/// What a planner looks at first, of the highest area that the review tells of: recognition, retention, large classes, teachers lacking,
/// pay, each with its target and the period or year before; and how the targets of all areas stand.
[[nodiscard]] std::vector<Headline> review_headlines(const ReviewReport& report);
[[nodiscard]] std::string review_headlines_title(const ReviewReport& report);

}  // namespace junheng::report
