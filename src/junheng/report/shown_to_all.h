#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "junheng/assess/assess.h"
#include "junheng/core/lang.h"
#include "junheng/report/small_counts.h"

namespace junheng::report {

// The one rule for those who may not see small counts (docs/security.md): they are told what holds whatever the hidden numbers are. A page
// is made once for every HiddenSide, and what all of them have in common is shown. So nothing but the verdicts, which are the real ones,
// depends on the hidden numbers.

/// An assessment with every number of 1 to 4 pupils replaced (small_count_changes()), by HiddenSide.
struct MaskedAssessment {
  std::array<assess::Assessment, kHiddenSides.size()> sides;

  [[nodiscard]] const assess::Assessment& of(HiddenSide side) const { return sides[static_cast<std::size_t>(side)]; }
};

/// All with the verdicts of areas, stages, clauses and schools, and the counts of schools by verdict, that `real` has; their states by
/// indicator are their own. `real` is what the assessor gives. nullopt: the dataset has no small count in the year.
/// Costs an assessment for each side.
[[nodiscard]] std::optional<MaskedAssessment> mask_assessment(const assess::Assessor& assessor, const assess::Assessment& real);

/// Of JSON documents what all have in common: made of the sides of the same thing. Numbers keep the digits that do not depend on what is
/// hidden, or become null; texts keep their words, with "about" before rounded numbers, and "left out to protect small counts" where
/// nothing is in common. The member `rounded` of the result says which numbers are rounded. See formats::agree_json().
[[nodiscard]] std::string shown_to_all(std::span<const std::string> sides, Lang lang);

/// Of what `make` (HiddenSide -> JSON text) makes.
template <typename Make>
[[nodiscard]] std::string shown_of_sides(Lang lang, Make make) {
  std::array<std::string, kHiddenSides.size()> sides;
  for (const HiddenSide side : kHiddenSides) sides[static_cast<std::size_t>(side)] = make(side);
  return shown_to_all(sides, lang);
}

/// The same of a `make` that may fail: the first error.
template <typename Make>
[[nodiscard]] Result<std::string> shown_of_results(Lang lang, Make make) {
  std::array<std::string, kHiddenSides.size()> sides;
  for (const HiddenSide side : kHiddenSides) {
    Result<std::string> made = make(side);
    if (!made) return fail(made.error());
    sides[static_cast<std::size_t>(side)] = std::move(*made);
  }
  return shown_to_all(sides, lang);
}

}  // namespace junheng::report
