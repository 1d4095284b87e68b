#pragma once

#include <span>
#include <string_view>

#include "junheng/store/database.h"

namespace junheng::store {

/// Every table of the schema but schema_migration, each behind those that it refers to.
[[nodiscard]] std::span<const std::string_view> table_names();

/// Errors: those of Connection.
[[nodiscard]] Result<bool> are_tables_empty(Transaction& transaction);

/// Copies all rows of all tables between databases of the same schema version, whatever their engines; the target's must be empty.
/// Errors: those of Connection.
[[nodiscard]] Result<void> copy_tables(Transaction& from, Transaction& into);

/// Records that refer to something that is not there, by table; tables without any are left out. Foreign keys forbid them; a program
/// that does not switch them on can make them.
struct Orphans {
  std::string_view table;
  std::int64_t count = 0;
};
[[nodiscard]] Result<std::vector<Orphans>> find_orphans(Transaction& transaction);

}  // namespace junheng::store
