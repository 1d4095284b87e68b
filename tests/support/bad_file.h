#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace junheng::testing {

/// What the first line of a file of tests/bad says: "# expect: words; words; line N".
struct ExpectedFinding {
  std::vector<std::string> words;
  std::uint32_t line = 0;
};

/// Throws std::runtime_error, which fails the test, if the first line does not say it.
[[nodiscard]] ExpectedFinding expected_finding(std::string_view text);

/// The files of a folder of tests/bad, by name.
[[nodiscard]] std::vector<std::filesystem::path> bad_files(std::string_view folder);

}  // namespace junheng::testing
