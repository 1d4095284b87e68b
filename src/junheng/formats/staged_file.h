#pragma once

#include <string>

#include "junheng/core/error.h"

namespace junheng::formats {

/// The name of a file beside the target that becomes the target in commit(): readers see the old file or the whole new one.
/// Without commit() the staged file is removed.
class StagedFile {
 public:
  explicit StagedFile(std::string target);
  StagedFile(const StagedFile&) = delete;
  StagedFile& operator=(const StagedFile&) = delete;
  ~StagedFile();

  /// Where to write.
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& target() const { return target_; }

  /// Makes the staged file, empty: tells early whether the folder can be written. Errors: CannotWriteFile.
  [[nodiscard]] Result<void> create() const;
  /// Flushes the staged file to the disk and renames it. Errors: CannotWriteFile.
  [[nodiscard]] Result<void> commit();

 private:
  std::string target_;
  std::string path_;
  bool is_committed_ = false;
};

/// CannotWriteFile for `path` with the system's reason for `error_number`.
[[nodiscard]] tl::unexpected<Error> cannot_write(const std::string& path, int error_number);

}  // namespace junheng::formats
