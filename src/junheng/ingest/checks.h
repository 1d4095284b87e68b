#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// A row that a check rejects.
struct RejectedRow {
  std::string table;
  RowIndex row;
};

struct CheckReport {
  std::vector<Issue> issues;
  /// Rows behind the findings of severity error, each once.
  std::vector<RejectedRow> rejected;
};

/// Checks in checks/*.toml form.
struct CheckFile {
  std::string name;
  std::string text;
};

[[nodiscard]] std::vector<CheckFile> built_in_checks();

/// Runs every check on the dataset, in the order of the files. Findings do not depend on `threads`.
[[nodiscard]] CheckReport run_checks(const model::Dataset& dataset, const std::vector<CheckFile>& files, unsigned threads);

/// Takes the rejected rows out of the dataset, records them in lost_rows and rebuilds it.
void remove_rows(model::Dataset& dataset, const std::vector<RejectedRow>& rejected);

}  // namespace junheng::ingest
