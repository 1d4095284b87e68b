#include "junheng/store/snapshots.h"

#include <array>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "junheng/core/codes.h"
#include "junheng/model/dataset.h"
#include "junheng/store/area_path.h"
#include "junheng/store/record.h"
#include "junheng/store/snapshot_encoding.h"
#include "junheng/store/snapshot_lists.h"

namespace junheng::store {

namespace {

using nlohmann::json;

constexpr std::string_view kColumns =
    "SELECT id, name, title, source, licence, is_synthetic, years, root_codes, area_count, school_count, sources_sha256, importer_version, "
    "mapping_id, mapping_text, account_id, imported FROM snapshot";

Result<Snapshot> snapshot_of(const Row& row) {
  Snapshot out;
  out.id = {row.integer(0)};
  out.name = row.text(1);
  out.title = row.text(2);
  out.source = row.text(3);
  out.licence = row.text(4);
  out.is_synthetic = row.flag(5);
  try {
    for (const json& year : json::parse(row.text(6))) out.years.push_back(SchoolYear{year.get<int>()});
    out.root_codes = json::parse(row.text(7)).get<std::vector<std::string>>();
  } catch (const json::exception& fault) {
    return fail(Code::StoreRecordDamaged, {{"record", fmt::format("snapshot/{}", out.id.value)}, {"reason", fault.what()}});
  }
  out.area_count = row.integer(8);
  out.school_count = row.integer(9);
  out.sources_sha256 = row.text(10);
  out.importer_version = row.text(11);
  out.mapping_id = row.text(12);
  out.mapping_text = row.text(13);
  out.imported = {row.id_or_null<AccountId>(14), {row.integer(15)}};
  return out;
}

/// Errors: StoreNoRecord; SnapshotUnreadable.
Result<void> must_be_readable(Transaction& transaction, SnapshotId id) {
  const auto rows = transaction.query("SELECT encoding FROM snapshot WHERE id = ?", {id});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return fail(record_error(Code::StoreNoRecord, "snapshot", id.value));
  const std::int64_t found = rows->front().integer(0);
  if (found <= kEncoding) return {};
  return fail(Code::SnapshotUnreadable,
              {{"id", fmt::format("{}", id.value)}, {"found", fmt::format("{}", found)}, {"known", fmt::format("{}", kEncoding)}});
}

/// ", ?" for each text, which becomes an argument. Borrows the texts.
std::string one_of(const std::vector<std::string>& texts, std::vector<Argument>& arguments) {
  std::string sql;
  for (const std::string& each : texts) {
    sql += ", ?";
    arguments.emplace_back(each);
  }
  return sql;
}

/// The county in which an area lies, else the area itself: parts are no smaller than counties.
Result<std::string> path_of_part(Transaction& transaction, SnapshotId id, const std::string& path) {
  const std::vector<std::string> above = paths_above(path);
  std::vector<Argument> arguments = {id};
  const std::string sql =
      "SELECT path FROM snapshot_area WHERE snapshot_id = ? AND level = 'county' AND path IN (''" + one_of(above, arguments) + ")";
  const auto rows = transaction.query(sql, arguments);
  if (!rows) return fail(rows.error());
  return rows->empty() ? path : rows->front().text(0);
}

Result<model::Dataset> decode_rows(const std::vector<Row>& rows, unsigned threads) {
  std::vector<std::string_view> bodies;
  for (const Row& row : rows) bodies.emplace_back(row.bytes(0));
  return decode_dataset(bodies, threads);
}

}  // namespace

Result<std::optional<Snapshot>> find_snapshot(Transaction& transaction, SnapshotId id) {
  const auto rows = transaction.query(std::string(kColumns) + " WHERE id = ?", {id});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::nullopt;
  return snapshot_of(rows->front());
}

Result<std::vector<Snapshot>> list_snapshots(Transaction& transaction) {
  const auto rows = transaction.query(std::string(kColumns) + " ORDER BY id DESC");
  if (!rows) return fail(rows.error());
  std::vector<Snapshot> snapshots;
  for (const Row& row : *rows) {
    auto snapshot = snapshot_of(row);
    if (!snapshot) return fail(std::move(snapshot.error()));
    snapshots.push_back(std::move(*snapshot));
  }
  return snapshots;
}

Result<std::vector<SnapshotId>> list_same_sources(Transaction& transaction, std::string_view sources_sha256) {
  const auto rows = transaction.query("SELECT id FROM snapshot WHERE sources_sha256 = ? ORDER BY id DESC", {sources_sha256});
  if (!rows) return fail(rows.error());
  std::vector<SnapshotId> ids;
  for (const Row& row : *rows) ids.push_back({row.integer(0)});
  return ids;
}

Result<model::Dataset> load_snapshot(Transaction& transaction, SnapshotId id, unsigned threads) {
  if (auto readable = must_be_readable(transaction, id); !readable) return fail(std::move(readable.error()));
  const auto rows = transaction.query("SELECT body FROM snapshot_part WHERE snapshot_id = ? ORDER BY path, content", {id});
  if (!rows) return fail(rows.error());
  return decode_rows(*rows, threads);
}

Result<model::Dataset> load_area(Transaction& transaction, SnapshotId id, std::string_view area_code, unsigned threads) {
  if (auto readable = must_be_readable(transaction, id); !readable) return fail(std::move(readable.error()));
  const auto area = find_area(transaction, id, area_code);
  if (!area) return fail(area.error());
  if (!*area) return fail(record_error(Code::StoreNoRecord, "area", area_code));
  const auto path = path_of_part(transaction, id, (*area)->path);
  if (!path) return fail(path.error());
  const std::string end = end_of_subtree(*path);
  const std::vector<std::string> above = paths_above(*path);
  std::vector<Argument> arguments = {id, *path, end, kAreaRows};
  const std::string sql =
      "SELECT body FROM snapshot_part WHERE snapshot_id = ? AND ((path >= ? AND path < ?) OR (content = ? AND path IN (''" +
      one_of(above, arguments) + "))) ORDER BY path, content";
  const auto rows = transaction.query(sql, arguments);
  if (!rows) return fail(rows.error());
  return decode_rows(*rows, threads);
}

Result<void> delete_snapshot(Transaction& transaction, SnapshotId id, const Actor& actor) {
  const auto snapshot = find_snapshot(transaction, id);
  if (!snapshot) return fail(snapshot.error());
  if (!*snapshot) return fail(record_error(Code::StoreNoRecord, "snapshot", id.value));
  const auto used = transaction.query(
      "SELECT (SELECT count(DISTINCT run_id) FROM run_snapshot WHERE snapshot_id = ?), (SELECT count(*) FROM scenario WHERE snapshot_id = "
      "?)",
      {id, id});
  if (!used) return fail(used.error());
  const Row& uses = used->front();
  if (uses.integer(0) + uses.integer(1) > 0)
    return fail(Code::SnapshotInUse, {{"id", fmt::format("{}", id.value)},
                                      {"runs", fmt::format("{}", uses.integer(0))},
                                      {"scenarios", fmt::format("{}", uses.integer(1))}});
  for (const std::string_view sql :
       {"DELETE FROM snapshot_part WHERE snapshot_id = ?", "DELETE FROM snapshot_chunk WHERE snapshot_id = ?",
        "DELETE FROM snapshot_source WHERE snapshot_id = ?", "DELETE FROM snapshot_school WHERE snapshot_id = ?",
        "DELETE FROM snapshot_area WHERE snapshot_id = ?", "DELETE FROM snapshot WHERE id = ?"})
    if (const auto gone = transaction.execute(sql, {id}); !gone) return fail(gone.error());
  AuditEvent event{actor, "snapshot:delete", fmt::format("snapshot/{}", id.value), (*snapshot)->sources_sha256, {}, {}};
  event.details = json({{"name", (*snapshot)->name}, {"schools", (*snapshot)->school_count}}).dump();
  if (const auto noted = append_audit(transaction, event); !noted) return fail(noted.error());
  return {};
}

}  // namespace junheng::store
