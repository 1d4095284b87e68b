#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "junheng/app/access.h"
#include "junheng/app/office.h"
#include "junheng/core/lang.h"
#include "junheng/core/stage.h"

namespace junheng::app {

// What the pages of a run show. Errors of all: NoSuchRun, RunNotDone, RunFormDiffers, UnknownAreaCode, AreaNotAssessed; those of the store.

/// An area of a run; "-" for the whole.
struct AreaOfRun {
  std::int64_t run_id = 0;
  std::string area_code;
  Lang lang = Lang::Zh;
};

/// Schema Overview, with the areas above that the account may see.
[[nodiscard]] Result<StoredBody> area_overview(Office& office, const Access& access, const AreaOfRun& at);
/// Schema SchoolResults. Errors: SchoolsTooMany (an area above counties of a large dataset).
[[nodiscard]] Result<StoredBody> area_schools(Office& office, const Access& access, const AreaOfRun& at);
/// Schema League: the areas of a level ("county", "city" ...) in `area_code`, of the account's own where it is empty.
[[nodiscard]] Result<StoredBody> league(Office& office, const Access& access, const AreaOfRun& at, const std::string& level);
/// Schema CountyFailings: the counties of the area (a county is its own) and what each misses.
[[nodiscard]] Result<StoredBody> county_failings(Office& office, const Access& access, const AreaOfRun& at);
/// Schema Trend: the newest run of each year with the same standard and tolerances, over all snapshots that have the area. Years of which
/// every run was written in another form are named.
[[nodiscard]] Result<std::string> area_trend(Office& office, const Access& access, const AreaOfRun& at);
/// Schema SchoolPage. Errors: NoSuchSchool.
[[nodiscard]] Result<std::string> school_page(Office& office, const Access& access, std::int64_t run_id, const std::string& school_id,
                                              Lang lang);
/// Schema Lacks.
[[nodiscard]] Result<std::string> area_lacks(Office& office, const Access& access, const AreaOfRun& at);
/// Schema Inputs.
[[nodiscard]] Result<std::string> area_inputs(Office& office, const Access& access, const AreaOfRun& at);

struct ValueOfSchool {
  std::string school_id;
  Stage stage = Stage::Primary;
  std::string measure;
  double value = 0;
};
struct WhatIfQuestion {
  std::vector<ValueOfSchool> changes;
  /// Id of the school of which to tell what it lacks under the changes; empty: none.
  std::string school = {};
};
/// Schema WhatIfResult. Nothing is kept. Errors: those of bound_changes() (what_if_changes.h).
[[nodiscard]] Result<std::string> what_if(Office& office, const Access& access, const AreaOfRun& at, const WhatIfQuestion& question);

struct LineageOf {
  Stage stage = Stage::Primary;
  /// Indicator or item; empty: all indicators.
  std::string clause;
  /// Id; empty: every school.
  std::string school;
};
/// As `junheng explain --format json`, with the member `text`: the same in words. Errors: NoSuchSchool, UnknownIndicator;
/// SmallCountsHidden.
[[nodiscard]] Result<std::string> lineage(Office& office, const Access& access, const AreaOfRun& at, const LineageOf& of);

/// As `junheng compare --format json`: this run is side a, `with` side b. Without an area: that of the account, or the only topmost one.
[[nodiscard]] Result<std::string> compare_runs(Office& office, const Access& access, const AreaOfRun& at, std::int64_t with);

/// The report of `junheng assess --out`: "html", "xlsx", "csv", "json". The file is the caller's to remove.
/// Errors: SmallCountsHidden; CannotWriteFile.
struct ReportFile {
  std::filesystem::path path;
  std::string name;
};
[[nodiscard]] Result<ReportFile> area_report(Office& office, const Access& access, const AreaOfRun& at, const std::string& format);

}  // namespace junheng::app
