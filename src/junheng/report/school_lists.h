#pragma once

#include <string>

#include "junheng/assess/assessment.h"
#include "junheng/core/lang.h"

namespace junheng::report {

/// The schools of a stage that enter but have no value of an indicator, the first few with the reason and how many more: "一小（未填）、
/// 二小（未填），另有 3 所". Empty if every school has one.
[[nodiscard]] std::string schools_without_value(const assess::Assessment& assessment, const assess::StageResult& stage,
                                                std::size_t indicator, Lang lang);

/// Why a unit is outside the assessment, with the rule: "218 小学教学点学生 38 人，少于 50 人（document，clause）". Empty if it enters.
[[nodiscard]] std::string outside_reason(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, Lang lang);

/// The schools of a stage that are outside, the first few with the reason and how many more; empty if there is none.
[[nodiscard]] std::string schools_outside(const assess::Assessment& assessment, const assess::StageResult& stage, Lang lang);

}  // namespace junheng::report
