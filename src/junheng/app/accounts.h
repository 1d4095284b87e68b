#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/app/access.h"
#include "junheng/app/hash_gate.h"
#include "junheng/app/passwords.h"
#include "junheng/app/rate_limiter.h"
#include "junheng/app/settings.h"
#include "junheng/store/sessions.h"
#include "junheng/store/store.h"

namespace junheng::app {

struct AccountsOptions {
  std::function<UtcTime()> now;
  PasswordCost cost;
  HashGateLimits gate;
  /// Those of file, environment and command line.
  Settings settings = {};
  /// Logins, links and changes of password from one address: many desks may share it.
  RateLimit per_address{.burst = 30, .interval = std::chrono::seconds(2)};
  RateLimit per_login{.burst = 10, .interval = std::chrono::seconds(30)};
  /// After so many failures in a row the account is locked, and again after each so many more, each time for twice as long.
  int failures_to_lock = 10;
  std::chrono::minutes first_lock{15};
  std::chrono::minutes longest_lock{24 * 60};
};

/// An account as others may see it: without its password's hash.
struct AccountView {
  std::int64_t id = 0;
  std::string login;
  std::string name;
  Role role = Role::Viewer;
  std::string area_code;
  bool is_disabled = false;
  std::optional<UtcTime> locked_until;
  UtcTime created;
  std::optional<UtcTime> last_login;
  std::int64_t version = 0;
};

/// A link that sets a password once. Shown to whoever made it, never again.
struct OneTimeLink {
  /// To be put behind the server's address: "/#/link/TOKEN". Behind the '#', so that no log of a server or proxy holds it.
  std::string path;
  UtcTime expires;
};
struct AccountWithLink {
  AccountView account;
  OneTimeLink link;
};

struct NewAccount {
  std::string login;
  std::string name;
  Role role = Role::Viewer;
  std::string area_code;
};
/// nullopt: stays.
struct AccountChange {
  std::optional<std::string> name;
  std::optional<Role> role;
  std::optional<std::string> area_code;
  std::optional<bool> is_disabled;
};

/// Where a request comes from.
struct Caller {
  std::string address;
  std::string user_agent;
  /// The session that its cookie names, if any; it ends with a login.
  std::string session_token;
};

/// What a session's token stands for.
struct SessionState {
  Access access;
  std::string csrf_token;
};
/// As the session's own page shows it.
struct CurrentSession {
  AccountView account;
  Access access;
  std::string csrf_token;
  UtcTime expires;
};
struct LoggedIn {
  /// For the cookie.
  std::string token;
  CurrentSession session;
};
struct SessionView {
  std::int64_t id = 0;
  bool is_current = false;
  UtcTime created;
  UtcTime last_seen;
  UtcTime expires;
  std::string user_agent;
  std::string address;
};

/// Accounts and their sessions over the store. Every change is kept together with its entry in the audit log. Any thread may call.
/// Errors of every call besides those named: those of the store.
class Accounts {
 public:
  /// `store` must outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Accounts>> open(const store::Store& store, AccountsOptions options);
  Accounts(const Accounts&) = delete;
  Accounts& operator=(const Accounts&) = delete;

  /// The administrator `admin` of a store without accounts, and a link to set the password, as long as nobody can log in; nullopt once
  /// an account has a password.
  [[nodiscard]] Result<std::optional<AccountWithLink>> first_administrator();

  // accounts_login.cpp

  /// Checks a password and begins a session under a fresh token. An unknown login, a wrong password, a locked and a disabled account
  /// are answered alike and in the same time. Events: session:create, session:refuse, account:lock.
  /// Errors: LoginFailed; TooManyAttempts; ServerBusy.
  [[nodiscard]] Result<LoggedIn> log_in(std::string_view login, std::string_view password, const Caller& caller);
  /// Sets the password of the account that the link was made for and logs in. The link stays good until it succeeds.
  /// Errors: LinkInvalid; TooManyAttempts; ServerBusy; those of check_new_password.
  [[nodiscard]] Result<LoggedIn> redeem_link(std::string_view token, std::string_view password, const Caller& caller);
  /// Ends the account's other sessions. Errors: OldPasswordWrong; TooManyAttempts; ServerBusy; those of check_new_password.
  [[nodiscard]] Result<void> change_password(const Access& access, std::string_view old_password, std::string_view password,
                                             const Caller& caller);

  // accounts_sessions.cpp

  /// nullopt where the token is none, or its session has ended, or its account is disabled. Keeps the session alive: a write to the
  /// store once in minutes, without which the session is as good.
  [[nodiscard]] Result<std::optional<SessionState>> find_session(std::string_view token);
  /// Errors: LoginRequired.
  [[nodiscard]] Result<CurrentSession> current_session(const Access& access, std::string_view token);
  /// Of the own account, last seen first.
  [[nodiscard]] Result<std::vector<SessionView>> list_sessions(const Access& access, std::string_view token);
  /// One of the own. Errors: StoreNoRecord.
  [[nodiscard]] Result<void> end_session(const Access& access, std::int64_t session_id);
  /// Ends the session of the token.
  [[nodiscard]] Result<void> log_out(const Access& access, std::string_view token);

  // accounts_admin.cpp: who sees an area sees and makes only accounts of that area and those below it.

  /// By login.
  [[nodiscard]] Result<std::vector<AccountView>> list(const Access& access);
  /// Errors: BadLoginName; BadAreaCode; AreaNotYours; UnknownAreaCode (where data have areas, and none this one); StoreExists.
  [[nodiscard]] Result<AccountWithLink> create(const Access& access, const NewAccount& account);
  /// `version` is the one that was read. Disabling ends the account's sessions.
  /// Errors: AccountUnknown; StoreConflict; BadAreaCode; AreaNotYours; UnknownAreaCode (of another area than before); LastAdministrator.
  [[nodiscard]] Result<AccountView> change(const Access& access, std::int64_t id, std::int64_t version, const AccountChange& change);
  /// Takes the password away, unlocks, ends the sessions, gives a fresh link. Errors: AccountUnknown.
  [[nodiscard]] Result<AccountWithLink> reset(const Access& access, std::int64_t id);
  /// The account of a login. Errors: NoAccount.
  [[nodiscard]] Result<AccountView> find(const Access& access, std::string_view login);

 private:
  Accounts(const store::Store& store, AccountsOptions options);

  [[nodiscard]] UtcTime now() const { return options_.now(); }
  void keep_alive(store::SessionId session, UtcTime time, UtcTime expires);
  [[nodiscard]] Result<void> limit_attempts(const std::string& login, const Caller& caller);
  [[nodiscard]] Result<bool> verify(const std::string& hash, std::string_view password);
  [[nodiscard]] Result<std::string> hash(std::string_view password);
  /// After a wrong password, or a right one for an account that may not log in; always the error for the caller.
  [[nodiscard]] Error refuse(const std::optional<store::Account>& account, const Caller& caller);
  [[nodiscard]] Result<LoggedIn> begin_session(store::Transaction& transaction, const store::Account& account, const Caller& caller);
  [[nodiscard]] Result<OneTimeLink> make_link(store::Transaction& transaction, store::AccountId account);
  [[nodiscard]] AccountView view_of(const store::Account& account) const;

  const store::Store& store_;
  AccountsOptions options_;
  HashGate gate_;
  RateLimiter address_limiter_;
  RateLimiter login_limiter_;
  /// Of a password that nobody knows: what an unknown login is checked against.
  std::string decoy_hash_;
  /// No session is kept alive before.
  std::atomic<std::int64_t> touch_again_ms_ = 0;
};

/// SHA-256 of what an account is, without times and secrets: for the audit log.
[[nodiscard]] std::string account_hash(const store::Account& account);

}  // namespace junheng::app
