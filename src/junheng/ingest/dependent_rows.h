#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/checks.h"
#include "junheng/ingest/references.h"
#include "junheng/ingest/row_list.h"
#include "junheng/ingest/row_source.h"

namespace junheng::ingest {

/// Rows that are left out because the row of their school or area was rejected. One fault takes many rows with it; they make one
/// finding, at the row to be corrected, instead of one each.
class DependentRows {
 public:
  explicit DependentRows(const Registry& registry) : registry_(registry) {}

  void add(const RowSource& source, std::span<const DependentRow> rows);
  /// Issues: RowsOfRejectedSchool, RowsOfRejectedArea, RowsOfUnlistedArea. Rows of schools that were only rejected with their area belong
  /// to the area.
  void report(std::vector<Issue>& issues) const;

 private:
  const Registry& registry_;
  std::map<std::pair<RejectedOwner::Kind, std::uint32_t>, RowList> rows_;
};

/// The same for the schools that checks reject, whose campuses and facts remove_rows() takes out with them.
/// Issues: RowsOfRejectedSchool.
[[nodiscard]] std::vector<Issue> rows_of_rejected_schools(const model::Dataset& dataset, const std::vector<RejectedRow>& rejected);

}  // namespace junheng::ingest
