#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "junheng/app/access.h"
#include "junheng/app/office.h"
#include "junheng/store/runs.h"
#include "junheng/store/snapshot_lists.h"
#include "junheng/store/snapshots.h"

namespace junheng::app {

// What an account may look at. Whatever lies outside its subtree is answered as if it were not there.

/// An area that the account covers. "-" stands for the whole, and is only for those who see all areas: the one topmost area, or where there
/// are several a row with the code and no path.
/// Errors: UnknownAreaCode; those of the store.
[[nodiscard]] Result<store::AreaRow> visible_area(store::Transaction& transaction, store::SnapshotId snapshot, std::string_view code,
                                                  const Access& access);
/// The code that is asked for; where it is empty that of the account's own area, or "-" for those who see all areas.
[[nodiscard]] std::string code_or_own(const std::string& asked, const Access& access);
/// The area of the account in a snapshot: the empty row for those who see all. nullopt: the snapshot has nothing of theirs.
[[nodiscard]] Result<std::optional<store::AreaRow>> own_area(store::Transaction& transaction, store::SnapshotId snapshot,
                                                             const Access& access);

/// A snapshot of which the account sees a part. Errors: NoSuchSnapshot; those of the store.
[[nodiscard]] Result<store::Snapshot> visible_snapshot(store::Transaction& transaction, std::int64_t id, const Access& access);

/// A run of kind "assess" on a visible snapshot, with its snapshot. Errors: NoSuchRun; those of the store.
struct VisibleRun {
  store::Run run;
  store::Snapshot snapshot;
};
[[nodiscard]] Result<VisibleRun> visible_run(store::Transaction& transaction, std::int64_t id, const Access& access);
/// The same of a run that is done, with results that this program can show. Errors: RunNotDone, RunFormDiffers too.
[[nodiscard]] Result<VisibleRun> finished_run(store::Transaction& transaction, std::int64_t id, const Access& access);

/// A finished run and an area of it. Errors: those of finished_run and visible_area.
struct VisiblePlace {
  VisibleRun run;
  store::AreaRow area;
};
[[nodiscard]] Result<VisiblePlace> visible_place(store::Transaction& transaction, std::int64_t run_id, std::string_view area_code,
                                                 const Access& access);

/// Schools in an area of the snapshot, "-" for all of it. Errors: those of the store.
[[nodiscard]] Result<std::int64_t> count_schools_in(store::Transaction& transaction, store::SnapshotId snapshot,
                                                    const store::AreaRow& area);
/// The office's maker for tables of that area, with the small or with the large ones. Errors: those of the store.
[[nodiscard]] Result<CacheMaker> table_maker(Office& office, store::SnapshotId snapshot, const store::AreaRow& area);

/// Login of an account, for "by whom"; "junheng" for the program itself, the number for an account that is gone.
[[nodiscard]] Result<std::string> login_of(store::Transaction& transaction, const std::optional<store::AccountId>& account);

[[nodiscard]] inline report::Masking masking_of(const Access& access) {
  return access.may(Permission::SmallCountRead) ? report::Masking::Full : report::Masking::SmallCountsHidden;
}

/// What `find` (masking -> Result of something that may be null) has for those who are shown so much: the masked one where there is one.
template <typename Find>
[[nodiscard]] auto find_shown(report::Masking shown, Find find) {
  if (shown == report::Masking::SmallCountsHidden) {
    auto hidden = find(report::Masking::SmallCountsHidden);
    if (!hidden || *hidden) return hidden;
  }
  return find(report::Masking::Full);
}

}  // namespace junheng::app
