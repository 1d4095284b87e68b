#pragma once

#include <string>
#include <vector>

#include "junheng/app/access.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/office.h"
#include "junheng/report/run_view.h"

namespace junheng::app {

/// What a run assesses.
struct RunOrder {
  std::int64_t snapshot_id = 0;
  std::string standard;
  /// nullopt: the latest year of the snapshot.
  std::optional<SchoolYear> year;
  std::vector<std::string> tolerances;
};

/// Submits the assessment of a snapshot as a job. Only those who see all areas of it may, since a run covers it whole.
/// Errors: NoSuchSnapshot; UnknownStandard, StandardNotInForce, UnknownTolerance; NoDataForYear; RunNeedsWhole; those of Jobs::submit.
[[nodiscard]] Result<Job> start_run(Office& office, const Access& access, const RunOrder& order);

/// A queued run of a snapshot, to be carried out by this program. `order` names the year.
/// Errors: UnknownStandard, StandardNotInForce, UnknownTolerance; those of the store.
[[nodiscard]] Result<store::RunId> plan_run(store::Transaction& transaction, Office& office, const Access& access, const RunOrder& order,
                                            const model::Dataset& dataset);
/// Assesses the dataset of the planned run's snapshot (with add_whole_area()), keeps what the pages show and ends the run, whether it
/// succeeds or not (ended_as()). Used by jobs and imports. Errors: those of save_run_bodies() and the store.
[[nodiscard]] Result<void> carry_out_run(Office& office, const Access& access, store::RunId id, const RunOrder& order,
                                         const model::Dataset& dataset, const JobContext& context);
/// The state of a run whose work has ended so: Done; Failed; as the context says where it was stopped.
[[nodiscard]] store::RunState ended_as(const Result<void>& done, const JobContext& context);
/// Ends a planned run that will not be carried out, Cancelled or Interrupted.
void end_planned_run(Office& office, store::RunId id, store::RunState state);

/// As the pages show it.
[[nodiscard]] Result<report::RunView> run_view(store::Transaction& transaction, const Office& office, const store::Run& run,
                                               const store::Snapshot& snapshot, Lang lang);

/// Schema Run; errors: NoSuchRun.
[[nodiscard]] Result<std::string> show_run(Office& office, const Access& access, std::int64_t id, Lang lang);
/// Which runs are listed.
struct RunFilter {
  std::optional<std::int64_t> snapshot;
  /// Runs older than this one.
  std::optional<std::int64_t> before;
  std::size_t limit = 1000;
};
/// {"runs":[...],"next":...}: newest first; `next` is what to give as `before` for those that follow, null behind the last.
[[nodiscard]] Result<std::string> list_run_views(Office& office, const Access& access, const RunFilter& filter, Lang lang);

/// Year and tolerances that a run was made with.
struct RunParameters {
  SchoolYear year;
  std::vector<std::string> tolerances;
  bool is_partial = false;
};
[[nodiscard]] RunParameters parameters_of(const store::Run& run);

/// Whether both assess the same: snapshot, standard, year and tolerances.
[[nodiscard]] bool is_same_question(const store::Run& a, const store::Run& b);
/// The run itself where its results can be shown or there is no such run; else the newest that can, of the same question; else itself.
[[nodiscard]] Result<store::RunId> shown_run(store::Transaction& transaction, store::RunId id);

/// "2026-11-27T12:30:05.250Z"; empty for none.
[[nodiscard]] std::string time_text(const std::optional<UtcTime>& time);

}  // namespace junheng::app
