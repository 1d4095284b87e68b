#pragma once

#include <optional>
#include <string>

#include "junheng/assess/assessment.h"

namespace junheng::report {

/// Only one school has a value: there is nothing between schools to be measured, whatever the number says.
[[nodiscard]] bool is_single_value(const assess::IndicatorSummary& summary);

/// The CV to show: nullopt where there is none, or one school has a value.
[[nodiscard]] std::optional<double> spread(const assess::IndicatorSummary& summary);

/// What is shown of an indicator, with how many of the schools have a value where some have none: "0.312 (5/6)". Where none has one, and
/// where all have, as it is.
[[nodiscard]] std::string with_coverage(std::string shown, std::uint32_t valued, std::uint32_t schools);

/// A CV for readers, with how many of the schools have a value where some have none: "0.312", "0.312 (5/6)", "— (1/2)".
[[nodiscard]] std::string cv_text(const assess::IndicatorSummary& summary, std::uint32_t schools, std::optional<double> limit);

/// Why an indicator of the stage has no CV, for each of which one school has a value, as one sentence; empty where there is none.
[[nodiscard]] std::string single_values_text(const assess::Assessment& assessment, const assess::StageResult& stage, Lang lang);

}  // namespace junheng::report
