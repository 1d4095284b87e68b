#pragma once

#include <filesystem>
#include <optional>

#include "junheng/core/utc_time.h"
#include "junheng/store/database.h"

namespace junheng::store {

/// The schema version that this program knows: that of its last migration.
[[nodiscard]] int known_schema_version();

/// The version of a database: 0 where it holds none of our tables.
/// Errors: those of Connection.
[[nodiscard]] Result<int> schema_version(Transaction& transaction);

struct MigrationReport {
  int from = 0;
  int to = 0;
  /// The copy made before an SQLite file that held something was changed; PostgreSQL is backed up by its administrator.
  std::optional<std::filesystem::path> backup = {};
};

struct MigrationRequest {
  UtcTime time = {};
  /// The SQLite file, for the copy; empty with PostgreSQL.
  std::filesystem::path file = {};
};

/// Brings the database to known_schema_version(), each version in a transaction of its own; does nothing where it is there. Two programs
/// that start at once wait for each other.
/// Errors: StoreTooNew; StoreMigrationChanged (a version was made by another script); StoreMigrationFailed; StoreLocked; those of
/// copy_sqlite and Connection.
[[nodiscard]] Result<MigrationReport> migrate(Database& database, const MigrationRequest& request);

}  // namespace junheng::store
