#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "junheng/core/error.h"

namespace junheng::server {

enum class GzipEffort : std::uint8_t {
  /// For a reply that is made once.
  Least,
  /// For what is compressed once and sent often.
  Most,
};

[[nodiscard]] std::string gzip(std::string_view bytes, GzipEffort effort = GzipEffort::Least);

/// Errors: ServerFault (not gzip, cut off, or more than 1 GiB inside).
[[nodiscard]] Result<std::string> gunzip(std::string_view bytes);

/// CRC-32, for telling versions of a file apart.
[[nodiscard]] std::uint32_t checksum(std::string_view bytes);

}  // namespace junheng::server
