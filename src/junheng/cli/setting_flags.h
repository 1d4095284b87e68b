#pragma once

#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "junheng/app/settings.h"

namespace junheng::cli {

/// The settings file of the folder, or the one that is named; the process's environment; the flags that were given.
[[nodiscard]] app::SettingSources setting_sources(const std::string& folder, const std::string& named_file,
                                                  const std::vector<std::pair<std::string, const CLI::Option*>>& flags);

}  // namespace junheng::cli
