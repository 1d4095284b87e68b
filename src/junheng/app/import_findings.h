#pragma once

#include <optional>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/model/dataset.h"
#include "junheng/store/snapshots.h"

namespace junheng::app {

/// What was found at the import of a snapshot, in the order of the files. Messages and hints are those of the language, in both.
/// Errors: those of the store; JsonSyntax, BadJsonValue (what was kept is damaged).
[[nodiscard]] Result<std::vector<Issue>> stored_findings(store::Transaction& transaction, store::SnapshotId snapshot, Lang lang);

/// Those that stand in a row that the dataset was read from: of a part of a snapshot, its own; with a year, of the tables by school year
/// the rows of that year. Findings of whole files, and of rows that were left out, are nobody's.
[[nodiscard]] std::vector<Issue> findings_in_rows_of(std::vector<Issue> findings, const model::Dataset& dataset,
                                                     std::optional<SchoolYear> year = std::nullopt);

}  // namespace junheng::app
