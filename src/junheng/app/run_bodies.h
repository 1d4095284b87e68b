#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "junheng/app/jobs.h"
#include "junheng/core/lang.h"
#include "junheng/model/dataset.h"
#include "junheng/report/run_view.h"
#include "junheng/report/small_counts.h"
#include "junheng/standards/standard.h"
#include "junheng/store/runs.h"

namespace junheng::app {

/// The form of the bodies, kept with the run: to be raised by whoever changes what one of them holds or hides. A program shows its own form
/// only.
inline constexpr std::int64_t kRunForm = 3;

// Names of the bodies of a run. A body with small counts hidden stands there only where it differs from the whole one.
[[nodiscard]] std::string overview_name(Lang lang, report::Masking masking);
/// The schools of an area as packed rows (report/school_rows.h), in both languages.
[[nodiscard]] std::string school_rows_name(report::Masking masking);
/// Kept for the whole ("") and for every area above those of the level.
[[nodiscard]] std::string league_name(std::string_view level, Lang lang, report::Masking masking);
/// Kept as league_name is: of the counties, what each misses.
[[nodiscard]] std::string failings_name(Lang lang, report::Masking masking);
[[nodiscard]] std::string trend_name(report::Masking masking);

/// Up to so many schools of a dataset the tables of schools are kept for areas above counties too.
inline constexpr std::size_t kMostPooledSchools = 5000;

struct RunBodies {
  const model::Dataset* dataset = nullptr;
  std::shared_ptr<const standards::Standard> standard;
  SchoolYear year;
  report::RunView run;
  unsigned threads = 1;
};

/// Assesses a dataset at every level that it has and keeps what the pages show of each area, in pieces: a writer waits for one piece only.
/// The run is the caller's to end. Errors: those of Assessor::create (no data for the year); Interrupted; those of the store.
[[nodiscard]] Result<void> save_run_bodies(const store::Store& store, const RunBodies& request, const JobContext& context);

}  // namespace junheng::app
