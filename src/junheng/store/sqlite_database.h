#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "junheng/store/database.h"

namespace junheng::store {

/// "JHNG": tells a database of ours from others.
inline constexpr std::uint32_t kApplicationId = 0x4A484E47;
inline constexpr std::string_view kDatabaseName = "junheng.db";

struct SqliteOptions {
  std::filesystem::path file;
  unsigned readers = 16;
  /// How long to wait for another program that writes, and for a free connection.
  std::chrono::milliseconds wait{5000};
  /// No file is made where there is none.
  bool must_exist = false;
  /// The most pages of the file; 0: no limit. For tests of a full disk.
  std::int64_t max_pages = 0;
};

/// A database in one file (with its -wal and -shm beside it), readable by its owner only: one connection that writes, many that read.
/// WAL: readers see the last committed state while one writes. Every commit is on the disk when it returns (synchronous FULL), since
/// accounts and the audit log must outlive a power cut, and commits are few.
/// Errors: StoreCannotOpen; StoreNotOurs (another program's file); StoreReadOnly; StoreCorrupted; StoreLocked.
[[nodiscard]] Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options);

/// Copies a database, which may be in use, into a fresh file by SQLite's backup interface, and checks the copy.
/// Errors: StoreTargetExists; StoreNotOurs (no file of SQLite); StoreCannotOpen; StoreFull; StoreCorrupted.
[[nodiscard]] Result<void> copy_sqlite(const std::filesystem::path& from, const std::filesystem::path& into);

/// Runs quick_check: "" where the file is sound, else what SQLite found first.
/// Errors: StoreCannotOpen; StoreReadOnly; StoreLocked.
[[nodiscard]] Result<std::string> check_sqlite(const std::filesystem::path& file);

}  // namespace junheng::store
