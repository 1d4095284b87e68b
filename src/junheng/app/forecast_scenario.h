#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/forecast/scenario.h"

namespace junheng::app {

struct ReadScenario {
  forecast::Scenario scenario;
  /// What is wrong in the file, with its lines; the scenario is used only without any.
  std::vector<Issue> issues;
};

/// Reads a scenario (docs/scenario-format.md). Errors: those of read_toml().
[[nodiscard]] Result<ReadScenario> read_scenario(const std::string& path, Lang lang);
/// The same from the text of the file `name`. Errors: those of parse_toml().
[[nodiscard]] Result<ReadScenario> parse_scenario(std::string_view text, const std::string& name, Lang lang);

}  // namespace junheng::app
