#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "junheng/assess/assess.h"
#include "junheng/core/lang.h"

namespace junheng::report {

// The one rule for those who may not see small counts (docs/security.md): they are told what holds whatever the hidden numbers are. A page
// is made twice, with every hidden number 1 and with every one 4, and what both have in common is shown. So nothing but the verdicts,
// which are the real ones, depends on the hidden numbers.

/// An assessment with every number of 1 to 4 pupils replaced (small_count_changes()).
struct MaskedAssessment {
  assess::Assessment fewest;
  assess::Assessment most;
};

/// Both with the verdicts of areas, stages, clauses and schools, and the counts of schools by verdict, that `real` has; their states by
/// indicator are their own. `real` is what the assessor gives. nullopt: the dataset has no small count in the year.
/// Costs two assessments.
[[nodiscard]] std::optional<MaskedAssessment> mask_assessment(const assess::Assessor& assessor, const assess::Assessment& real);

/// Of two JSON documents what both have in common: `fewest` and `most` made of the two sides of the same thing. Numbers keep the digits
/// that do not depend on what is hidden, or become null; texts keep their words, and "hidden (fewer than 5)" stands where nothing is in
/// common. See formats::agree_json().
[[nodiscard]] std::string shown_to_all(std::string_view fewest, std::string_view most, Lang lang);

}  // namespace junheng::report
