#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace junheng::testing {

/// The bytes of a file. Throws std::runtime_error, which fails the test, if it cannot be read.
[[nodiscard]] std::string file_text(const std::filesystem::path& path);

/// Writes the bytes, with the folders above. Throws std::runtime_error if it cannot.
void write_file_text(const std::filesystem::path& path, std::string_view bytes);

}  // namespace junheng::testing
