#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/cli_case.h"
#include "support/process.h"

namespace junheng::cli_test {

struct CliRun {
  testing::ProcessResult result;
  /// What went wrong before the command itself ran.
  std::vector<std::string> faults;
};

/// Fills `folder` as the case says and runs its commands there, each for a minute at most.
/// The program sees LC_ALL=C.UTF-8 and no JUNHENG_* or NO_COLOR variables but those of the case.
[[nodiscard]] CliRun run_case(const CliCase& test, const std::filesystem::path& program, const std::filesystem::path& folder);

/// Where the outcome differs from what the case expects; empty if nowhere.
[[nodiscard]] std::vector<std::string> outcome_faults(const CliCase& test, const testing::ProcessResult& result,
                                                      const std::filesystem::path& folder);

/// Where stdout differs from the golden file; with JUNHENG_UPDATE_GOLDEN=1 the file is written instead.
[[nodiscard]] std::vector<std::string> golden_faults(const std::string& output, const std::filesystem::path& golden);

}  // namespace junheng::cli_test
