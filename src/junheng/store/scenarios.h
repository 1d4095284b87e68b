#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/core/utc_time.h"
#include "junheng/store/database.h"

namespace junheng::store {

/// What-if changes to the schools of one county of a snapshot.
struct Scenario {
  ScenarioId id = {};
  SnapshotId snapshot = {};
  std::string area_code = {};
  std::string name = {};
  /// JSON text.
  std::string changes = {};
  std::optional<AccountId> account = {};
  UtcTime created = {};
  UtcTime changed = {};
  std::int64_t version = 1;
};

/// `id` and `version` of what is given are not looked at.
/// Errors: StoreNoRecord (the snapshot is not there); those of Connection.
[[nodiscard]] Result<ScenarioId> create_scenario(Transaction& transaction, const Scenario& scenario);
/// nullopt where there is none.
[[nodiscard]] Result<std::optional<Scenario>> find_scenario(Transaction& transaction, ScenarioId id);
/// Of one area of a snapshot, of all its areas where the code is empty; last changed first.
[[nodiscard]] Result<std::vector<Scenario>> list_scenarios(Transaction& transaction, SnapshotId snapshot, std::string_view area_code);
/// Name and changes; `version` is the one that was read, the one after comes back.
/// Errors: StoreConflict; StoreNoRecord; those of Connection.
[[nodiscard]] Result<std::int64_t> update_scenario(Transaction& transaction, const Scenario& scenario);
/// Errors: StoreNoRecord; those of Connection.
[[nodiscard]] Result<void> delete_scenario(Transaction& transaction, ScenarioId id);

}  // namespace junheng::store
