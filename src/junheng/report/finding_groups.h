#pragma once

#include <span>
#include <string>
#include <vector>

#include "junheng/core/issue.h"

namespace junheng::report {

/// Findings of one cause: a code that no table has, in every row that names it; the same said of several cells of one column. All others
/// stand by themselves.
struct FindingGroup {
  const Issue* first = nullptr;
  std::vector<const Issue*> more = {};
};

/// In the order of their first findings; they point into `issues`.
[[nodiscard]] std::vector<FindingGroup> finding_groups(std::span<const Issue> issues);

/// How many rows and tables beside the first.
struct MorePlaces {
  std::size_t rows = 0;
  std::size_t tables = 0;
};
[[nodiscard]] MorePlaces more_places(const FindingGroup& group);

/// "and 8 more rows in 6 tables with the same code: classes.csv 3, 4; ..." with so many rows of each table; for one column "the same in 41
/// cells: A2:A42"; empty for a finding by itself.
[[nodiscard]] std::string more_places_text(const FindingGroup& group, Lang lang);

}  // namespace junheng::report
