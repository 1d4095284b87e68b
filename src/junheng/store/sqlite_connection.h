#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "junheng/store/database.h"

struct sqlite3;

namespace junheng::store {

/// How a file of SQLite is opened.
struct SqliteOpening {
  std::filesystem::path file;
  Access access = Access::Write;
  std::chrono::milliseconds wait{5000};
  bool must_exist = true;
};

struct SqliteCloser {
  void operator()(sqlite3* handle) const;
};
using SqliteHandle = std::unique_ptr<sqlite3, SqliteCloser>;

/// Opens without looking at the content.
/// Errors: StoreCannotOpen; StoreReadOnly (access Write, and it cannot be written).
[[nodiscard]] Result<SqliteHandle> open_handle(const SqliteOpening& opening);

/// The Error for the last failure of a handle.
[[nodiscard]] Error sqlite_error(sqlite3* handle, const SqliteOpening& opening);

/// A connection with our settings (foreign keys, durability, waiting). Errors: as open_handle; StoreCorrupted; StoreLocked.
[[nodiscard]] Result<std::unique_ptr<Connection>> connect_sqlite(const SqliteOpening& opening, std::int64_t max_pages = 0);

}  // namespace junheng::store
