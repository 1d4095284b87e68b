#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "junheng/assess/assessment.h"

// Limits that differ by the urban-rural setting of a school, in words.

namespace junheng::report {

/// "urban areas, towns" of the prefixes of urban-rural codes.
[[nodiscard]] std::string setting_words(std::span<const std::string> prefixes, Lang lang);

/// A limit with what holds for schools of some settings in brackets: "23 (urban areas 21)"; empty where there is none.
[[nodiscard]] std::string limits_text(const std::optional<standards::Limit>& limit, const std::vector<standards::SettingLimit>& by_setting,
                                      Lang lang);

/// The standard of an indicator with its sign, for the schools of every setting: "≤ 23 (urban areas 21)"; empty where there is none.
[[nodiscard]] std::string all_limits(const assess::IndicatorRule& rule, Lang lang);

/// What a school has to reach, of a stage's unit. Standard and floor are empty where its setting leaves them open.
[[nodiscard]] assess::OwnLimits limits_of_unit(const assess::Assessment& assessment, Stage stage, std::uint32_t unit,
                                               std::size_t indicator);

/// Its value is there and the setting leaves open which standard or floor holds; how it fares may be certain all the same.
[[nodiscard]] bool is_limit_several(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator);

/// Why an indicator of a school is not judged, or not held against one limit: the value is missing, or the setting on which its limit
/// depends.
[[nodiscard]] std::string unjudged_reason(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator,
                                          Lang lang);

}  // namespace junheng::report
