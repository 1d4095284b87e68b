#pragma once

#include <string_view>

#include "junheng/assess/assessment.h"

namespace junheng::report {

/// Why figures of schools do not reach a clause of a county item, as a key of the text catalogue: it is reported, or worked out from other
/// data. Empty where they reach it.
[[nodiscard]] std::string_view fixed_by(const assess::ClauseResult& clause);

}  // namespace junheng::report
