#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/core/lang.h"

namespace junheng::report {

/// A school that has a stage and does not enter its assessment.
struct OutsideSchool {
  SchoolIndex school;
  std::optional<double> pupils;
  /// Why, in the reader's words: "teaching point below 50 pupils", "special-education school: this kind does not enter".
  std::string reason;
};

/// What keeps a unit outside, in words: "teaching point below 50 pupils". Empty if it enters.
[[nodiscard]] std::string outside_bar(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, Lang lang);

/// The schools of a stage that stay outside: those that the standard's entry rule leaves out, then those without pupils, both in the
/// order of the units.
[[nodiscard]] std::vector<OutsideSchool> outside_schools(const assess::Assessment& assessment, const assess::StageResult& stage, Lang lang);

}  // namespace junheng::report
