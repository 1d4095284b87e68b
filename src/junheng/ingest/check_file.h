#pragma once

#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/check_rule.h"
#include "junheng/ingest/checks.h"

namespace junheng::ingest {

/// What reading check files gives: the checks without faults, in the order of the files, and every fault with file and line.
struct LoadedChecks {
  std::vector<Check> checks;
  std::vector<Issue> issues;
};

[[nodiscard]] LoadedChecks load_checks(const std::vector<CheckFile>& files);

}  // namespace junheng::ingest
