#pragma once

#include <string>

#include "junheng/app/access.h"
#include "junheng/app/load.h"
#include "junheng/app/settings.h"
#include "junheng/core/utc_time.h"

namespace junheng::app {

// Commands that look after a store. Whoever can open its files may do all of it; the audit log notes them without an account.
// Errors of all: those of store::Store::open.

struct StoreTarget {
  /// A folder of data, or postgresql://...; where its store is, store_place() tells.
  std::string place;
  UtcTime now;
  OutputFormat format = OutputFormat::Text;
  /// What the server of the place would take for its settings.
  SettingSources settings = {};
};

struct UserAddition {
  std::string login;
  std::string name;
  std::string role;
  /// Empty: all areas.
  std::string area_code;
};
/// `junheng user add`: makes an account and prints its one-time link. Errors: those of Accounts::create.
[[nodiscard]] Result<Outcome> run_user_add(const StoreTarget& target, const UserAddition& addition, const Session& session);
/// `junheng user list`.
[[nodiscard]] Result<Outcome> run_user_list(const StoreTarget& target, const Session& session);
/// `junheng user reset LOGIN`: takes the password away and prints a fresh link; makes `admin` where there is no account at all.
/// Errors: NoAccount.
[[nodiscard]] Result<Outcome> run_user_reset(const StoreTarget& target, const std::string& login, const Session& session);
/// `junheng user disable LOGIN`. Errors: NoAccount; LastAdministrator.
[[nodiscard]] Result<Outcome> run_user_disable(const StoreTarget& target, const std::string& login, const Session& session);

/// `junheng backup`. Errors: those of store::backup.
[[nodiscard]] Result<Outcome> run_backup(const StoreTarget& target, const std::string& file, const Session& session);
/// `junheng restore`; with `replaces` a database that is there is set aside. Errors: those of store::restore.
enum class ExistingStore { Refuse, SetAside };
[[nodiscard]] Result<Outcome> run_restore(const StoreTarget& target, const std::string& file, ExistingStore existing,
                                          const Session& session);

/// `junheng doctor`: exit 1 where a check failed.
[[nodiscard]] Result<Outcome> run_doctor(const StoreTarget& target, const Session& session);
/// `junheng audit verify`: exit 1 where the chain is broken.
[[nodiscard]] Result<Outcome> run_audit_verify(const StoreTarget& target, const Session& session);

}  // namespace junheng::app
