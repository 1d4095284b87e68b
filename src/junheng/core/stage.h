#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "junheng/core/lang.h"

namespace junheng {

/// Stage of schooling (学段). `All` is the whole school (全校).
enum class Stage : std::uint8_t { Preprimary, Primary, Junior, Senior, All };

inline constexpr std::size_t kStageCount = 5;
/// The stages of compulsory education, which are assessed.
inline constexpr std::array kCompulsoryStages = {Stage::Primary, Stage::Junior};

/// Identifier as in the dataset format: "primary", "junior", ...
[[nodiscard]] std::string_view to_string(Stage stage);
/// The stage as a reader calls it: "小学", "primary".
[[nodiscard]] std::string_view stage_name(Stage stage, Lang lang);
/// Accepts the identifier and the Chinese name (小学, 初中, 高中, 学前, 全校).
[[nodiscard]] std::optional<Stage> parse_stage(std::string_view text);

/// Stage of a grade: 1-6 primary, 7-9 junior, 10-12 senior; nullopt outside.
[[nodiscard]] constexpr std::optional<Stage> stage_of_grade(int grade) {
  if (grade >= 1 && grade <= 6) return Stage::Primary;
  if (grade >= 7 && grade <= 9) return Stage::Junior;
  if (grade >= 10 && grade <= 12) return Stage::Senior;
  return std::nullopt;
}

}  // namespace junheng
