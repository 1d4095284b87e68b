#pragma once

#include <string>

#include "junheng/core/error.h"

namespace junheng::formats {

/// A file without a name in the folder of the target that becomes the target in commit(): readers see the old file or the whole new one,
/// and a process that is killed leaves nothing, as the system drops a nameless file with its last user. File systems that have none get
/// a hidden file beside the target; without commit() it is removed.
class StagedFile {
 public:
  explicit StagedFile(std::string target);
  StagedFile(const StagedFile&) = delete;
  StagedFile& operator=(const StagedFile&) = delete;
  ~StagedFile();

  /// Where to write, from create() on.
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& target() const { return target_; }

  /// Makes the staged file, empty: tells early whether the folder can be written. Errors: CannotWriteFile.
  [[nodiscard]] Result<void> create();
  /// Flushes the staged file to the disk and renames it. Errors: CannotWriteFile.
  [[nodiscard]] Result<void> commit();

 private:
  /// Gives a nameless file the name that it is moved from. Returns 0 or the number of the error.
  [[nodiscard]] int give_name() const;

  std::string target_;
  std::string named_path_;
  std::string path_;
  int nameless_ = -1;
  bool is_committed_ = false;
};

/// FolderMissing, NoPermission, or CannotWriteFile with the system's reason for `error_number`.
[[nodiscard]] tl::unexpected<Error> cannot_write(const std::string& path, int error_number);

}  // namespace junheng::formats
