#pragma once

#include <string>
#include <string_view>

#include "junheng/core/lang.h"
#include "junheng/standards/standard.h"

namespace junheng::report {

/// Name for a reader of what is missing or asked for: a measure of the dataset or of the standard, a table, or an item; for what has
/// no name, the id in words.
[[nodiscard]] std::string measure_name(const standards::Standard& standard, std::string_view id, Lang lang);

/// What the values of a ratio are weighted by, in the reader's words; "1" where nothing is divided.
[[nodiscard]] std::string denominator_words(const standards::Standard& standard, const standards::Ratio& ratio, Lang lang);

/// A formula in the reader's words: "(A - B) ÷ C × 100".
[[nodiscard]] std::string formula_words(const standards::Standard& standard, const standards::Ratio& ratio, Lang lang);

}  // namespace junheng::report
