#pragma once

#include <string>

#include "junheng/core/lang.h"
#include "junheng/monitor/composite_index.h"

namespace junheng::report {

/// Everything that a report of a composite index shows. The pointer is set and outlives the report.
struct IndexInput {
  const monitor::CompositeIndex* index = nullptr;
  bool is_partial = false;
  /// All units in the text.
  bool with_all = false;
  Lang lang = Lang::Zh;
  std::string date = {};
  std::string version = {};
};

/// League table: the first and the last units, or all; weights, notes, what is unranked.
[[nodiscard]] std::string index_text(const IndexInput& input);
/// The ends of the ranking, and how many units are unranked.
[[nodiscard]] std::string index_summary(const IndexInput& input);
/// docs/json.md.
[[nodiscard]] std::string index_json(const IndexInput& input);
/// One line per unit, the unranked last.
[[nodiscard]] std::string index_csv(const IndexInput& input);
/// League chart of at most 60 units, ranking, weights, funnel, what is unranked.
[[nodiscard]] std::string index_html(const IndexInput& input);
/// Sheets: ranking, contributions (but for TOPSIS, which has none), coordination (with subsystems), weights, unranked. Errors:
/// CannotWriteFile.
[[nodiscard]] Result<void> write_index_xlsx(const IndexInput& input, const std::string& path);

}  // namespace junheng::report
