#pragma once

#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/monitor/review.h"

namespace junheng::report {

/// All that a report of a plan-period review shows.
struct ReviewReport {
  const monitor::Review* review = nullptr;
  const model::Dataset* dataset = nullptr;
  const std::vector<Issue>* issues = nullptr;
  /// Rows were left out of the dataset.
  bool is_partial = false;
  Lang lang = Lang::Zh;
  /// Day of the report.
  std::string date;
  std::string version;
};

}  // namespace junheng::report
