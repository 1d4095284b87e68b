#pragma once

#include <string>
#include <vector>

#include "junheng/assess/compare.h"
#include "junheng/core/lang.h"

namespace junheng::report {

/// What the two sides are called, e.g. "county-2023, cn.quality-2017, 2023/24".
struct CompareInput {
  const std::vector<assess::AreaChange>* areas = nullptr;
  std::string label_a;
  std::string label_b;
  Lang lang = Lang::Zh;
};

/// Of several areas those in which something moved by the digits shown, the others by name in one line; then the areas that flip.
[[nodiscard]] std::string compare_text(const CompareInput& input);
/// Every area.
[[nodiscard]] std::string compare_json(const CompareInput& input);

}  // namespace junheng::report
