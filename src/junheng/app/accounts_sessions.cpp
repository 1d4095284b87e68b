#include <algorithm>

#include "junheng/app/accounts.h"
#include "junheng/app/settings.h"
#include "junheng/app/tokens.h"
#include "junheng/core/codes.h"

namespace junheng::app {

namespace {

/// How stale `last_seen` may be: every fresher one costs a write to the disk.
constexpr std::chrono::minutes kTouchInterval{5};
/// After one that the store refused, which may have taken seconds.
constexpr std::chrono::minutes kTouchRest{1};

Access access_of(const store::Account& account) { return {account.id.value, account.login, account.role, account.area_code}; }

}  // namespace

Result<std::optional<SessionState>> Accounts::find_session(std::string_view token) {
  if (!is_token(token)) return std::nullopt;
  const UtcTime time = now();
  std::optional<store::Session> session;
  std::optional<store::Account> account;
  std::int64_t idle_hours = 0;
  std::int64_t days = 0;
  {
    auto transaction = store_.read();
    if (!transaction) return fail(transaction.error());
    auto found = store::find_session(*transaction, token_hash(token), time);
    if (!found) return fail(found.error());
    if (!*found) return std::nullopt;
    session = std::move(*found);
    auto owner = store::find_account(*transaction, session->account);
    if (!owner) return fail(owner.error());
    if (!*owner || (*owner)->is_disabled) return std::nullopt;
    account = std::move(*owner);
    if (time - session->last_seen >= kTouchInterval) {
      const auto idle = setting_value(*transaction, options_.settings, kSessionIdleHours);
      const auto absolute = setting_value(*transaction, options_.settings, kSessionDays);
      if (!idle) return fail(idle.error());
      if (!absolute) return fail(absolute.error());
      idle_hours = *idle;
      days = *absolute;
    }
  }
  if (days > 0) {
    const UtcTime expires = std::min(time + std::chrono::hours(idle_hours), session->created + std::chrono::hours(24 * days));
    if (expires <= time) return std::nullopt;
    keep_alive(session->id, time, expires);
  }
  return SessionState{access_of(*account), csrf_token(token)};
}

void Accounts::keep_alive(store::SessionId session, UtcTime time, UtcTime expires) {
  if (time.ms < touch_again_ms_) return;
  const auto touch = [&]() -> Result<void> {
    auto transaction = store_.write();
    if (!transaction) return fail(transaction.error());
    if (auto touched = store::touch_session(*transaction, session, time, expires); !touched) return touched;
    return transaction->commit();
  };
  // Who only reads goes on while the disk is full or another program writes; the session lives until the end that it has.
  if (!touch()) touch_again_ms_ = (time + kTouchRest).ms;
}

Result<CurrentSession> Accounts::current_session(const Access& access, std::string_view token) {
  auto transaction = store_.read();
  if (!transaction) return fail(transaction.error());
  const auto session = store::find_session(*transaction, token_hash(token), now());
  if (!session) return fail(session.error());
  const auto account = store::find_account(*transaction, store::AccountId{access.account_id});
  if (!account) return fail(account.error());
  if (!*session || !*account || !is_token(token)) return fail(Code::LoginRequired);
  AccountView view = view_of(**account);
  return CurrentSession{
      .account = std::move(view), .access = access_of(**account), .csrf_token = csrf_token(token), .expires = (*session)->expires};
}

Result<std::vector<SessionView>> Accounts::list_sessions(const Access& access, std::string_view token) {
  auto transaction = store_.read();
  if (!transaction) return fail(transaction.error());
  const auto sessions = store::list_sessions(*transaction, store::AccountId{access.account_id}, now());
  if (!sessions) return fail(sessions.error());
  const std::string current = token_hash(token);
  std::vector<SessionView> views;
  for (const store::Session& session : *sessions)
    views.push_back({.id = session.id.value,
                     .is_current = session.token_hash == current,
                     .created = session.created,
                     .last_seen = session.last_seen,
                     .expires = session.expires,
                     .user_agent = session.user_agent,
                     .address = session.address});
  return views;
}

Result<void> Accounts::end_session(const Access& access, std::int64_t session_id) {
  auto transaction = store_.write();
  if (!transaction) return fail(transaction.error());
  const auto ended = store::revoke_session(*transaction, store::SessionId{session_id}, store::AccountId{access.account_id});
  if (!ended) return fail(ended.error());
  const auto noted = store::append_audit(*transaction, {.actor = actor_of(access, now()),
                                                        .event = "session:end",
                                                        .object = "session/" + std::to_string(session_id),
                                                        .before_hash = {},
                                                        .after_hash = {}});
  if (!noted) return fail(noted.error());
  return transaction->commit();
}

Result<void> Accounts::log_out(const Access& access, std::string_view token) {
  std::optional<store::Session> session;
  {
    auto transaction = store_.read();
    if (!transaction) return fail(transaction.error());
    auto found = store::find_session(*transaction, token_hash(token), now());
    if (!found) return fail(found.error());
    session = std::move(*found);
  }
  if (!session) return {};
  return end_session(access, session->id.value);
}

}  // namespace junheng::app
