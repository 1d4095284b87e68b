#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/lang.h"
#include "junheng/standards/standard.h"

namespace junheng::report {

/// Name for a reader of what is missing or asked for: a measure of the dataset or of the standard, classes of a band of sizes, an item, a
/// table or a column; for what has no name, the id in words.
[[nodiscard]] std::string measure_name(const standards::Standard& standard, std::string_view id, Lang lang);

/// Whether a measure counts things that come whole: persons, classes, rooms, computers, books.
[[nodiscard]] bool counts_whole_things(const standards::Standard& standard, std::string_view id);

/// A sum of measures in the reader's words: "A + B − C".
[[nodiscard]] std::string sum_words(const standards::Standard& standard, const std::vector<standards::SignedMeasure>& terms, Lang lang);

/// What the values of a ratio are weighted by, in the reader's words; "1" where nothing is divided.
[[nodiscard]] std::string denominator_words(const standards::Standard& standard, const standards::Ratio& ratio, Lang lang);

/// A formula in the reader's words: "(A - B) ÷ C × 100".
[[nodiscard]] std::string formula_words(const standards::Standard& standard, const standards::Ratio& ratio, Lang lang);
/// That of an indicator; of one made of parts, how many parts are met, and the formula of each.
[[nodiscard]] std::string formula_words(const standards::Standard& standard, const standards::Indicator& indicator, Lang lang);

}  // namespace junheng::report
