#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/core/school_year.h"
#include "junheng/model/dataset.h"
#include "junheng/report/data_origin.h"
#include "junheng/store/snapshots.h"

namespace junheng::app {

/// An import that tells years of a history.
struct UsedImport {
  std::int64_t id = 0;
  std::string name;
  /// That no newer import tells of all its counties; ascending.
  std::vector<SchoolYear> years;
};

/// The datasets of several imports, as build_history() takes them with SameYear::LatestHolds.
struct StoredYears {
  /// Oldest import first.
  std::vector<std::unique_ptr<model::Dataset>> datasets;
  /// Newest first.
  std::vector<UsedImport> imports;
  /// Ids of imports that may tell the area but are of another origin: made-up data never stand beside real ones, nor beside data made up
  /// otherwise.
  std::vector<std::int64_t> other_origins;
  bool is_partial = false;
};

/// That an import was used, and for which years.
[[nodiscard]] Issue import_finding(const UsedImport& import);

/// That imports were left out for their origin; nullopt where none was.
[[nodiscard]] std::optional<Issue> other_origins_finding(const StoredYears& years);

/// Adds the source of a dataset to those of the others, each once; made up if one is.
void add_origin(report::DataOrigin& origin, const model::Manifest& manifest);

/// Whether data of two origins may stand together: real with real whatever their sources, synthetic with those of one making.
[[nodiscard]] bool is_of_same_origin(const report::DataOrigin& one, const report::DataOrigin& other);

/// Where to look for years.
struct StoredYearsQuery {
  /// Newest first.
  std::vector<store::Snapshot> snapshots;
  /// Code of the area that is looked at; empty: the whole of every snapshot.
  std::string area;
  /// Loads what is looked for of a snapshot; nullopt: it has none of it.
  std::function<Result<std::optional<model::Dataset>>(store::Transaction&, const store::Snapshot&)> load;
};

/// The years of an area, each county's from the newest import that has it, all of the origin of the newest: imports that differ from it in
/// being synthetic or, of synthetic ones, in their source are left out. Imports that tell nothing new are not loaded.
/// Errors: those of the store and of `load`.
[[nodiscard]] Result<StoredYears> load_stored_years(store::Transaction& transaction, const StoredYearsQuery& query);

}  // namespace junheng::app
