#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/utc_time.h"
#include "junheng/store/database.h"

namespace junheng::store {

/// What an account may do is the application's table of permissions.
enum class Role : std::uint8_t { Viewer, Editor, Planner, Inspector, Admin };

/// "viewer", "editor" ...
[[nodiscard]] std::string_view to_string(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);

struct Account {
  AccountId id = {};
  /// Unique; compared without regard to the case of ASCII letters.
  std::string login = {};
  std::string display_name = {};
  Role role = Role::Viewer;
  /// Code of the area whose subtree the account may see; empty: all.
  std::string area_code = {};
  /// As the password library writes it; empty: no password set, nobody can log in.
  std::string password_hash = {};
  bool must_change_password = false;
  int failed_logins = 0;
  std::optional<UtcTime> locked_until = {};
  bool is_disabled = false;
  UtcTime created = {};
  /// Set by note_login().
  std::optional<UtcTime> last_login = {};
  /// Grows with every change by update_account; the one read must be given to save.
  std::int64_t version = 1;
};

/// Makes an account; `id` and `version` of what is given are not looked at.
/// Errors: StoreExists (the login is taken); those of Connection.
[[nodiscard]] Result<AccountId> create_account(Transaction& transaction, const Account& account);
/// nullopt where there is none. Errors: those of Connection.
[[nodiscard]] Result<std::optional<Account>> find_account(Transaction& transaction, AccountId id);
[[nodiscard]] Result<std::optional<Account>> find_account(Transaction& transaction, std::string_view login);
/// By login.
[[nodiscard]] Result<std::vector<Account>> list_accounts(Transaction& transaction);
/// Display name, role, area, disabled. The login stays: the audit log names it.
/// Errors: StoreConflict (another version is there); StoreNoRecord; those of Connection.
[[nodiscard]] Result<void> update_account(Transaction& transaction, const Account& account);
/// Sets the hash, clears failures and lock; other sessions are the caller's to revoke (revoke_sessions).
/// Errors: StoreNoRecord; those of Connection.
struct PasswordChange {
  std::string hash = {};
  bool must_change = false;
};
[[nodiscard]] Result<void> set_password(Transaction& transaction, AccountId id, const PasswordChange& change);
/// Counts a failed login and, if given, locks until then. The number of failures since the last success. Counted in the database, so
/// that attempts at the same time are all counted.
/// Errors: StoreNoRecord; those of Connection.
[[nodiscard]] Result<int> note_failed_login(Transaction& transaction, AccountId id);
[[nodiscard]] Result<void> lock_account(Transaction& transaction, AccountId id, UtcTime until);
/// Clears failures and lock.
[[nodiscard]] Result<void> note_login(Transaction& transaction, AccountId id, UtcTime time);

enum class LinkPurpose : std::uint8_t { SetPassword };

/// A link that may be used once, e.g. to set the first password. Only the hash of its token is kept.
struct OneTimeLink {
  std::string token_hash = {};
  AccountId account = {};
  LinkPurpose purpose = LinkPurpose::SetPassword;
  UtcTime expires = {};
};

/// Links of the same account and purpose that are still open are withdrawn.
/// Errors: those of Connection.
[[nodiscard]] Result<void> create_link(Transaction& transaction, const OneTimeLink& link);
/// Takes the link away and tells whose it was; nullopt where it is not known, used or expired.
/// Errors: those of Connection.
[[nodiscard]] Result<std::optional<AccountId>> use_link(Transaction& transaction, std::string_view token_hash, LinkPurpose purpose,
                                                        UtcTime now);
/// Whose link it is, without using it: to show the page on which a password is set.
[[nodiscard]] Result<std::optional<AccountId>> find_link(Transaction& transaction, std::string_view token_hash, LinkPurpose purpose,
                                                         UtcTime now);

}  // namespace junheng::store
