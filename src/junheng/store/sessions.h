#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/utc_time.h"
#include "junheng/store/database.h"

namespace junheng::store {

/// A login that lasts. Only the hash of its token is kept.
struct Session {
  SessionId id = {};
  std::string token_hash = {};
  AccountId account = {};
  UtcTime created = {};
  UtcTime last_seen = {};
  UtcTime expires = {};
  std::string user_agent = {};
  std::string address = {};
};

/// `id` of what is given is not looked at.
/// Errors: those of Connection.
[[nodiscard]] Result<SessionId> create_session(Transaction& transaction, const Session& session);
/// nullopt where it is not known, revoked or expired at `now`.
[[nodiscard]] Result<std::optional<Session>> find_session(Transaction& transaction, std::string_view token_hash, UtcTime now);
/// Every call writes to the disk: once in minutes is enough. Does nothing where the session is gone.
[[nodiscard]] Result<void> touch_session(Transaction& transaction, SessionId id, UtcTime last_seen, UtcTime expires);
/// Those that have not expired, last seen first.
[[nodiscard]] Result<std::vector<Session>> list_sessions(Transaction& transaction, AccountId account, UtcTime now);
/// Errors: StoreNoRecord (not there, or another account's); those of Connection.
[[nodiscard]] Result<void> revoke_session(Transaction& transaction, SessionId id, AccountId account);
/// All of an account but one; the number revoked.
[[nodiscard]] Result<std::int64_t> revoke_sessions(Transaction& transaction, AccountId account, std::optional<SessionId> but = {});
/// Takes away sessions and links that expired before `now`; the number of both.
[[nodiscard]] Result<std::int64_t> delete_expired(Transaction& transaction, UtcTime now);

}  // namespace junheng::store
