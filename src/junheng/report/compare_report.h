#pragma once

#include <string>
#include <vector>

#include "junheng/assess/compare.h"
#include "junheng/core/error.h"
#include "junheng/core/lang.h"
#include "junheng/model/dataset.h"
#include "junheng/report/small_counts.h"

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
  /// Day of the report.
  std::string date = {};
  std::string version = {};
  /// Of compare_json(): items that tell of few pupils on either side go without values.
  Masking masking = Masking::Full;
};

/// Of several areas those in which something moved by the digits shown, the others by name in one line; then the areas that flip.
[[nodiscard]] std::string compare_text(const CompareInput& input);
/// The sides, how many areas and schools flip, and the first of the areas by name.
[[nodiscard]] std::string compare_summary(const CompareInput& input);
/// Headline figures, flips of areas and schools, what moved.
[[nodiscard]] std::string compare_html(const CompareInput& input);
/// A sheet per table of the page. Errors: CannotWriteFile.
[[nodiscard]] Result<void> write_compare_xlsx(const CompareInput& input, const std::string& path);
/// A row per area, stage, indicator, item, and school that flips or enters on one side only (docs/cli.md).
[[nodiscard]] std::string compare_csv(const CompareInput& input);
/// Every area.
[[nodiscard]] std::string compare_json(const CompareInput& input);

}  // namespace junheng::report
