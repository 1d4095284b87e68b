#include "junheng/store/scenarios.h"

#include "junheng/core/codes.h"
#include "junheng/store/record.h"

namespace junheng::store {

namespace {

constexpr std::string_view kColumns =
    "SELECT id, snapshot_id, area_code, name, changes, account_id, created, changed, version FROM scenario";

Scenario scenario_of(const Row& row) {
  return {{row.integer(0)}, {row.integer(1)}, row.text(2),   row.text(3), row.text(4), row.id_or_null<AccountId>(5),
          {row.integer(6)}, {row.integer(7)}, row.integer(8)};
}

}  // namespace

Result<ScenarioId> create_scenario(Transaction& transaction, const Scenario& scenario) {
  const auto made = transaction.query(
      "INSERT INTO scenario (snapshot_id, area_code, name, changes, account_id, created, changed, version) "
      "SELECT id, ?, ?, ?, ?, ?, ?, 1 FROM snapshot WHERE id = ? RETURNING id",
      {scenario.area_code, scenario.name, scenario.changes, scenario.account, scenario.created.ms, scenario.changed.ms, scenario.snapshot});
  if (!made) return fail(made.error());
  if (made->empty()) return fail(record_error(Code::StoreNoRecord, "snapshot", scenario.snapshot.value));
  return ScenarioId{made->front().integer(0)};
}

Result<std::optional<Scenario>> find_scenario(Transaction& transaction, ScenarioId id) {
  const auto rows = transaction.query(std::string(kColumns) + " WHERE id = ?", {id});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::nullopt;
  return scenario_of(rows->front());
}

Result<std::vector<Scenario>> list_scenarios(Transaction& transaction, SnapshotId snapshot, std::string_view area_code) {
  const auto rows = transaction.query(std::string(kColumns) + " WHERE snapshot_id = ? AND (? = '' OR area_code = ?) ORDER BY changed DESC, id DESC",
                                      {snapshot, area_code, area_code});
  if (!rows) return fail(rows.error());
  std::vector<Scenario> scenarios;
  for (const Row& row : *rows) scenarios.push_back(scenario_of(row));
  return scenarios;
}

Result<std::int64_t> update_scenario(Transaction& transaction, const Scenario& scenario) {
  const auto changed =
      transaction.execute("UPDATE scenario SET name = ?, changes = ?, changed = ?, version = version + 1 WHERE id = ? AND version = ?",
                          {scenario.name, scenario.changes, scenario.changed.ms, scenario.id, scenario.version});
  if (!changed) return fail(changed.error());
  if (*changed == 1) return scenario.version + 1;
  const auto there = find_scenario(transaction, scenario.id);
  if (!there) return fail(there.error());
  return fail(record_error(*there ? Code::StoreConflict : Code::StoreNoRecord, "scenario", scenario.id.value));
}

Result<void> delete_scenario(Transaction& transaction, ScenarioId id) {
  const auto gone = transaction.execute("DELETE FROM scenario WHERE id = ?", {id});
  if (!gone) return fail(gone.error());
  if (*gone == 0) return fail(record_error(Code::StoreNoRecord, "scenario", id.value));
  return {};
}

}  // namespace junheng::store
