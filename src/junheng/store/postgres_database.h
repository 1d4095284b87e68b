#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "junheng/store/database.h"

namespace junheng::store {

struct PostgresOptions {
  /// postgresql://user:password@host:port/database?options, as libpq reads it.
  std::string url;
  unsigned connections = 16;
  /// How long to wait for a lock, for a free connection, and for the server to answer.
  std::chrono::milliseconds wait{5000};
};

/// A database of a PostgreSQL server (13 or later). Needs the right to create tables in the first schema of the search path.
/// Errors: StorePlaceInvalid; StoreUnreachable.
[[nodiscard]] Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options);

}  // namespace junheng::store
