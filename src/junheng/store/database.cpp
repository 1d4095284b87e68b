#include "junheng/store/database.h"

#include <algorithm>

#include "junheng/core/codes.h"

namespace junheng::store {

namespace {

/// Rows in one statement: past this a longer one is hardly faster. SQLite and PostgreSQL both take over 30,000 arguments.
constexpr std::size_t kRowsPerInsert = 100;

std::string insert_text(std::string_view table, std::span<const std::string_view> columns, std::size_t rows) {
  std::string sql = "INSERT INTO ";
  sql.append(table).append(" (");
  std::string marks = "(";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) sql += ", ";
    sql += columns[i];
    marks += i > 0 ? ", ?" : "?";
  }
  marks += ")";
  sql += ") VALUES ";
  for (std::size_t row = 0; row < rows; ++row) {
    if (row > 0) sql += ", ";
    sql += marks;
  }
  return sql;
}

}  // namespace

Result<Transaction> Transaction::begin(Database& database, Access access) {
  for (int attempt = 0;; ++attempt) {
    auto lease = database.lease(access);
    if (!lease) return fail(std::move(lease.error()));
    const auto begun = (*lease)->begin(access);
    if (begun) return Transaction(std::move(*lease), database.engine());
    if (begun.error().code != Code::StoreConnectionLost || attempt > 0) return fail(begun.error());
  }
}

Transaction::Transaction(Transaction&&) noexcept = default;

Transaction::~Transaction() {
  if (lease_) lease_->roll_back();
}

Result<std::int64_t> Transaction::execute(std::string_view sql, std::span<const Argument> arguments) {
  if (failure_) return fail(*failure_);
  auto done = lease_->execute(sql, arguments);
  if (!done) failure_ = done.error();
  return done;
}

Result<std::int64_t> Transaction::execute(std::string_view sql, std::initializer_list<Argument> arguments) {
  return execute(sql, std::span(arguments.begin(), arguments.size()));
}

Result<std::vector<Row>> Transaction::query(std::string_view sql, std::span<const Argument> arguments) {
  if (failure_) return fail(*failure_);
  auto rows = lease_->query(sql, arguments);
  if (!rows) failure_ = rows.error();
  return rows;
}

Result<std::vector<Row>> Transaction::query(std::string_view sql, std::initializer_list<Argument> arguments) {
  return query(sql, std::span(arguments.begin(), arguments.size()));
}

Result<void> Transaction::run_script(std::string_view sql) {
  if (failure_) return fail(*failure_);
  auto done = lease_->run_script(sql);
  if (!done) failure_ = done.error();
  return done;
}

Result<void> Transaction::commit() {
  auto kept = failure_ ? Result<void>(fail(*failure_)) : lease_->commit();
  if (!kept) lease_->roll_back();
  lease_.reset();
  return kept;
}

Result<void> insert_rows(Transaction& transaction, std::string_view table, std::span<const std::string_view> columns, std::size_t rows,
                         const std::function<void(std::size_t, std::vector<Argument>&)>& append) {
  const std::string many = insert_text(table, columns, kRowsPerInsert);
  std::vector<Argument> arguments;
  for (std::size_t first = 0; first < rows; first += kRowsPerInsert) {
    const std::size_t count = std::min(kRowsPerInsert, rows - first);
    arguments.clear();
    for (std::size_t row = first; row < first + count; ++row) append(row, arguments);
    const auto done =
        count == kRowsPerInsert ? transaction.execute(many, arguments) : transaction.execute(insert_text(table, columns, count), arguments);
    if (!done) return fail(done.error());
  }
  return {};
}

}  // namespace junheng::store
