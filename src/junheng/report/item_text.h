#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "junheng/assess/assessment.h"
#include "junheng/core/lang.h"

namespace junheng::report {

/// Whether its value is a number of schools, classes or subjects that do not comply.
[[nodiscard]] bool counts_offenders(const assess::ClauseResult& clause);
/// Unit of its value as columns of numbers have it: of the clause, or what is counted where offenders are.
[[nodiscard]] std::string item_unit_text(const assess::ClauseResult& clause, Lang lang);
/// Where an item's result shows: value with its unit, how many schools, classes or subjects do not comply and - where the result says it
/// - out of how many, or the words yes / no of a document item.
[[nodiscard]] std::string item_value_text(const assess::ClauseResult& clause, Lang lang);
/// Whether it is answered by yes or no, and has no number to show: a report that something is so, given or still to be given.
[[nodiscard]] bool is_answered(const assess::ClauseResult& clause);
/// The same with what it was worked out from: "92.7% (278 / 300)".
[[nodiscard]] std::string item_value_with_parts(const assess::ClauseResult& clause, Lang lang);
/// What the value has to spare, with a sign, in the unit of the value; a dash where there is nothing to subtract.
[[nodiscard]] std::string item_margin_text(const assess::ItemResult& item, const assess::ClauseResult& clause);
/// The kind of accreditation whose years a clause counts, as the table `accreditation` has it (`basic`, `quality`); nothing where it
/// counts none.
[[nodiscard]] std::optional<std::string> accreditation_kind(const assess::ClauseResult& clause);
/// The Chinese word of that kind: 基本均衡.
[[nodiscard]] std::string accreditation_word(std::string_view kind);
/// What is asked of it, in the same terms: "≥ 85%", "0 allowed", "yes".
[[nodiscard]] std::string item_limit_text(const assess::ClauseResult& clause, Lang lang);
/// The same, and where the data leave a clause without a limit of its own, the limit in force.
[[nodiscard]] std::string required_text(const standards::Standard& standard, const assess::ItemResult& item,
                                        const assess::ClauseResult& clause, Lang lang);
/// One thing that keeps a clause of an item from being judged, by name.
[[nodiscard]] std::string missing_name(const standards::Standard& standard, const assess::ClauseResult& clause, std::string_view id,
                                       Lang lang);
/// What keeps a clause of an item from being judged, by name; empty where nothing is missing.
[[nodiscard]] std::string missing_names(const standards::Standard& standard, const assess::ClauseResult& clause, Lang lang);

/// What one school is found short of, without its name: "24 classes above 45 pupils", "2509 pupils, limit 2000",
/// "6 indicators met, at least 8 needed".
[[nodiscard]] std::string offender_text(const assess::ClauseResult& clause, const assess::Offender& offender, Lang lang);

}  // namespace junheng::report
