#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "junheng/app/load.h"
#include "junheng/app/office.h"
#include "junheng/core/issue.h"

namespace junheng::app {

struct NewUpload {
  /// As the user calls the file.
  std::string name;
  /// The bytes, which are moved away from there.
  std::filesystem::path file;
  std::uint64_t size_bytes = 0;
  /// Id of a built-in mapping; empty: the dataset format.
  std::string mapping;
  /// Snapshot to reconcile with; nullopt: the newest of the same areas.
  std::optional<std::int64_t> previous_snapshot;
};

struct UploadRemap {
  /// nullopt: as before.
  std::optional<std::string> mapping;
  std::vector<ingest::HeaderRename> columns;
};

struct UploadCommit {
  std::string name;
  std::vector<std::string> standards;
  bool accept_partial = false;
};

struct FindingFilter {
  std::size_t after = 0;
  std::size_t limit = 100;
  std::optional<Severity> severity;
  /// Sheet or file; empty: all.
  std::string sheet;
};

/// Files on their way in: uploaded, read and checked as a job, looked at, committed or discarded. They live in the folder of uploads and in
/// memory; a restart discards them. An account holds so many at a time, and so many bytes on the disk, as the settings say. Each is seen by
/// the account that uploaded it only. Any thread may call.
///
/// Errors of all that take an id: NoSuchUpload.
class Uploads {
 public:
  /// Removes what an earlier process left. `office` must outlive it.
  explicit Uploads(Office& office);

  /// Schema Upload, with its job, which unpacks a zip too: what comes out counts, and the upload is rejected with UploadsTooLarge where it
  /// passes the account's limit. Errors: UploadType; UnknownMapping; TooManyUploads, UploadsTooLarge; those of
  /// Jobs::submit.
  [[nodiscard]] Result<std::string> add(const Access& access, const NewUpload& upload, Lang lang);
  /// The account's own that are neither committed nor discarded, newest first: entries of schema UploadEntry as `uploads`.
  [[nodiscard]] Result<std::string> list(const Access& access);
  [[nodiscard]] Result<std::string> show(const Access& access, const std::string& id, Lang lang);
  [[nodiscard]] Result<std::string> findings(const Access& access, const std::string& id, const FindingFilter& filter, Lang lang);
  /// The path of a new file, which is the caller's to remove. Errors: UploadNotReady; those of write_marked_workbook.
  [[nodiscard]] Result<std::filesystem::path> marked_workbook(const Access& access, const std::string& id, Lang lang);
  /// Reads the file again. Errors: UploadNotReady; UnknownMapping.
  [[nodiscard]] Result<std::string> remap(const Access& access, const std::string& id, const UploadRemap& remap, Lang lang);
  /// Errors: UploadNotReady; UploadHasErrors; UploadOutsideArea; UnknownStandard; those of Jobs::submit.
  [[nodiscard]] Result<Job> commit(const Access& access, const std::string& id, const UploadCommit& commit);
  [[nodiscard]] Result<void> discard(const Access& access, const std::string& id);
  /// Those past their time, unless a job is at them.
  void remove_expired();

  /// How long an upload is kept.
  static constexpr std::chrono::hours kLifetime{24};

 private:
  struct Upload;

  [[nodiscard]] Result<std::shared_ptr<Upload>> find(const Access& access, const std::string& id);
  [[nodiscard]] Result<void> submit(const std::shared_ptr<Upload>& upload, const Access& access);
  [[nodiscard]] Result<JobResult> read(Upload& upload, const Access& access, const JobContext& context);
  [[nodiscard]] Result<JobResult> keep(Upload& upload, const Access& access, const UploadCommit& commit, const JobContext& context);
  /// The file as a dataset, if that was not done before.
  [[nodiscard]] Result<void> place(Upload& upload, const JobContext& context);
  struct Limits {
    std::size_t count = 0;
    std::uint64_t bytes = 0;
  };
  [[nodiscard]] Result<Limits> limits() const;
  /// Before so many bytes of the upload are unpacked. Errors: UploadsTooLarge.
  [[nodiscard]] Result<void> take_room(Upload& upload, std::uint64_t bytes, const Limits& limits);
  // With the mutex held:
  [[nodiscard]] Result<void> make_room(const Access& access, std::uint64_t size_bytes, const Limits& limits);
  void remove(const std::string& id);

  Office& office_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Upload>> uploads_;
};

}  // namespace junheng::app
