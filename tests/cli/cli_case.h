#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "junheng/formats/toml.h"

namespace junheng::cli_test {

/// What must stand at one place of a JSON document. Exactly one of the values is set.
struct JsonExpectation {
  /// RFC 6901: "/areas/0/verdict".
  std::string pointer;
  std::optional<formats::TomlValue> equals;
  std::optional<double> near;
  double tolerance = 0;
  /// null, true/false, number, text, array or object.
  std::string type;
  /// Number of members of an array or object.
  std::optional<std::int64_t> size;
};

/// One [[test]] of a case file; README.md beside this file describes them.
struct CliCase {
  std::string suite;
  std::string name;
  std::filesystem::path file;
  std::uint32_t line = 0;

  std::vector<std::string> argv;
  /// Commands that prepare the working folder; each must end with 0.
  std::vector<std::vector<std::string>> before;
  std::string input;
  std::map<std::string, std::string> environment;
  /// Path in the working folder -> content.
  std::vector<std::pair<std::string, std::string>> files;
  /// Path in the working folder -> file or folder of the source tree.
  std::vector<std::pair<std::string, std::string>> copies;

  /// Path in the working folder: the program is interrupted, as by Ctrl-C, once it exists. Empty: never.
  std::string interrupt_once_exists;
  /// Another command that must print the same; empty: none.
  std::vector<std::string> same_output_as;

  std::int64_t exit = 0;
  std::vector<std::string> stdout_contains;
  std::vector<std::string> stdout_not_contains;
  std::vector<std::string> stderr_contains;
  std::vector<std::string> stderr_not_contains;
  std::optional<std::string> stdout_equals;
  std::vector<std::string> files_exist;
  std::vector<std::string> files_missing;
  /// The document of `json`: a file of the working folder; empty: stdout.
  std::string json_file;
  std::vector<JsonExpectation> json;
  /// File of tests/golden that stdout must equal.
  std::string golden;
};

/// The tests of one case file. Findings about the file itself go to `faults`, with line.
[[nodiscard]] std::vector<CliCase> read_cases(const std::filesystem::path& path, std::vector<std::string>& faults);
/// The same for text in memory.
[[nodiscard]] std::vector<CliCase> parse_cases(std::string_view text, const std::filesystem::path& path, std::vector<std::string>& faults);

}  // namespace junheng::cli_test
