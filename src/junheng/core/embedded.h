#pragma once

#include <span>
#include <string_view>

namespace junheng {

/// A file of the source tree that is compiled into the program, e.g. "standards/cn.quality-2017.toml".
struct EmbeddedFile {
  std::string_view path;
  std::string_view bytes;
};

/// All embedded files, in the order of their paths.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

}  // namespace junheng
