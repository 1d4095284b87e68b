#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/app/access.h"
#include "junheng/store/store.h"

namespace junheng::app {

/// A backup in the folder of backups.
struct BackupFile {
  std::string name;
  std::uint64_t size_bytes = 0;
  UtcTime made;
};

/// "junheng-20261127-130500.db".
[[nodiscard]] std::string backup_name(UtcTime time);
/// Newest first; empty where there is no folder. Errors: CannotReadFile.
[[nodiscard]] Result<std::vector<BackupFile>> list_backups(const std::filesystem::path& folder);
/// The file of a name as backup_name gives it, and of no other. Errors: NoBackup.
[[nodiscard]] Result<std::filesystem::path> find_backup(const std::filesystem::path& folder, std::string_view name);
/// Writes everything into a file of the folder, which is made where it is missing, and notes "backup:make" first, so that the backup
/// holds the entry. The name of the file. Errors: those of store::backup; CannotWriteFile.
[[nodiscard]] Result<std::string> make_backup(store::Store& store, const std::filesystem::path& folder, const Access& access, UtcTime now);

/// An entry of the audit log with the login of who did it.
struct AuditView {
  std::int64_t seq = 0;
  UtcTime time;
  /// nullopt: the program itself, the command line, or nobody who is logged in.
  std::optional<std::string> login;
  std::string event;
  std::string object;
  /// JSON object.
  std::string details;
  std::string hash;
};
struct AuditPage {
  /// Newest first.
  std::vector<AuditView> events;
  /// For `before` of the next page; nullopt: this is the last.
  std::optional<std::int64_t> next;
};
struct AuditFilter {
  std::optional<std::int64_t> before;
  std::size_t limit = 100;
  /// Events that begin with it; empty: all.
  std::string event_prefix;
  std::optional<std::int64_t> account_id;
};
/// Errors: those of the store.
[[nodiscard]] Result<AuditPage> list_audit(const store::Store& store, const AuditFilter& filter);

struct AuditState {
  std::int64_t events = 0;
  /// nullopt: the chain is whole.
  std::optional<std::int64_t> first_broken;
};
[[nodiscard]] Result<AuditState> verify_audit(const store::Store& store);

}  // namespace junheng::app
