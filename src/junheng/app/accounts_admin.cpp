#include <algorithm>

#include "junheng/app/accounts.h"
#include "junheng/app/area_paths.h"
#include "junheng/core/codes.h"
#include "junheng/formats/json_writer.h"

namespace junheng::app {

namespace {

constexpr std::size_t kLoginBytes = 100;
constexpr std::size_t kAreaCodeBytes = 64;

/// Neither control characters nor spaces nor slashes (which part the paths of areas and of addresses).
bool is_plain_word(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) > ' ' && c != 0x7F && c != '/'; });
}

Result<void> check_area_code(const std::string& code) {
  if (code.size() <= kAreaCodeBytes && is_plain_word(code)) return {};
  return fail(Code::BadAreaCode, {{"value", code}});
}

Result<bool> is_within(const AreaPaths& paths, const Access& access, const std::string& area_code) {
  if (access.sees_all_areas()) return true;
  const auto place = paths.find(area_code);
  if (!place) return fail(place.error());
  return access.covers(place->path);
}

Result<void> check_within(store::Transaction& transaction, const Access& access, const std::string& area_code) {
  const auto paths = AreaPaths::over(transaction);
  if (!paths) return fail(paths.error());
  const auto is_own = is_within(*paths, access, area_code);
  if (!is_own) return fail(is_own.error());
  if (!*is_own) return fail(Code::AreaNotYours, {{"area", area_code}});
  return {};
}

/// Before the first import of real data no area is known, and any code may be given; afterwards one that no data have is a slip of the
/// pen, and its account would see nothing.
Result<void> check_known(store::Transaction& transaction, const std::string& area_code) {
  const auto paths = AreaPaths::over(transaction);
  if (!paths) return fail(paths.error());
  if (area_code.empty() || !paths->knows_areas()) return {};
  const auto place = paths->find(area_code);
  if (!place) return fail(place.error());
  if (!place->is_known) return fail(Code::UnknownAreaCode, {{"code", area_code}});
  return {};
}

/// An account that the caller may manage; one outside of the caller's areas is answered as if it were not there.
Result<store::Account> managed_account(store::Transaction& transaction, const Access& access, std::int64_t id) {
  const auto account = store::find_account(transaction, store::AccountId{id});
  if (!account) return fail(account.error());
  const Error unknown{Code::AccountUnknown, {{"id", std::to_string(id)}}, {}};
  if (!*account) return fail(unknown);
  const auto paths = AreaPaths::over(transaction);
  if (!paths) return fail(paths.error());
  const auto is_own = is_within(*paths, access, (*account)->area_code);
  if (!is_own) return fail(is_own.error());
  if (!*is_own) return fail(unknown);
  return **account;
}

bool leads_all(const store::Account& account) { return account.role == Role::Admin && account.area_code.empty() && !account.is_disabled; }

/// Without an administrator of all areas nobody could set things right again but by the command line.
Result<void> check_administrator_is_left(store::Transaction& transaction, const store::Account& before, const store::Account& after) {
  if (!leads_all(before) || leads_all(after)) return {};
  const auto accounts = store::list_accounts(transaction);
  if (!accounts) return fail(accounts.error());
  if (std::ranges::any_of(*accounts, [&](const store::Account& each) { return each.id != before.id && leads_all(each); })) return {};
  return fail(Code::LastAdministrator, {{"login", before.login}});
}

std::string details_of(const store::Account& account) {
  formats::JsonWriter writer;
  writer.begin_object()
      .member("login", account.login)
      .member("role", store::to_string(account.role))
      .member("area_code", account.area_code)
      .member("is_disabled", account.is_disabled)
      .end_object();
  return writer.take();
}

std::string change_details(const store::Account& before, const store::Account& after) {
  formats::JsonWriter writer;
  writer.begin_object().key("before").raw(details_of(before)).key("after").raw(details_of(after)).end_object();
  return writer.take();
}

std::string object_of(store::AccountId id) { return "account/" + std::to_string(id.value); }

}  // namespace

Result<std::vector<AccountView>> Accounts::list(const Access& access) {
  auto transaction = store_.read();
  if (!transaction) return fail(transaction.error());
  const auto accounts = store::list_accounts(*transaction);
  if (!accounts) return fail(accounts.error());
  const auto paths = AreaPaths::over(*transaction);
  if (!paths) return fail(paths.error());
  std::vector<AccountView> views;
  for (const store::Account& account : *accounts) {
    const auto is_own = is_within(*paths, access, account.area_code);
    if (!is_own) return fail(is_own.error());
    if (!*is_own) continue;
    views.push_back(view_of(account));
  }
  return views;
}

Result<AccountView> Accounts::find(const Access& access, std::string_view login) {
  auto transaction = store_.read();
  if (!transaction) return fail(transaction.error());
  const auto account = store::find_account(*transaction, login);
  if (!account) return fail(account.error());
  const Error unknown{Code::NoAccount, {{"login", std::string(login)}}, {}};
  if (!*account) return fail(unknown);
  const auto paths = AreaPaths::over(*transaction);
  if (!paths) return fail(paths.error());
  const auto is_own = is_within(*paths, access, (*account)->area_code);
  if (!is_own) return fail(is_own.error());
  if (!*is_own) return fail(unknown);
  return view_of(**account);
}

Result<AccountWithLink> Accounts::create(const Access& access, const NewAccount& wanted) {
  if (wanted.login.empty() || wanted.login.size() > kLoginBytes || !is_plain_word(wanted.login))
    return fail(Code::BadLoginName, {{"value", wanted.login}});
  if (auto sound = check_area_code(wanted.area_code); !sound) return fail(sound.error());
  auto transaction = store_.write();
  if (!transaction) return fail(transaction.error());
  if (auto within = check_within(*transaction, access, wanted.area_code); !within) return fail(within.error());
  if (auto known = check_known(*transaction, wanted.area_code); !known) return fail(known.error());
  store::Account account{.id = {},
                         .login = wanted.login,
                         .display_name = wanted.name,
                         .role = wanted.role,
                         .area_code = wanted.area_code,
                         .password_hash = {},
                         .locked_until = {},
                         .created = now()};
  const auto id = store::create_account(*transaction, account);
  if (!id) return fail(id.error());
  account.id = *id;
  const auto noted = store::append_audit(*transaction, {.actor = actor_of(access, now()),
                                                        .event = "account:create",
                                                        .object = object_of(*id),
                                                        .before_hash = {},
                                                        .after_hash = account_hash(account),
                                                        .details = details_of(account)});
  if (!noted) return fail(noted.error());
  auto link = make_link(*transaction, *id);
  if (!link) return fail(link.error());
  AccountView view = view_of(account);
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  return AccountWithLink{std::move(view), std::move(*link)};
}

Result<AccountView> Accounts::change(const Access& access, std::int64_t id, std::int64_t version, const AccountChange& change) {
  if (change.area_code)
    if (auto sound = check_area_code(*change.area_code); !sound) return fail(sound.error());
  auto transaction = store_.write();
  if (!transaction) return fail(transaction.error());
  const auto before = managed_account(*transaction, access, id);
  if (!before) return fail(before.error());
  store::Account after = *before;
  after.version = version;
  after.display_name = change.name.value_or(before->display_name);
  after.role = change.role.value_or(before->role);
  after.area_code = change.area_code.value_or(before->area_code);
  after.is_disabled = change.is_disabled.value_or(before->is_disabled);
  if (auto within = check_within(*transaction, access, after.area_code); !within) return fail(within.error());
  // An account keeps the area that it has, though its data are gone.
  if (after.area_code != before->area_code)
    if (auto known = check_known(*transaction, after.area_code); !known) return fail(known.error());
  if (auto left = check_administrator_is_left(*transaction, *before, after); !left) return fail(left.error());
  if (auto updated = store::update_account(*transaction, after); !updated) return fail(updated.error());
  if (after.is_disabled)
    if (auto ended = store::revoke_sessions(*transaction, after.id); !ended) return fail(ended.error());
  const auto noted = store::append_audit(*transaction, {.actor = actor_of(access, now()),
                                                        .event = "account:change",
                                                        .object = object_of(after.id),
                                                        .before_hash = account_hash(*before),
                                                        .after_hash = account_hash(after),
                                                        .details = change_details(*before, after)});
  if (!noted) return fail(noted.error());
  const auto saved = store::find_account(*transaction, after.id);
  if (!saved) return fail(saved.error());
  AccountView view = view_of(saved->value_or(after));
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  return view;
}

Result<AccountWithLink> Accounts::reset(const Access& access, std::int64_t id) {
  auto transaction = store_.write();
  if (!transaction) return fail(transaction.error());
  const auto account = managed_account(*transaction, access, id);
  if (!account) return fail(account.error());
  if (auto set = store::set_password(*transaction, account->id, {.hash = {}, .must_change = true}); !set) return fail(set.error());
  if (auto ended = store::revoke_sessions(*transaction, account->id); !ended) return fail(ended.error());
  const auto noted = store::append_audit(*transaction, {.actor = actor_of(access, now()),
                                                        .event = "account:reset",
                                                        .object = object_of(account->id),
                                                        .before_hash = account_hash(*account),
                                                        .after_hash = account_hash(*account)});
  if (!noted) return fail(noted.error());
  auto link = make_link(*transaction, account->id);
  if (!link) return fail(link.error());
  const auto saved = store::find_account(*transaction, account->id);
  if (!saved) return fail(saved.error());
  AccountView view = view_of(saved->value_or(*account));
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  return AccountWithLink{std::move(view), std::move(*link)};
}

}  // namespace junheng::app
