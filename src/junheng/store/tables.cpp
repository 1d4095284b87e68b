#include "junheng/store/tables.h"

#include <array>

#include <fmt/format.h>

#include "junheng/store/dialect.h"

namespace junheng::store {

namespace {

struct TableKeys {
  std::string_view name;
  std::string_view columns;
  /// The order in which pages of the table are read; unique.
  std::string_view order;
};

constexpr std::array<TableKeys, 17> kTables = {{
    {"account",
     "id, login, display_name, role, area_code, password_hash, must_change_password, failed_logins, locked_until, is_disabled, created, "
     "version, last_login",
     "id"},
    {"one_time_link", "token_hash, account_id, purpose, expires", "token_hash"},
    {"session", "id, token_hash, account_id, created, last_seen, expires, user_agent, address", "id"},
    {"setting", "key, value, account_id, changed, version", "key"},
    {"snapshot",
     "id, name, title, source, licence, is_synthetic, years, root_codes, area_count, school_count, sources_sha256, importer_version, "
     "mapping_id, mapping_text, account_id, imported, encoding",
     "id"},
    {"snapshot_source", "snapshot_id, number, name, size, sha256", "snapshot_id, number"},
    {"snapshot_chunk", "snapshot_id, source_number, number, body", "snapshot_id, source_number, number"},
    {"snapshot_part", "snapshot_id, path, content, body", "snapshot_id, path, content"},
    {"snapshot_area", "snapshot_id, code, name, level, parent_code, path", "snapshot_id, code"},
    {"snapshot_school", "snapshot_id, path, school_id, name, county_code, township_code, kind, lon, lat", "snapshot_id, path, school_id"},
    {"run",
     "id, kind, standard_id, standard_version, standard_hash, parameters, seed, program_version, account_id, created, state, started, "
     "finished, error, form",
     "id"},
    {"run_snapshot", "run_id, position, snapshot_id", "run_id, position"},
    {"run_result", "run_id, area_code, name, media_type, etag, body", "run_id, area_code, name"},
    {"run_row", "run_id, area_code, name, path, level, verdict", "run_id, area_code"},
    {"run_key", "run_id, area_code, position, key, value", "run_id, area_code, position"},
    {"scenario", "id, snapshot_id, area_code, name, changes, account_id, created, changed, version", "id"},
    {"audit_log", "seq, time, account_id, event, object, before_hash, after_hash, details, previous_hash, hash", "seq"},
}};

struct Reference {
  std::string_view table;
  std::string_view column;
  std::string_view target;
};

constexpr std::array<Reference, 17> kReferences = {{
    {"one_time_link", "account_id", "account"},
    {"session", "account_id", "account"},
    {"setting", "account_id", "account"},
    {"snapshot", "account_id", "account"},
    {"snapshot_source", "snapshot_id", "snapshot"},
    {"snapshot_chunk", "snapshot_id", "snapshot"},
    {"snapshot_part", "snapshot_id", "snapshot"},
    {"snapshot_area", "snapshot_id", "snapshot"},
    {"snapshot_school", "snapshot_id", "snapshot"},
    {"run", "account_id", "account"},
    {"run_snapshot", "run_id", "run"},
    {"run_snapshot", "snapshot_id", "snapshot"},
    {"run_result", "run_id", "run"},
    {"run_row", "run_id", "run"},
    {"run_key", "run_id", "run"},
    {"scenario", "snapshot_id", "snapshot"},
    {"scenario", "account_id", "account"},
}};

std::vector<std::string_view> split_columns(std::string_view list) {
  std::vector<std::string_view> columns;
  while (true) {
    const auto comma = list.find(", ");
    columns.push_back(list.substr(0, comma));
    if (comma == std::string_view::npos) return columns;
    list.remove_prefix(comma + 2);
  }
}

struct ToArgument {
  Argument operator()(std::monostate) const { return nullptr; }
  Argument operator()(std::int64_t number) const { return number; }
  Argument operator()(double number) const { return number; }
  Argument operator()(const std::string& text) const { return text; }
  Argument operator()(const Blob& blob) const { return BlobView{blob.bytes}; }
};

/// Page by page: tables of bodies do not fit into memory at once.
Result<void> copy_table(Transaction& from, Transaction& into, const TableKeys& table) {
  // Bodies may have some megabytes each.
  const std::int64_t page = table.columns.ends_with("body") ? 20 : 5000;
  const std::vector<std::string_view> columns = split_columns(table.columns);
  for (std::int64_t offset = 0;; offset += page) {
    const auto rows =
        from.query(fmt::format("SELECT {} FROM {} ORDER BY {} LIMIT ? OFFSET ?", table.columns, table.name, table.order), {page, offset});
    if (!rows) return fail(rows.error());
    const auto copied = insert_rows(into, table.name, columns, rows->size(), [&](std::size_t row, std::vector<Argument>& out) {
      for (std::size_t column = 0; column < columns.size(); ++column) out.push_back(std::visit(ToArgument(), (*rows)[row].at(column)));
    });
    if (!copied) return copied;
    if (static_cast<std::int64_t>(rows->size()) < page) return {};
  }
}

}  // namespace

std::span<const std::string_view> table_names() {
  static const auto names = [] {
    std::array<std::string_view, kTables.size()> out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = kTables[i].name;
    return out;
  }();
  return names;
}

Result<bool> are_tables_empty(Transaction& transaction) {
  for (const TableKeys& table : kTables) {
    const auto any = transaction.query(fmt::format("SELECT 1 FROM {} LIMIT 1", table.name));
    if (!any) return fail(any.error());
    if (!any->empty()) return false;
  }
  return true;
}

Result<void> copy_tables(Transaction& from, Transaction& into) {
  for (const TableKeys& table : kTables) {
    if (auto copied = copy_table(from, into, table); !copied) return copied;
    if (const std::string next = next_id_after_copy(into.engine(), table.name, table.order); !next.empty())
      if (const auto set = into.query(next); !set) return fail(set.error());
  }
  return {};
}

Result<std::vector<Orphans>> find_orphans(Transaction& transaction) {
  std::vector<Orphans> out;
  for (const Reference& reference : kReferences) {
    const auto count = transaction.query(fmt::format("SELECT count(*) FROM {0} WHERE {1} IS NOT NULL AND {1} NOT IN (SELECT id FROM {2})",
                                                     reference.table, reference.column, reference.target));
    if (!count) return fail(count.error());
    if (count->front().integer(0) > 0) out.push_back({reference.table, count->front().integer(0)});
  }
  return out;
}

}  // namespace junheng::store
