#pragma once

#include <string>
#include <string_view>

#include "junheng/core/error.h"

namespace junheng::formats {

/// Errors: PathMissing; NoPermission; CannotReadFile.
[[nodiscard]] Result<std::string> read_file(const std::string& path);

/// Writes beside the target and renames, so that the target is either the old or the whole new file.
/// Errors: FolderMissing; NoPermission; CannotWriteFile.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);

}  // namespace junheng::formats
