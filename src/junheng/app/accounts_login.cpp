#include <algorithm>

#include "junheng/app/accounts.h"
#include "junheng/app/settings.h"
#include "junheng/app/tokens.h"
#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/json_writer.h"

namespace junheng::app {

namespace {

constexpr std::size_t kUserAgentCharacters = 200;
/// Sessions of one account; the one not used for longest ends when another begins.
constexpr std::size_t kMaxSessions = 20;

Error too_many(std::chrono::milliseconds wait) {
  return {Code::TooManyAttempts, {{"seconds", std::to_string((wait.count() + 999) / 1000)}}, {}};
}

std::string origin_json(const Caller& caller) {
  formats::JsonWriter writer;
  writer.begin_object().member("address", caller.address).end_object();
  return writer.take();
}

std::string object_of(const store::Account& account) { return "account/" + std::to_string(account.id.value); }

/// A hash is never shown; its own hash tells only that it changed.
store::AuditEvent password_event(const store::Account& account, UtcTime now, const Caller& caller) {
  return {.actor = {.account = account.id, .time = now},
          .event = "account:password",
          .object = object_of(account),
          .before_hash = account_hash(account),
          .after_hash = account_hash(account),
          .details = origin_json(caller)};
}

}  // namespace

Result<void> Accounts::limit_attempts(const std::string& login, const Caller& caller) {
  if (const auto wait = address_limiter_.take(caller.address, now()); wait.count() > 0) return fail(too_many(wait));
  if (login.empty()) return {};
  if (const auto wait = login_limiter_.take(lower_ascii(login), now()); wait.count() > 0) return fail(too_many(wait));
  return {};
}

Result<bool> Accounts::verify(const std::string& hash, std::string_view password) {
  bool is_right = false;
  // Without a password the decoy takes the time that a check takes, and never agrees.
  const bool is_real = !hash.empty();
  const auto ran = gate_.run([&] { is_right = verify_password(is_real ? hash : decoy_hash_, password) && is_real; });
  if (!ran) return fail(ran.error());
  return is_right;
}

Result<std::string> Accounts::hash(std::string_view password) {
  Result<std::string> made;
  const auto ran = gate_.run([&] { made = hash_password(password, options_.cost); });
  if (!ran) return fail(ran.error());
  return made;
}

Error Accounts::refuse(const std::optional<store::Account>& account, const Caller& caller) {
  auto transaction = store_.write();
  if (!transaction) return transaction.error();
  const UtcTime time = now();
  // The login is left out: some type their password there.
  store::AuditEvent event{.actor = {.account = std::nullopt, .time = time},
                          .event = "session:refuse",
                          .object = account ? object_of(*account) : "login",
                          .before_hash = {},
                          .after_hash = {},
                          .details = origin_json(caller)};
  if (auto noted = store::append_audit(*transaction, event); !noted) return noted.error();
  const bool is_locked = account && account->locked_until && *account->locked_until > time;
  // Failures during a lock are not counted: whoever tries on could keep the owner out for ever.
  if (account && !is_locked && !account->is_disabled && !account->password_hash.empty()) {
    const auto failures = store::note_failed_login(*transaction, account->id);
    if (!failures) return failures.error();
    if (*failures % options_.failures_to_lock == 0) {
      const int doublings = std::min(*failures / options_.failures_to_lock - 1, 16);
      const auto span = std::min(options_.first_lock * (std::int64_t{1} << doublings), options_.longest_lock);
      if (auto locked = store::lock_account(*transaction, account->id, time + span); !locked) return locked.error();
      event.event = "account:lock";
      if (auto noted = store::append_audit(*transaction, event); !noted) return noted.error();
    }
  }
  if (auto kept = transaction->commit(); !kept) return kept.error();
  return {Code::LoginFailed, {}, {}};
}

Result<LoggedIn> Accounts::log_in(std::string_view login, std::string_view password, const Caller& caller) {
  const std::string name(login);
  if (auto allowed = limit_attempts(name, caller); !allowed) return fail(allowed.error());
  std::optional<store::Account> account;
  {
    auto transaction = store_.read();
    if (!transaction) return fail(transaction.error());
    auto found = store::find_account(*transaction, std::string_view(name));
    if (!found) return fail(found.error());
    account = std::move(*found);
  }
  const auto is_right = verify(account ? account->password_hash : std::string(), password);
  if (!is_right) return fail(is_right.error());
  const bool is_locked = account && account->locked_until && *account->locked_until > now();
  if (!*is_right || !account || account->is_disabled || is_locked) return fail(refuse(account, caller));
  std::string fresh_hash;
  if (needs_rehash(account->password_hash, options_.cost)) {
    auto made = hash(password);
    if (!made) return fail(made.error());
    fresh_hash = std::move(*made);
  }
  auto transaction = store_.write();
  if (!transaction) return fail(transaction.error());
  // Somebody may have disabled the account or reset its password while the hash was computed.
  const auto again = store::find_account(*transaction, account->id);
  if (!again) return fail(again.error());
  if (!*again || (*again)->is_disabled || (*again)->password_hash != account->password_hash) return fail(Code::LoginFailed);
  if (!fresh_hash.empty())
    if (auto set = store::set_password(*transaction, account->id, {.hash = fresh_hash}); !set) return fail(set.error());
  auto begun = begin_session(*transaction, **again, caller);
  if (!begun) return fail(begun.error());
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  login_limiter_.reset(lower_ascii(name));
  return begun;
}

Result<LoggedIn> Accounts::begin_session(store::Transaction& transaction, const store::Account& account, const Caller& caller) {
  const UtcTime time = now();
  if (auto noted = store::note_login(transaction, account.id, time); !noted) return fail(noted.error());
  const auto idle_hours = setting_value(transaction, options_.settings, kSessionIdleHours);
  const auto days = setting_value(transaction, options_.settings, kSessionDays);
  if (!idle_hours) return fail(idle_hours.error());
  if (!days) return fail(days.error());
  if (auto swept = store::delete_expired(transaction, time); !swept) return fail(swept.error());
  if (is_token(caller.session_token)) {
    const auto old = store::find_session(transaction, token_hash(caller.session_token), time);
    if (!old) return fail(old.error());
    if (*old)
      if (auto ended = store::revoke_session(transaction, (*old)->id, (*old)->account); !ended) return fail(ended.error());
  }
  const auto sessions = store::list_sessions(transaction, account.id, time);
  if (!sessions) return fail(sessions.error());
  for (std::size_t i = kMaxSessions - 1; i < sessions->size(); ++i)
    if (auto ended = store::revoke_session(transaction, (*sessions)[i].id, account.id); !ended) return fail(ended.error());
  LoggedIn begun{.token = make_token(), .session = {}};
  const UtcTime expires = std::min(time + std::chrono::hours(*idle_hours), time + std::chrono::hours(24 * *days));
  const auto id = store::create_session(transaction, {.id = {},
                                                      .token_hash = token_hash(begun.token),
                                                      .account = account.id,
                                                      .created = time,
                                                      .last_seen = time,
                                                      .expires = expires,
                                                      .user_agent = abbreviate(caller.user_agent, kUserAgentCharacters),
                                                      .address = caller.address});
  if (!id) return fail(id.error());
  const auto noted = store::append_audit(transaction, {.actor = {.account = account.id, .time = time},
                                                       .event = "session:create",
                                                       .object = "session/" + std::to_string(id->value),
                                                       .before_hash = {},
                                                       .after_hash = {},
                                                       .details = origin_json(caller)});
  if (!noted) return fail(noted.error());
  AccountView view = view_of(account);
  begun.session = {.account = std::move(view),
                   .access = {account.id.value, account.login, account.role, account.area_code},
                   .csrf_token = csrf_token(begun.token),
                   .expires = expires};
  return begun;
}

Result<LoggedIn> Accounts::redeem_link(std::string_view token, std::string_view password, const Caller& caller) {
  if (auto allowed = limit_attempts({}, caller); !allowed) return fail(allowed.error());
  if (!is_token(token)) return fail(Code::LinkInvalid);
  const std::string hashed_token = token_hash(token);
  std::string fresh_hash;
  {
    auto transaction = store_.read();
    if (!transaction) return fail(transaction.error());
    const auto owner = store::find_link(*transaction, hashed_token, store::LinkPurpose::SetPassword, now());
    if (!owner) return fail(owner.error());
    if (!*owner) return fail(Code::LinkInvalid);
    const auto account = store::find_account(*transaction, **owner);
    if (!account) return fail(account.error());
    if (!*account || (*account)->is_disabled) return fail(Code::LinkInvalid);
    const auto length = setting_value(*transaction, options_.settings, kPasswordMinLength);
    if (!length) return fail(length.error());
    const auto sound = check_new_password(password, (*account)->login, {.min_length = static_cast<std::size_t>(*length)});
    if (!sound) return fail(sound.error());
  }
  auto made = hash(password);
  if (!made) return fail(made.error());
  auto transaction = store_.write();
  if (!transaction) return fail(transaction.error());
  const auto owner = store::use_link(*transaction, hashed_token, store::LinkPurpose::SetPassword, now());
  if (!owner) return fail(owner.error());
  if (!*owner) return fail(Code::LinkInvalid);
  const auto account = store::find_account(*transaction, **owner);
  if (!account) return fail(account.error());
  if (!*account || (*account)->is_disabled) return fail(Code::LinkInvalid);
  if (auto set = store::set_password(*transaction, **owner, {.hash = *made}); !set) return fail(set.error());
  if (auto ended = store::revoke_sessions(*transaction, **owner); !ended) return fail(ended.error());
  if (auto noted = store::append_audit(*transaction, password_event(**account, now(), caller)); !noted) return fail(noted.error());
  auto begun = begin_session(*transaction, **account, caller);
  if (!begun) return fail(begun.error());
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  login_limiter_.reset(lower_ascii((*account)->login));
  return begun;
}

Result<void> Accounts::change_password(const Access& access, std::string_view old_password, std::string_view password,
                                       const Caller& caller) {
  if (auto allowed = limit_attempts(access.login, caller); !allowed) return fail(allowed.error());
  const store::AccountId id{access.account_id};
  std::optional<store::Account> account;
  std::int64_t length = 0;
  {
    auto transaction = store_.read();
    if (!transaction) return fail(transaction.error());
    auto found = store::find_account(*transaction, id);
    if (!found) return fail(found.error());
    account = std::move(*found);
    const auto set = setting_value(*transaction, options_.settings, kPasswordMinLength);
    if (!set) return fail(set.error());
    length = *set;
  }
  if (!account) return fail(Code::LoginRequired);
  const auto is_right = verify(account->password_hash, old_password);
  if (!is_right) return fail(is_right.error());
  if (!*is_right) return fail(Code::OldPasswordWrong);
  const auto sound = check_new_password(password, account->login, {.min_length = static_cast<std::size_t>(length)});
  if (!sound) return fail(sound.error());
  auto made = hash(password);
  if (!made) return fail(made.error());
  auto transaction = store_.write();
  if (!transaction) return fail(transaction.error());
  const auto current = store::find_session(*transaction, token_hash(caller.session_token), now());
  if (!current) return fail(current.error());
  if (!*current) return fail(Code::LoginRequired);
  const auto again = store::find_account(*transaction, id);
  if (!again) return fail(again.error());
  if (!*again || (*again)->password_hash != account->password_hash) return fail(Code::OldPasswordWrong);
  if (auto set = store::set_password(*transaction, id, {.hash = *made}); !set) return fail(set.error());
  if (auto ended = store::revoke_sessions(*transaction, id, (*current)->id); !ended) return fail(ended.error());
  if (auto noted = store::append_audit(*transaction, password_event(*account, now(), caller)); !noted) return fail(noted.error());
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  login_limiter_.reset(lower_ascii(access.login));
  return {};
}

}  // namespace junheng::app
