#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/school_year.h"
#include "junheng/store/audit.h"
#include "junheng/store/store.h"

namespace junheng::model {
struct Dataset;
}

namespace junheng::store {

/// A file that a dataset was read from. Borrowed while it is saved.
struct SourceBytes {
  std::string name = {};
  std::string_view bytes = {};
};

struct SnapshotRequest {
  std::string name = {};
  /// Who imports, and when.
  Actor actor = {};
  std::vector<SourceBytes> sources = {};
  std::string importer_version = {};
  /// Id of the mapping, and the text of its file; empty: the dataset format itself.
  std::string mapping_id = {};
  std::string mapping_text = {};
  unsigned threads = 1;
  /// Done in the same transaction once the snapshot is in it: what must never be there without it, nor it without that. May be empty.
  std::function<Result<void>(Transaction&, SnapshotId)> together = {};
};

/// The dataset of one import. Never changed once it is there.
struct Snapshot {
  SnapshotId id = {};
  std::string name = {};
  /// Of the dataset's manifest.
  std::string title = {};
  std::string source = {};
  std::string licence = {};
  bool is_synthetic = false;
  std::vector<SchoolYear> years = {};
  /// Codes of the areas that have none above them.
  std::vector<std::string> root_codes = {};
  std::int64_t area_count = 0;
  std::int64_t school_count = 0;
  /// SHA-256 over "sha256 name\n" of every source, in their order: the same for the same files.
  std::string sources_sha256 = {};
  std::string importer_version = {};
  std::string mapping_id = {};
  std::string mapping_text = {};
  Actor imported = {};
};

/// Keeps a dataset with its sources, all or nothing, and notes "snapshot:import" in the audit log. It is encoded and compressed before
/// the transaction begins, on up to `threads` threads, so that others wait for the writing only. Memory: the compressed sources and parts.
/// Errors: those of Connection and of `together`; nothing is kept then.
[[nodiscard]] Result<SnapshotId> save_snapshot(Store& store, const SnapshotRequest& request, const model::Dataset& dataset);

/// nullopt where there is none.
[[nodiscard]] Result<std::optional<Snapshot>> find_snapshot(Transaction& transaction, SnapshotId id);
/// Newest first.
[[nodiscard]] Result<std::vector<Snapshot>> list_snapshots(Transaction& transaction);
/// The snapshots of exactly these sources (Snapshot::sources_sha256), newest first.
[[nodiscard]] Result<std::vector<SnapshotId>> list_same_sources(Transaction& transaction, std::string_view sources_sha256);
/// The hash that a snapshot of these sources has.
[[nodiscard]] std::string hash_of_sources(const std::vector<SourceBytes>& sources);

/// The dataset as it was saved: the same rows in the same order, with their origins.
/// Errors: StoreNoRecord; StoreRecordDamaged; SnapshotUnreadable; those of Connection.
[[nodiscard]] Result<model::Dataset> load_snapshot(Transaction& transaction, SnapshotId id, unsigned threads = 1);

/// The part of the dataset that one area's subtree makes: its schools with all their rows, the rows of its areas, and of the areas above
/// it those rows that are the areas' own (figures, targets, population ...), in the order of the files. Rows of no area are in every
/// part. A campus whose school lies elsewhere has no parent. An area within a county gives the whole county. For a county this takes a few
/// milliseconds.
/// Errors: as load_snapshot; StoreNoRecord also where the snapshot has no such area.
[[nodiscard]] Result<model::Dataset> load_area(Transaction& transaction, SnapshotId id, std::string_view area_code, unsigned threads = 1);

struct SourceFile {
  std::int64_t number = 0;
  std::string name = {};
  std::int64_t size = 0;
  std::string sha256 = {};
};
[[nodiscard]] Result<std::vector<SourceFile>> list_sources(Transaction& transaction, SnapshotId id);
/// The bytes of a source file, checked against their hash.
/// Errors: StoreNoRecord; StoreRecordDamaged; those of Connection.
[[nodiscard]] Result<std::string> load_source(Transaction& transaction, SnapshotId id, std::int64_t number);

/// Deletes a snapshot whole and notes "snapshot:delete" in the audit log.
/// Errors: StoreNoRecord; SnapshotInUse (runs or scenarios stand on it); those of Connection.
[[nodiscard]] Result<void> delete_snapshot(Transaction& transaction, SnapshotId id, const Actor& actor);

}  // namespace junheng::store
