#pragma once

#include <string>

#include "junheng/core/lang.h"
#include "junheng/standards/standard.h"

namespace junheng::report {

/// A standard for the web page: indicators with formula in words, items with their clauses, every value in force on its day with document
/// and clause, tolerances that may be chosen, notes.
[[nodiscard]] std::string standard_view_json(const standards::Standard& standard, Lang lang);

}  // namespace junheng::report
