#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "junheng/store/database.h"
#include "junheng/store/migrations.h"

namespace junheng::store {

struct StoreOptions {
  /// A folder of data, or postgresql://...
  std::string place = {};
  /// When it is opened: noted with migrations.
  UtcTime time = {};
  /// Connections that read at once.
  unsigned readers = 16;
  std::chrono::milliseconds wait{5000};
  /// Neither folder nor database are made where there are none.
  bool must_exist = false;
};

/// Everything that outlives a process: snapshots, runs, accounts, sessions, settings, scenarios, the audit log. May be used by any number
/// of threads. The headers beside this one hold the functions by concept; they take a Transaction, so that several changes, and the entry
/// of the audit log with them, are kept or dropped together:
///
///     auto change = store.write();                       // Result<Transaction>
///     if (!change) return fail(change.error());
///     const auto id = create_account(*change, account);
///     ...append_audit(*change, entry)...
///     return change->commit();
class Store {
 public:
  /// Opens, makes what is missing (the folder with the rights 0700), and migrates.
  /// Errors: StorePlaceInvalid, those of open_sqlite or open_postgres, and of migrate.
  [[nodiscard]] static Result<Store> open(const StoreOptions& options);

  /// One state of everything, to read.
  [[nodiscard]] Result<Transaction> read() const { return Transaction::begin(*database_, Access::Read); }
  /// To read and write. With SQLite one at a time: keep it short.
  [[nodiscard]] Result<Transaction> write() const { return Transaction::begin(*database_, Access::Write); }

  [[nodiscard]] Engine engine() const { return database_->engine(); }
  [[nodiscard]] const std::string& place() const { return database_->place(); }
  /// Empty with PostgreSQL.
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }
  [[nodiscard]] const MigrationReport& migration() const { return migration_; }
  [[nodiscard]] Database& database() const { return *database_; }

  /// Over a database that is open and migrated already; for tests that make calls fail.
  Store(std::unique_ptr<Database> database, std::filesystem::path file, MigrationReport migration);

 private:
  std::unique_ptr<Database> database_;
  std::filesystem::path file_;
  MigrationReport migration_;
};

/// Whether a place is the address of a PostgreSQL server rather than a folder.
[[nodiscard]] bool is_postgres_url(std::string_view place);

}  // namespace junheng::store
