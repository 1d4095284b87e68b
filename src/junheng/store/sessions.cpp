#include "junheng/store/sessions.h"

#include "junheng/core/codes.h"
#include "junheng/store/record.h"

namespace junheng::store {

namespace {

constexpr std::string_view kColumns = "SELECT id, token_hash, account_id, created, last_seen, expires, user_agent, address FROM session";

Session session_of(const Row& row) {
  return {{row.integer(0)}, row.text(1), {row.integer(2)}, {row.integer(3)}, {row.integer(4)}, {row.integer(5)}, row.text(6), row.text(7)};
}

}  // namespace

Result<SessionId> create_session(Transaction& transaction, const Session& session) {
  const auto made = transaction.query(
      "INSERT INTO session (token_hash, account_id, created, last_seen, expires, user_agent, address) VALUES (?, ?, ?, ?, ?, ?, ?) "
      "RETURNING id",
      {session.token_hash, session.account, session.created.ms, session.last_seen.ms, session.expires.ms, session.user_agent,
       session.address});
  if (!made) return fail(made.error());
  return SessionId{made->front().integer(0)};
}

Result<std::optional<Session>> find_session(Transaction& transaction, std::string_view token_hash, UtcTime now) {
  const auto rows = transaction.query(std::string(kColumns) + " WHERE token_hash = ? AND expires > ?", {token_hash, now.ms});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::nullopt;
  return session_of(rows->front());
}

Result<void> touch_session(Transaction& transaction, SessionId id, UtcTime last_seen, UtcTime expires) {
  const auto touched = transaction.execute("UPDATE session SET last_seen = ?, expires = ? WHERE id = ?", {last_seen.ms, expires.ms, id});
  if (!touched) return fail(touched.error());
  return {};
}

Result<std::vector<Session>> list_sessions(Transaction& transaction, AccountId account, UtcTime now) {
  const auto rows = transaction.query(std::string(kColumns) + " WHERE account_id = ? AND expires > ? ORDER BY last_seen DESC, id DESC",
                                      {account, now.ms});
  if (!rows) return fail(rows.error());
  std::vector<Session> sessions;
  for (const Row& row : *rows) sessions.push_back(session_of(row));
  return sessions;
}

Result<void> revoke_session(Transaction& transaction, SessionId id, AccountId account) {
  const auto revoked = transaction.execute("DELETE FROM session WHERE id = ? AND account_id = ?", {id, account});
  if (!revoked) return fail(revoked.error());
  if (*revoked == 0) return fail(record_error(Code::StoreNoRecord, "session", id.value));
  return {};
}

Result<std::int64_t> revoke_sessions(Transaction& transaction, AccountId account, std::optional<SessionId> but) {
  return transaction.execute("DELETE FROM session WHERE account_id = ? AND id <> ?", {account, but.value_or(SessionId{0})});
}

Result<std::int64_t> delete_expired(Transaction& transaction, UtcTime now) {
  const auto sessions = transaction.execute("DELETE FROM session WHERE expires <= ?", {now.ms});
  if (!sessions) return fail(sessions.error());
  const auto links = transaction.execute("DELETE FROM one_time_link WHERE expires <= ?", {now.ms});
  if (!links) return fail(links.error());
  return *sessions + *links;
}

}  // namespace junheng::store
