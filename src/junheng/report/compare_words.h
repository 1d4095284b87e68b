#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "junheng/assess/compare.h"
#include "junheng/core/lang.h"

namespace junheng::report {

struct CompareInput;

/// One source where both sides have the same, else that of each.
[[nodiscard]] std::string compared_sources(const CompareInput& input);
/// Whether the data of a side are made up.
[[nodiscard]] bool is_any_synthetic(const CompareInput& input);

/// Whether anything that both sides have differs, by the digits shown: a smaller change would read as none.
[[nodiscard]] bool has_moved(const assess::AreaChange& area, Lang lang);
[[nodiscard]] bool has_moved(const assess::StageChange& stage);
[[nodiscard]] bool has_moved(const assess::StageChange& stage, const assess::IndicatorChange& change);
[[nodiscard]] bool has_moved(const assess::ItemChange& item, Lang lang);

/// The CV of a side; nullopt for one school, of which nothing varies.
[[nodiscard]] std::optional<double> cv_before(const assess::IndicatorChange& change);
[[nodiscard]] std::optional<double> cv_after(const assess::IndicatorChange& change);
/// With how many schools have a value where some have none: a CV of other schools moves too.
[[nodiscard]] std::string cv_text_before(const assess::StageChange& stage, const assess::IndicatorChange& change);
[[nodiscard]] std::string cv_text_after(const assess::StageChange& stage, const assess::IndicatorChange& change);

/// "✓ met"; "not judged" where a side has no verdict.
[[nodiscard]] std::string verdict_side(const std::optional<assess::Verdict>& verdict, Lang lang);
/// "✓ met → ✗ unmet"; one of them where both are the same.
[[nodiscard]] std::string verdict_arrow(const assess::VerdictChange& change, Lang lang);
/// The value of a clause of an item; a dash where the side does not have the item.
[[nodiscard]] std::string item_clause_value(const assess::ItemResult* item, std::size_t clause, Lang lang);

}  // namespace junheng::report
