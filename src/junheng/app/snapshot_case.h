#pragma once

#include <cstdint>
#include <string>

#include "junheng/app/access.h"
#include "junheng/app/office.h"
#include "junheng/core/lang.h"

namespace junheng::app {

// Snapshots as the account sees them. Errors of all: NoSuchSnapshot, UnknownAreaCode; those of the store.

/// {"snapshots":[...]}, newest first.
[[nodiscard]] Result<std::string> list_snapshot_views(Office& office, const Access& access);
/// Schema SnapshotDetail.
[[nodiscard]] Result<std::string> show_snapshot(Office& office, const Access& access, std::int64_t id, Lang lang);
/// With its runs and scenarios. Who may not delete any snapshot deletes what it imported itself for its own area, while nothing of others
/// rests on it. Errors: NoSuchSnapshot; SnapshotNotOwn; SnapshotUsedByOthers; StoreConflict (a run of it is running).
[[nodiscard]] Result<void> remove_snapshot(Office& office, const Access& access, std::int64_t id);

struct AreaSearch {
  std::int64_t snapshot_id = 0;
  /// Children of it; empty: the topmost areas that the account may see.
  std::string parent;
  /// Part of a name or beginning of a code; empty: no search.
  std::string words;
  std::size_t limit = 100;
};
/// {"areas":[AreaNode ...]}.
[[nodiscard]] Result<std::string> search_areas(Office& office, const Access& access, const AreaSearch& search);

struct SchoolSearch {
  std::int64_t snapshot_id = 0;
  std::string area;
  std::string words;
  /// `next` of the page before.
  std::string after;
  std::size_t limit = 100;
};
/// {"total":n,"schools":[SchoolNode ...],"next":...}.
[[nodiscard]] Result<std::string> search_schools(Office& office, const Access& access, const SchoolSearch& search, Lang lang);

/// The monitors of an area, as tables. Computed once and held while they are looked at. Errors: AreaTooLarge; those of monitors.
[[nodiscard]] Result<StoredBody> area_monitors(Office& office, const Access& access, std::int64_t snapshot, const std::string& area,
                                               Lang lang);
/// The review of an area, as tables; `periods` "2011-2015,2016-2020" or empty. Errors: AreaTooLarge; NothingToReview ...
struct ReviewQuestion {
  std::int64_t snapshot_id = 0;
  std::string area;
  std::string periods;
};
[[nodiscard]] Result<StoredBody> area_review(Office& office, const Access& access, const ReviewQuestion& question, Lang lang);

}  // namespace junheng::app
