#pragma once

#include <filesystem>
#include <string>

#include "junheng/store/store.h"

namespace junheng::store {

/// What restoring does with a database that is there.
enum class Existing : std::uint8_t { Refuse, SetAside };

/// Writes everything into one SQLite file, while the server runs: one state, checked when written (integrity, audit chain). The format
/// is the same for both engines, so that a store can move from one to the other; a backup of a whole PostgreSQL server is pg_dump's.
/// Errors: StoreTargetExists; AuditChainBroken; those of copy_sqlite and Connection.
[[nodiscard]] Result<void> backup(Store& store, const std::filesystem::path& file);

struct RestoreRequest {
  std::filesystem::path file = {};
  /// A folder of data, or postgresql://... of an empty database.
  std::string place = {};
  Existing existing = Existing::Refuse;
  UtcTime time = {};
};
struct RestoreReport {
  int schema_version = 0;
  std::int64_t audit_entries = 0;
  /// Where the database that was there is kept; empty: there was none.
  std::filesystem::path set_aside = {};
};

/// Puts a backup in place of the database of a folder, or into an empty database of a server. No server may be using it.
/// A backup of an older schema is migrated when the store is next opened; for PostgreSQL a copy of it beside the file is.
/// Errors: StoreCannotOpen; StoreNotOurs; StoreTooNew; StoreCorrupted; AuditChainBroken; StoreTargetExists; StoreTargetNotEmpty;
/// StoreLocked (a program has the database open).
[[nodiscard]] Result<RestoreReport> restore(const RestoreRequest& request);

}  // namespace junheng::store
