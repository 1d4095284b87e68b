#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/store/area_path.h"
#include "junheng/store/compression.h"
#include "junheng/store/record.h"
#include "junheng/store/runs.h"
#include "junheng/store/sha256.h"

namespace junheng::store {

namespace {

/// Errors: StoreNoRecord.
Result<void> must_be_there(Transaction& transaction, RunId id) {
  const auto there = transaction.query("SELECT id FROM run WHERE id = ?", {id});
  if (!there) return fail(there.error());
  if (there->empty()) return fail(record_error(Code::StoreNoRecord, "run", id.value));
  return {};
}

/// What a page of a league table is narrowed to: the conditions behind "FROM run_row r".
class RowFilter {
 public:
  explicit RowFilter(const RunRowQuery& query) : end_(end_of_subtree(query.under_path)) {
    arguments_.emplace_back(query.run);
    if (!query.level.empty()) where("r.level = ?", {query.level});
    if (!query.under_path.empty()) where("r.path >= ? AND r.path < ?", {query.under_path, end_});
    if (!query.verdict.empty()) where("r.verdict = ?", {query.verdict});
  }
  RowFilter(const RowFilter&) = delete;
  RowFilter& operator=(const RowFilter&) = delete;

  [[nodiscard]] const std::string& conditions() const { return conditions_; }
  [[nodiscard]] const std::vector<Argument>& arguments() const { return arguments_; }

 private:
  void where(std::string_view condition, std::initializer_list<Argument> arguments) {
    conditions_.append(" AND ").append(condition);
    arguments_.insert(arguments_.end(), arguments);
  }

  std::string end_;
  std::string conditions_ = " WHERE r.run_id = ?";
  std::vector<Argument> arguments_;
};

/// The keys of the rows of a page, each in its order.
Result<void> add_keys(Transaction& transaction, RunId run, std::vector<RunRow>& rows) {
  if (rows.empty()) return {};
  std::map<std::string_view, RunRow*> by_code;
  std::string sql = "SELECT area_code, key, value FROM run_key WHERE run_id = ? AND area_code IN (";
  std::vector<Argument> arguments = {run};
  for (RunRow& row : rows) {
    by_code[row.area_code] = &row;
    sql += by_code.size() == 1 ? "?" : ", ?";
    arguments.emplace_back(row.area_code);
  }
  sql += ") ORDER BY area_code, position";
  const auto keys = transaction.query(sql, arguments);
  if (!keys) return fail(keys.error());
  for (const Row& key : *keys) by_code[key.text(0)]->keys.emplace_back(key.text(1), key.number_or_null(2));
  return {};
}

}  // namespace

Result<void> save_results(Transaction& transaction, std::vector<RunResult> results, unsigned threads) {
  std::set<std::int64_t> runs;
  for (const RunResult& result : results) runs.insert(result.run.value);
  for (const std::int64_t run : runs)
    if (auto there = must_be_there(transaction, {run}); !there) return there;
  parallel_for(results.size(), threads, [&](std::size_t i) {
    results[i].etag = sha256(results[i].body);
    results[i].body = compress(results[i].body);
  });
  for (const RunResult& result : results) {
    const auto saved = transaction.execute(
        "INSERT INTO run_result (run_id, area_code, name, media_type, etag, body) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (run_id, area_code, name) DO UPDATE SET media_type = excluded.media_type, etag = excluded.etag, body = excluded.body",
        {result.run, result.area_code, result.name, result.media_type, result.etag, BlobView{result.body}});
    if (!saved) return fail(saved.error());
  }
  return {};
}

Result<std::optional<RunResult>> find_result(Transaction& transaction, RunId run, std::string_view area_code, std::string_view name) {
  const auto rows = transaction.query("SELECT media_type, etag, body FROM run_result WHERE run_id = ? AND area_code = ? AND name = ?",
                                      {run, area_code, name});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::nullopt;
  const Row& row = rows->front();
  auto body = decompress(row.bytes(2), fmt::format("run/{}/{}/{}", run.value, area_code, name));
  if (!body) return fail(std::move(body.error()));
  return RunResult{run, std::string(area_code), std::string(name), row.text(0), row.text(1), std::move(*body)};
}

Result<std::optional<std::string>> find_etag(Transaction& transaction, RunId run, std::string_view area_code, std::string_view name) {
  const auto rows =
      transaction.query("SELECT etag FROM run_result WHERE run_id = ? AND area_code = ? AND name = ?", {run, area_code, name});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::nullopt;
  return rows->front().text(0);
}

Result<std::vector<RunResult>> list_results(Transaction& transaction, RunId run) {
  const auto rows =
      transaction.query("SELECT area_code, name, media_type, etag FROM run_result WHERE run_id = ? ORDER BY area_code, name", {run});
  if (!rows) return fail(rows.error());
  std::vector<RunResult> results;
  for (const Row& row : *rows) results.push_back({run, row.text(0), row.text(1), row.text(2), row.text(3), {}});
  return results;
}

Result<void> save_rows(Transaction& transaction, RunId run, const std::vector<RunRow>& rows) {
  if (auto there = must_be_there(transaction, run); !there) return there;
  constexpr std::array<std::string_view, 6> kRowColumns = {"run_id", "area_code", "name", "path", "level", "verdict"};
  const auto saved = insert_rows(transaction, "run_row", kRowColumns, rows.size(), [&](std::size_t i, std::vector<Argument>& out) {
    const RunRow& row = rows[i];
    out.insert(out.end(), {run, row.area_code, row.name, row.path, row.level, row.verdict});
  });
  if (!saved) return fail(saved.error());
  std::vector<std::pair<std::size_t, std::size_t>> keys;
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t key = 0; key < rows[row].keys.size(); ++key) keys.emplace_back(row, key);
  constexpr std::array<std::string_view, 5> kKeyColumns = {"run_id", "area_code", "position", "key", "value"};
  return insert_rows(transaction, "run_key", kKeyColumns, keys.size(), [&](std::size_t i, std::vector<Argument>& out) {
    const auto [row, key] = keys[i];
    const auto& [name, value] = rows[row].keys[key];
    out.insert(out.end(), {run, rows[row].area_code, key, name, value});
  });
}

Result<RunRowPage> list_rows(Transaction& transaction, const RunRowQuery& query) {
  const RowFilter filter(query);
  RunRowPage page;
  const auto total = transaction.query("SELECT count(*) FROM run_row r" + filter.conditions(), filter.arguments());
  if (!total) return fail(total.error());
  page.total = total->front().integer(0);
  std::string sql = "SELECT r.area_code, r.name, r.path, r.level, r.verdict FROM run_row r";
  std::vector<Argument> arguments;
  if (!query.key.empty()) {
    sql += " LEFT JOIN run_key k ON k.run_id = r.run_id AND k.area_code = r.area_code AND k.key = ?";
    arguments.emplace_back(query.key);
  }
  sql += filter.conditions();
  arguments.insert(arguments.end(), filter.arguments().begin(), filter.arguments().end());
  const std::string_view direction = query.order == Order::Descending ? " DESC" : "";
  if (query.key.empty()) sql.append(" ORDER BY r.path").append(direction);
  else sql.append(" ORDER BY k.value IS NULL, k.value").append(direction).append(", r.area_code");
  sql += " LIMIT ? OFFSET ?";
  arguments.insert(arguments.end(), {query.limit, query.offset});
  const auto rows = transaction.query(sql, arguments);
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) page.rows.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), {}});
  if (const auto added = add_keys(transaction, query.run, page.rows); !added) return fail(added.error());
  return page;
}

}  // namespace junheng::store
