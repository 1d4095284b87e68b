#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/app/area_case.h"

namespace junheng::app {

/// What-if changes with a name, to be looked at again and compared.
struct ScenarioDraft {
  std::string name;
  std::string note;
  std::int64_t run_id = 0;
  std::string area_code;
  std::vector<ValueOfSchool> changes;
};

// Scenarios of areas that the account sees, as schema Scenario; `run_id` is the run on which each can be opened: the one that it was made
// on, or where another version of the program wrote that, the newest of the same snapshot, year, standard and tolerances. Errors of all:
// NoSuchScenario; those of the store.

struct ScenarioFilter {
  /// With those made on other runs of the same snapshot, year, standard and tolerances.
  std::optional<std::int64_t> run_id;
  /// Empty: every area.
  std::string area_code;
};
/// {"scenarios":[...]}, newest first.
[[nodiscard]] Result<std::string> list_scenario_views(Office& office, const Access& access, const ScenarioFilter& filter);
/// With `not_applied`: the changes that the run's data do not take, each with the reason. Left out where the run cannot be opened.
[[nodiscard]] Result<std::string> show_scenario(Office& office, const Access& access, std::int64_t id, Lang lang = Lang::Zh);
/// Errors: NoSuchRun, UnknownAreaCode, those of what_if(): the changes are tried before they are kept.
[[nodiscard]] Result<std::string> save_scenario(Office& office, const Access& access, const ScenarioDraft& draft);
/// `version` is the one that was read. Errors: StoreConflict (somebody was faster); ScenarioMoved (another run's data or another area).
[[nodiscard]] Result<std::string> change_scenario(Office& office, const Access& access, std::int64_t id, std::int64_t version,
                                                  const ScenarioDraft& draft);
[[nodiscard]] Result<void> remove_scenario(Office& office, const Access& access, std::int64_t id);

}  // namespace junheng::app
