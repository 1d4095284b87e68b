#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/store/value.h"

namespace junheng::store {

enum class Engine : std::uint8_t { Sqlite, Postgres };
enum class Access : std::uint8_t { Read, Write };

/// One connection to a database: for one thread at a time. SQL is written with `?` for arguments, for both engines alike.
/// Errors of every call: StoreLocked, StoreFull, StoreReadOnly, StoreCorrupted, StoreConnectionLost, StoreExists (a unique key is there
/// already), StoreRefused (a trigger forbids the change), StoreStatementFailed (a bug of the program).
class Connection {
 public:
  virtual ~Connection() = default;
  /// The number of rows that were inserted, changed or deleted.
  [[nodiscard]] virtual Result<std::int64_t> execute(std::string_view sql, std::span<const Argument> arguments) = 0;
  [[nodiscard]] virtual Result<std::vector<Row>> query(std::string_view sql, std::span<const Argument> arguments) = 0;
  /// Several statements without arguments.
  [[nodiscard]] virtual Result<void> run_script(std::string_view sql) = 0;
  /// Read: one state of the database, whatever others write meanwhile. Write: the right to write is taken at once.
  [[nodiscard]] virtual Result<void> begin(Access access) = 0;
  [[nodiscard]] virtual Result<void> commit() = 0;
  virtual void roll_back() = 0;
  /// False after the connection was lost: it is thrown away, not used again.
  [[nodiscard]] virtual bool is_usable() const = 0;
};

/// A connection taken from a database; given back when it goes.
using Lease = std::unique_ptr<Connection, std::function<void(Connection*)>>;

/// Connections to one database. Any number of threads may ask for one.
class Database {
 public:
  virtual ~Database() = default;
  [[nodiscard]] virtual Engine engine() const = 0;
  /// For messages: the file, or the server without password.
  [[nodiscard]] virtual const std::string& place() const = 0;
  /// Waits for a free connection.
  /// Errors: StoreBusy (none was free in time); StoreCannotOpen and those of Connection; StoreUnreachable.
  [[nodiscard]] virtual Result<Lease> lease(Access access) = 0;
};

/// A transaction: what it did is undone unless it was committed. After the first Error every call gives that Error again, and nothing can
/// be kept: the engines differ in what they would do. One thread at a time.
class Transaction {
 public:
  /// Takes a connection and begins. Where the server closed the connection meanwhile, another one is made, once.
  /// Errors: those of Database::lease and Connection.
  [[nodiscard]] static Result<Transaction> begin(Database& database, Access access);
  Transaction(Transaction&&) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  /// Errors: those of Connection.
  [[nodiscard]] Result<std::int64_t> execute(std::string_view sql, std::span<const Argument> arguments);
  [[nodiscard]] Result<std::int64_t> execute(std::string_view sql, std::initializer_list<Argument> arguments = {});
  [[nodiscard]] Result<std::vector<Row>> query(std::string_view sql, std::span<const Argument> arguments);
  [[nodiscard]] Result<std::vector<Row>> query(std::string_view sql, std::initializer_list<Argument> arguments = {});
  [[nodiscard]] Result<void> run_script(std::string_view sql);
  /// Ends the transaction; to be called once. After an Error nothing was kept.
  [[nodiscard]] Result<void> commit();
  [[nodiscard]] Engine engine() const { return engine_; }

 private:
  Transaction(Lease lease, Engine engine) : lease_(std::move(lease)), engine_(engine) {}
  /// Null when it has ended.
  Lease lease_;
  Engine engine_;
  std::optional<Error> failure_;
};

/// Inserts `rows` rows, many by one statement. `append(row, arguments)` adds the values of a row in the order of `columns`; they must
/// live until this call is over.
/// Errors: those of Connection.
[[nodiscard]] Result<void> insert_rows(Transaction& transaction, std::string_view table, std::span<const std::string_view> columns,
                                       std::size_t rows, const std::function<void(std::size_t, std::vector<Argument>&)>& append);

}  // namespace junheng::store
