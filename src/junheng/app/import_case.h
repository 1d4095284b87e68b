#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "junheng/app/load.h"
#include "junheng/app/office.h"

namespace junheng::app {

/// A dataset that has been read, on its way into the store.
struct KeepRequest {
  std::string name;
  /// The dataset's path, where its files stand.
  std::string path;
  std::string mapping;
  std::vector<std::string> standards;
  /// Told as soon as the snapshot is kept, before it is assessed. May be empty.
  std::function<void(std::int64_t snapshot_id)> on_kept = {};
};

/// Keeps a dataset as a snapshot, with its sources and findings, and assesses every year of it under each standard that is in force then.
/// Snapshot, sources, findings and the planned runs are kept together or not at all; a run that fails leaves the snapshot and the runs
/// before it, and cancels those after it. Runs of a program that was killed are found interrupted.
/// The loaded dataset is changed (add_whole_area()). Errors: UnknownStandard; those of the store and of runs; Interrupted.
[[nodiscard]] Result<JobResult> keep_dataset(Office& office, const Access& access, const KeepRequest& request, LoadedDataset& loaded,
                                             const JobContext& context);

/// A snapshot made of the same files.
struct SameFiles {
  std::int64_t snapshot_id = 0;
  std::string name;
  UtcTime imported;
  std::string by;
};
/// The newest snapshot that the account sees and that was made of the files of this dataset; nullopt: none.
/// Errors: CannotReadFile; those of the store.
[[nodiscard]] Result<std::optional<SameFiles>> find_same_files(Office& office, const Access& access, const std::string& path,
                                                               const LoadedDataset& loaded);

/// `junheng import`.
struct ImportRequest {
  std::string dataset;
  /// Folder of data or postgresql://...
  std::string into;
  std::string mapping;
  /// Empty: the dataset's title, else its file name.
  std::string name;
  std::vector<std::string> standards;
  bool accept_partial = false;
  /// Imports files that were imported already.
  bool again = false;
  /// What the server of the folder would take for its settings.
  SettingSources settings = {};
};

/// With errors in the data: the findings, exit 3, and nothing is kept, unless accept_partial.
/// Errors: AlreadyImported (unless `again`); those of loading, of Store::open and keep_dataset().
[[nodiscard]] Result<Outcome> run_import(const ImportRequest& request, const Session& session, const Clock& clock);

/// Findings of a snapshot's import, as counts.
struct ImportNotes {
  IssueCounts counts;
  bool is_partial = false;
};
[[nodiscard]] Result<ImportNotes> import_notes(store::Transaction& transaction, store::SnapshotId snapshot);
/// The findings themselves, as `junheng check --format json`; empty where the snapshot has none kept.
[[nodiscard]] Result<std::string> import_findings_json(store::Transaction& transaction, store::SnapshotId snapshot, Lang lang);

}  // namespace junheng::app
