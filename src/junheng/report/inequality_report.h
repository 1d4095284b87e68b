#pragma once

#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/lang.h"
#include "junheng/monitor/inequality_by_level.h"

namespace junheng::report {

/// Everything that a report of inequality shows. All pointers are set and outlive the report.
struct InequalityInput {
  /// One per measure, at least one; all of one stage, year and grouping.
  const std::vector<monitor::Inequality>* results = nullptr;
  bool is_partial = false;
  Lang lang = Lang::Zh;
  /// Day of the report; empty: not shown.
  std::string date;
  std::string version;

  [[nodiscard]] const monitor::Inequality& first() const { return results->front(); }
  [[nodiscard]] const model::Dataset& dataset() const { return *first().request.dataset; }
};

/// Indices with intervals, the decomposition, the areas that add most, years.
[[nodiscard]] std::string inequality_text(const InequalityInput& input);
/// The first indices, and on which level the inequality lies.
[[nodiscard]] std::string inequality_summary(const InequalityInput& input);
/// One object for one measure, an array for several (docs/json.md).
[[nodiscard]] std::string inequality_json(const InequalityInput& input);
/// One line per number: kind, level, area, name, value.
[[nodiscard]] std::string inequality_csv(const InequalityInput& input);
[[nodiscard]] std::string inequality_html(const InequalityInput& input);
/// Sheets: indices, decomposition, areas, schools, and what there is of concentration, Dagum's parts, Moran's I, convergence, segregation. Errors:
/// CannotWriteFile.
[[nodiscard]] Result<void> write_inequality_xlsx(const InequalityInput& input, const std::string& path);

}  // namespace junheng::report
