#include "junheng/store/runs.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/store/record.h"

namespace junheng::store {

namespace {

constexpr std::array<std::string_view, 6> kStates = {"queued", "running", "done", "failed", "cancelled", "interrupted"};

constexpr std::string_view kColumns =
    "SELECT id, kind, standard_id, standard_version, standard_hash, parameters, seed, program_version, account_id, created, state, "
    "started, finished, error, form FROM run";

std::optional<UtcTime> time_or_null(const Row& row, std::size_t column) {
  if (row.is_null(column)) return std::nullopt;
  return UtcTime{row.integer(column)};
}

Run run_of(const Row& row) {
  Run run;
  run.id = {row.integer(0)};
  RunRequest& request = run.request;
  request.kind = row.text(1);
  request.standard_id = row.text(2);
  request.standard_version = row.text(3);
  request.standard_hash = row.text(4);
  request.parameters = row.text(5);
  const std::string& seed = row.text(6);
  std::from_chars(seed.data(), seed.data() + seed.size(), request.seed);
  request.program_version = row.text(7);
  request.actor = {row.id_or_null<AccountId>(8), {row.integer(9)}};
  const auto state = std::ranges::find(kStates, row.text(10));
  // A state that a newer program wrote: it has ended in some way.
  run.state = state == kStates.end() ? RunState::Failed : static_cast<RunState>(state - kStates.begin());
  run.started = time_or_null(row, 11);
  run.finished = time_or_null(row, 12);
  run.error = row.text(13);
  request.form = row.integer(14);
  return run;
}

/// `runs` are listed newest first.
Result<void> add_snapshots(Transaction& transaction, std::vector<Run>& runs) {
  if (runs.empty()) return {};
  const auto rows = transaction.query("SELECT run_id, snapshot_id FROM run_snapshot WHERE run_id BETWEEN ? AND ? ORDER BY run_id, position",
                                      {runs.back().id, runs.front().id});
  if (!rows) return fail(rows.error());
  std::map<std::int64_t, std::vector<SnapshotId>> by_run;
  for (const Row& row : *rows) by_run[row.integer(0)].push_back({row.integer(1)});
  for (Run& run : runs) run.request.snapshots = std::move(by_run[run.id.value]);
  return {};
}

/// Of a change of state: none changed means that the run is not there, or not in a state from which it may go on.
Result<void> one_moved(Transaction& transaction, const Result<std::int64_t>& count, RunId id) {
  if (!count) return fail(count.error());
  if (*count == 1) return {};
  const auto there = transaction.query("SELECT id FROM run WHERE id = ?", {id});
  if (!there) return fail(there.error());
  return fail(record_error(there->empty() ? Code::StoreNoRecord : Code::StoreConflict, "run", id.value));
}

}  // namespace

std::string_view to_string(RunState state) { return kStates[static_cast<std::size_t>(state)]; }

Result<RunId> create_run(Transaction& transaction, const RunRequest& request) {
  const auto made = transaction.query(
      "INSERT INTO run (kind, standard_id, standard_version, standard_hash, parameters, seed, program_version, account_id, created, state, "
      "owner, form, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '') RETURNING id",
      {request.kind, request.standard_id, request.standard_version, request.standard_hash, request.parameters,
       fmt::format("{}", request.seed), request.program_version, request.actor.account, request.actor.time.ms, to_string(RunState::Queued),
       request.owner.value, request.form});
  if (!made) return fail(made.error());
  const RunId id{made->front().integer(0)};
  for (std::size_t position = 0; position < request.snapshots.size(); ++position) {
    const auto added =
        transaction.execute("INSERT INTO run_snapshot (run_id, position, snapshot_id) SELECT ?, ?, id FROM snapshot WHERE id = ?",
                            {id, position, request.snapshots[position]});
    if (!added) return fail(added.error());
    if (*added == 0) return fail(record_error(Code::StoreNoRecord, "snapshot", request.snapshots[position].value));
  }
  return id;
}

Result<void> start_run(Transaction& transaction, RunId id, UtcTime time) {
  return one_moved(transaction,
                   transaction.execute("UPDATE run SET state = 'running', started = ? WHERE id = ? AND state = 'queued'", {time.ms, id}),
                   id);
}

Result<void> end_run(Transaction& transaction, RunId id, const RunEnd& end) {
  return one_moved(transaction,
                   transaction.execute("UPDATE run SET state = ?, finished = ?, error = ? WHERE id = ? AND state IN ('queued', 'running')",
                                       {to_string(end.state), end.time.ms, end.error, id}),
                   id);
}

Result<std::optional<Run>> find_run(Transaction& transaction, RunId id) {
  const auto rows = transaction.query(std::string(kColumns) + " WHERE id = ?", {id});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::nullopt;
  std::vector<Run> runs = {run_of(rows->front())};
  if (const auto added = add_snapshots(transaction, runs); !added) return fail(added.error());
  return std::move(runs.front());
}

Result<std::vector<Run>> list_runs(Transaction& transaction, const RunQuery& query) {
  std::string sql = std::string(kColumns) + " WHERE id > 0";
  std::vector<Argument> arguments;
  const auto narrow = [&](std::string_view condition, Argument argument) {
    sql.append(" AND ").append(condition);
    arguments.push_back(argument);
  };
  if (query.snapshot) narrow("id IN (SELECT run_id FROM run_snapshot WHERE snapshot_id = ?)", *query.snapshot);
  if (!query.kind.empty()) narrow("kind = ?", query.kind);
  if (query.state) narrow("state = ?", to_string(*query.state));
  if (!query.area_code.empty())
    narrow(
        "id IN (SELECT run_id FROM run_snapshot JOIN snapshot_area ON snapshot_area.snapshot_id = run_snapshot.snapshot_id WHERE position "
        "= "
        "0 AND code = ?)",
        query.area_code);
  if (!query.standard_id.empty()) narrow("standard_id = ?", query.standard_id);
  if (query.account) narrow("account_id = ?", *query.account);
  if (query.before) narrow("id < ?", *query.before);
  sql += " ORDER BY id DESC LIMIT ?";
  arguments.emplace_back(query.limit);
  const auto rows = transaction.query(sql, arguments);
  if (!rows) return fail(rows.error());
  std::vector<Run> runs;
  for (const Row& row : *rows) runs.push_back(run_of(row));
  if (const auto added = add_snapshots(transaction, runs); !added) return fail(added.error());
  return runs;
}

Result<void> delete_run(Transaction& transaction, RunId id) {
  const auto run = find_run(transaction, id);
  if (!run) return fail(run.error());
  if (!*run) return fail(record_error(Code::StoreNoRecord, "run", id.value));
  if ((*run)->state == RunState::Running) return fail(record_error(Code::StoreConflict, "run", id.value));
  for (const std::string_view sql :
       {"DELETE FROM run_key WHERE run_id = ?", "DELETE FROM run_row WHERE run_id = ?", "DELETE FROM run_result WHERE run_id = ?",
        "DELETE FROM run_snapshot WHERE run_id = ?", "DELETE FROM run WHERE id = ?"})
    if (const auto gone = transaction.execute(sql, {id}); !gone) return fail(gone.error());
  return {};
}

}  // namespace junheng::store
