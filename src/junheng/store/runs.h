#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/store/audit.h"

namespace junheng::store {

enum class RunState : std::uint8_t {
  Queued,
  Running,
  Done,
  Failed,
  Cancelled,
  Interrupted,  ///< the program ended while it ran
};
[[nodiscard]] std::string_view to_string(RunState state);

/// A program that works on runs (presence.h); 0: none.
struct OwnerId {
  std::int64_t value = 0;
  friend constexpr auto operator<=>(OwnerId, OwnerId) = default;
};

/// What a run is made of: enough to run it again.
struct RunRequest {
  /// "assess", "monitor", "review" ...
  std::string kind = {};
  /// In the order in which the run takes them; the first is the one that it is about.
  std::vector<SnapshotId> snapshots = {};
  std::string standard_id = {};
  std::string standard_version = {};
  /// SHA-256 of the pack as it was resolved.
  std::string standard_hash = {};
  /// JSON text.
  std::string parameters = "{}";
  std::uint64_t seed = 0;
  std::string program_version = {};
  Actor actor = {};
  /// Until it has ended; AbsenceWatch (presence.h) ends it where that program is gone. Not read back.
  OwnerId owner = {};
  /// Of the results that it keeps, as its kind numbers them; 0: by a program that did not.
  std::int64_t form = 0;
};

struct Run {
  RunId id = {};
  RunRequest request = {};
  RunState state = RunState::Queued;
  std::optional<UtcTime> started = {};
  std::optional<UtcTime> finished = {};
  /// JSON text of the error; empty: none.
  std::string error = {};
};

/// Errors: StoreNoRecord (a snapshot is not there); those of Connection, here and below.
[[nodiscard]] Result<RunId> create_run(Transaction& transaction, const RunRequest& request);
/// Queued -> running. Errors: StoreConflict (it is not queued); StoreNoRecord.
[[nodiscard]] Result<void> start_run(Transaction& transaction, RunId id, UtcTime time);

struct RunEnd {
  RunState state = RunState::Done;
  /// JSON text; empty: none.
  std::string error = {};
  UtcTime time = {};
};
/// Queued or running -> done, failed, cancelled. Errors: StoreConflict (it has ended already); StoreNoRecord.
[[nodiscard]] Result<void> end_run(Transaction& transaction, RunId id, const RunEnd& end);

/// nullopt where there is none.
[[nodiscard]] Result<std::optional<Run>> find_run(Transaction& transaction, RunId id);

struct RunQuery {
  std::optional<SnapshotId> snapshot = {};
  std::string kind = {};
  std::optional<RunState> state = {};
  /// Runs about a snapshot that has this area; empty: all.
  std::string area_code = {};
  std::string standard_id = {};
  /// Runs of this account.
  std::optional<AccountId> account = {};
  /// Runs older than this one.
  std::optional<RunId> before = {};
  std::size_t limit = 100;
};
/// Newest first.
[[nodiscard]] Result<std::vector<Run>> list_runs(Transaction& transaction, const RunQuery& query);
/// With its results. Errors: StoreNoRecord; StoreConflict (it is running).
[[nodiscard]] Result<void> delete_run(Transaction& transaction, RunId id);

/// A body that a run made: kept compressed.
struct RunResult {
  RunId run = {};
  /// Empty: of the whole.
  std::string area_code = {};
  /// "county.json", "report.html" ...
  std::string name = {};
  std::string media_type = {};
  /// SHA-256 of the body; set by save_results.
  std::string etag = {};
  std::string body = {};
};
/// Compressed on up to `threads` threads. A result of the same run, area and name takes the place of the one before.
/// Errors: StoreNoRecord (the run is not there).
[[nodiscard]] Result<void> save_results(Transaction& transaction, std::vector<RunResult> results, unsigned threads = 1);
/// nullopt where there is none. Errors: StoreRecordDamaged.
[[nodiscard]] Result<std::optional<RunResult>> find_result(Transaction& transaction, RunId run, std::string_view area_code,
                                                           std::string_view name);
/// The etag alone, for "not modified".
[[nodiscard]] Result<std::optional<std::string>> find_etag(Transaction& transaction, RunId run, std::string_view area_code,
                                                           std::string_view name);
/// The results of a run without their bodies, by area and name.
[[nodiscard]] Result<std::vector<RunResult>> list_results(Transaction& transaction, RunId run);

/// A line of a league table: what a run says of one area.
struct RunRow {
  std::string area_code = {};
  std::string name = {};
  /// Path of the area (snapshot_lists.h).
  std::string path = {};
  std::string level = {};
  /// "met", "unmet", "unknown" or empty: not judged.
  std::string verdict = {};
  /// Numbers by which to sort, by key; nullopt: not known.
  std::vector<std::pair<std::string, std::optional<double>>> keys = {};
};
[[nodiscard]] Result<void> save_rows(Transaction& transaction, RunId run, const std::vector<RunRow>& rows);

enum class Order : std::uint8_t { Ascending, Descending };
struct RunRowQuery {
  RunId run = {};
  /// Empty: every level.
  std::string level = {};
  /// Path of the area in whose subtree to look; empty: everywhere.
  std::string under_path = {};
  /// Empty: every verdict.
  std::string verdict = {};
  /// Key to sort by; empty: by path.
  std::string key = {};
  Order order = Order::Ascending;
  std::size_t offset = 0;
  std::size_t limit = 100;
};
struct RunRowPage {
  std::vector<RunRow> rows = {};
  /// Of all pages.
  std::int64_t total = 0;
};
/// Areas without the key's number stand last in either order; ties by area code. Every row has all its keys.
[[nodiscard]] Result<RunRowPage> list_rows(Transaction& transaction, const RunRowQuery& query);

}  // namespace junheng::store
