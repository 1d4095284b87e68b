#pragma once

#include <string>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/model/dataset.h"

namespace junheng::report {

/// Everything that a report of an assessment shows. All pointers are set and outlive the report.
struct ReportInput {
  const assess::Assessment* assessment = nullptr;
  const model::Dataset* dataset = nullptr;
  /// Findings of import and checks, sorted.
  const std::vector<Issue>* issues = nullptr;
  /// Rows with errors were left out on request (--accept-partial).
  bool is_partial = false;
  Lang lang = Lang::Zh;
  /// Day of the report, given by the caller: report reads no clock. Empty: not shown.
  std::string date;
  std::string version;
  /// The counties of a pooled assessment, each with verdict and reasons; null: not to be listed.
  const assess::Assessment* counties = nullptr;
};

}  // namespace junheng::report
