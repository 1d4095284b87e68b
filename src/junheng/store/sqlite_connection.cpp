#include "junheng/store/sqlite_connection.h"

#include <cerrno>
#include <cstring>
#include <unordered_map>

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "junheng/core/codes.h"

namespace junheng::store {

namespace {

/// Prepared statements that a connection keeps.
constexpr std::size_t kMostStatements = 128;

struct StatementCloser {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, StatementCloser>;

/// Takes the arguments off a statement when its use ends, however it ends.
class InUse {
 public:
  explicit InUse(sqlite3_stmt* statement) : statement_(statement) {}
  InUse(const InUse&) = delete;
  InUse& operator=(const InUse&) = delete;
  ~InUse() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_;
};

// SQLITE_STATIC: arguments live until the call is over.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
int bind(sqlite3_stmt* statement, int at, const Argument& argument) {
  struct Binder {
    sqlite3_stmt* statement;
    int at;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, at); }
    int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, at, number); }
    int operator()(double number) const { return sqlite3_bind_double(statement, at, number); }
    int operator()(std::string_view text) const {
      return sqlite3_bind_text64(statement, at, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(BlobView blob) const {
      return sqlite3_bind_blob64(statement, at, blob.bytes.data() == nullptr ? "" : blob.bytes.data(), blob.bytes.size(), SQLITE_STATIC);
    }
  };
  return std::visit(Binder{statement, at}, argument.held());
}
#pragma GCC diagnostic pop

Value value_of(sqlite3_stmt* statement, int column) {
  const auto size = [&] { return static_cast<std::size_t>(sqlite3_column_bytes(statement, column)); };
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER: return sqlite3_column_int64(statement, column);
    case SQLITE_FLOAT: return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
      const auto* text = static_cast<const char*>(static_cast<const void*>(sqlite3_column_text(statement, column)));
      return std::string(text, size());
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
      return Blob{bytes == nullptr ? std::string() : std::string(bytes, size())};
    }
    default: return std::monostate();
  }
}

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(SqliteHandle handle, SqliteOpening opening) : handle_(std::move(handle)), opening_(std::move(opening)) {}

  Result<std::int64_t> execute(std::string_view sql, std::span<const Argument> arguments) override {
    auto rows = query(sql, arguments);
    if (!rows) return fail(std::move(rows.error()));
    return sqlite3_changes64(handle_.get());
  }

  Result<std::vector<Row>> query(std::string_view sql, std::span<const Argument> arguments) override {
    auto prepared = prepare(sql);
    if (!prepared) return fail(std::move(prepared.error()));
    sqlite3_stmt* const statement = *prepared;
    const InUse use(statement);
    for (std::size_t i = 0; i < arguments.size(); ++i)
      if (bind(statement, static_cast<int>(i + 1), arguments[i]) != SQLITE_OK) return failure();
    std::vector<Row> rows;
    int step = 0;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
      std::vector<Value> values;
      const int columns = sqlite3_column_count(statement);
      values.reserve(static_cast<std::size_t>(columns));
      for (int column = 0; column < columns; ++column) values.push_back(value_of(statement, column));
      rows.emplace_back(std::move(values));
    }
    if (step != SQLITE_DONE) return failure();
    return rows;
  }

  Result<void> run_script(std::string_view sql) override {
    if (sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return failure();
    return {};
  }

  Result<void> begin(Access access) override { return run_script(access == Access::Write ? "BEGIN IMMEDIATE" : "BEGIN"); }
  Result<void> commit() override { return run_script("COMMIT"); }

  void roll_back() override {
    // After some failures SQLite has rolled back by itself.
    if (sqlite3_get_autocommit(handle_.get()) != 0) return;
    if (sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr) != SQLITE_OK) is_usable_ = false;
  }

  bool is_usable() const override { return is_usable_; }

 private:
  tl::unexpected<Error> failure() const { return fail(sqlite_error(handle_.get(), opening_)); }

  Result<sqlite3_stmt*> prepare(std::string_view sql) {
    if (const auto found = statements_.find(std::string(sql)); found != statements_.end()) return found->second.get();
    if (statements_.size() >= kMostStatements) statements_.clear();
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK)
      return failure();
    return statements_.emplace(std::string(sql), Statement(made)).first->second.get();
  }

  SqliteHandle handle_;
  SqliteOpening opening_;
  /// Closed before the handle.
  std::unordered_map<std::string, Statement> statements_;
  bool is_usable_ = true;
};

std::string seconds_text(std::chrono::milliseconds wait) { return fmt::format("{:.3g}", std::chrono::duration<double>(wait).count()); }

/// Waits, durability and limits of a connection.
std::string settings(const SqliteOpening& opening, std::int64_t max_pages) {
  std::string sql =
      "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; "
      "PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;";
  sql += opening.access == Access::Read ? " PRAGMA query_only = ON;" : " PRAGMA journal_mode = WAL;";
  if (max_pages > 0) sql += fmt::format(" PRAGMA max_page_count = {};", max_pages);
  return sql;
}

}  // namespace

void SqliteCloser::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Error sqlite_error(sqlite3* handle, const SqliteOpening& opening) {
  const std::string place = opening.file.string();
  const std::string reason = sqlite3_errmsg(handle);
  const int extended = sqlite3_extended_errcode(handle);
  switch (extended & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {Code::StoreLocked, {{"place", place}, {"seconds", seconds_text(opening.wait)}}, {}};
    case SQLITE_FULL: return {Code::StoreFull, {{"place", place}}, {}};
    case SQLITE_READONLY: return {Code::StoreReadOnly, {{"place", place}}, {}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return {Code::StoreCorrupted, {{"place", place}, {"reason", reason}}, {}};
    case SQLITE_IOERR:
      // A full disk shows as a failed write too.
      if (sqlite3_system_errno(handle) == ENOSPC || sqlite3_system_errno(handle) == EDQUOT)
        return {Code::StoreFull, {{"place", place}}, {}};
      return {Code::StoreCannotOpen, {{"place", place}, {"reason", reason}}, {}};
    case SQLITE_CANTOPEN:
      if (access(opening.file.parent_path().c_str(), W_OK) != 0) return {Code::StoreReadOnly, {{"place", place}}, {}};
      return {Code::StoreCannotOpen, {{"place", place}, {"reason", reason}}, {}};
    case SQLITE_PERM: return {Code::StoreCannotOpen, {{"place", place}, {"reason", reason}}, {}};
    case SQLITE_CONSTRAINT:
      if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY)
        return {Code::StoreExists, {{"id", reason}}, {}};
      if (extended == SQLITE_CONSTRAINT_TRIGGER) return {Code::StoreRefused, {{"reason", reason}}, {}};
      break;
    default: break;
  }
  return {Code::StoreStatementFailed, {{"reason", reason}}, {}};
}

Result<SqliteHandle> open_handle(const SqliteOpening& opening) {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (opening.must_exist ? 0 : SQLITE_OPEN_CREATE);
  const int opened = sqlite3_open_v2(opening.file.c_str(), &raw, flags, nullptr);
  SqliteHandle handle(raw);
  if (opened != SQLITE_OK) {
    const bool is_there = access(opening.file.c_str(), F_OK) == 0;
    const std::string reason = is_there ? sqlite3_errmsg(raw) : std::strerror(ENOENT);
    return fail(Code::StoreCannotOpen, {{"place", opening.file.string()}, {"reason", reason}});
  }
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, static_cast<int>(opening.wait.count()));
  // SQLite opens what it may not write for reading, and would fail at the first change.
  if (opening.access == Access::Write && sqlite3_db_readonly(raw, "main") == 1)
    return fail(Code::StoreReadOnly, {{"place", opening.file.string()}});
  return handle;
}

Result<std::unique_ptr<Connection>> connect_sqlite(const SqliteOpening& opening, std::int64_t max_pages) {
  auto handle = open_handle(opening);
  if (!handle) return fail(std::move(handle.error()));
  auto connection = std::make_unique<SqliteConnection>(std::move(*handle), opening);
  if (auto set = connection->run_script(settings(opening, max_pages)); !set) return fail(std::move(set.error()));
  return connection;
}

}  // namespace junheng::store
