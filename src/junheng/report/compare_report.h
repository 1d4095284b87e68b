#pragma once

#include <string>
#include <vector>

#include "junheng/assess/compare.h"
#include "junheng/core/lang.h"
#include "junheng/model/dataset.h"

namespace junheng::report {

/// What the two sides are called, e.g. "county-2023, cn.quality-2017, 2023/24".
struct CompareInput {
  const std::vector<assess::AreaChange>* areas = nullptr;
  std::string label_a;
  std::string label_b;
  /// Both sides are the same data, year and standard: nothing can move.
  bool is_same = false;
  Lang lang = Lang::Zh;
  /// Rows with errors were left out on that side.
  bool is_partial_a = false;
  bool is_partial_b = false;
  /// Manifests of the two sides: source, and whether the data are made up.
  const model::Manifest* manifest_a = nullptr;
  const model::Manifest* manifest_b = nullptr;
};

/// Of several areas those in which something moved by the digits shown, the others by name in one line; then the areas that flip.
[[nodiscard]] std::string compare_text(const CompareInput& input);
/// Every area.
[[nodiscard]] std::string compare_json(const CompareInput& input);

}  // namespace junheng::report
