#pragma once

#include <string>
#include <vector>

#include "junheng/app/measure_words.h"
#include "junheng/core/issue.h"
#include "junheng/monitor/composite_index.h"

namespace junheng::app {

/// An index specification and what is wrong with it; usable only without issues.
struct ReadIndexSpec {
  monitor::IndexSpec spec;
  std::vector<Issue> issues;
};

/// Reads docs/index-spec.md's format; all faults at once, with file and line. `words`: the measures there are.
/// Errors: those of formats::read_toml.
[[nodiscard]] Result<ReadIndexSpec> read_index_spec(const std::string& path, const MeasureWords& words);

}  // namespace junheng::app
