#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/assess/trace.h"
#include "junheng/report/report_input.h"

namespace junheng::report {

/// A row of facts that was left out because of errors.
struct LeftOutRow {
  SchoolIndex school;
  Location where;
};

/// What `junheng explain` is asked about; the assessment holds one area.
struct ExplainInput {
  ReportInput report;
  const assess::Campuses* campuses = nullptr;
  Stage stage = Stage::Primary;
  /// Indicator or item id; empty: all indicators of the stage in short.
  std::string clause;
  /// Unit of the school asked for, in the stage.
  std::optional<std::uint32_t> unit;
  /// School asked for where an item is explained, which may look at whole schools.
  std::optional<SchoolIndex> school = {};
  /// Every school is listed, not only those that matter most.
  bool lists_all = false;
  /// Of the stage and the year.
  std::vector<LeftOutRow> left_out = {};
};

/// The chain verdict -> clause -> formula -> schools -> source cells, for a terminal.
[[nodiscard]] std::string explain_text(const ExplainInput& input);
/// The same as JSON.
[[nodiscard]] std::string explain_json(const ExplainInput& input);

}  // namespace junheng::report
