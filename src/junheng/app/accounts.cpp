#include "junheng/app/accounts.h"

#include "junheng/app/settings.h"
#include "junheng/app/tokens.h"
#include "junheng/formats/json_writer.h"
#include "junheng/store/sha256.h"

namespace junheng::app {

Accounts::Accounts(const store::Store& store, AccountsOptions options)
    : store_(store),
      options_(std::move(options)),
      gate_(options_.gate),
      address_limiter_(options_.per_address),
      login_limiter_(options_.per_login) {}

Result<std::unique_ptr<Accounts>> Accounts::open(const store::Store& store, AccountsOptions options) {
  // The constructor is private.
  auto accounts = std::unique_ptr<Accounts>(new Accounts(store, std::move(options)));
  auto decoy = hash_password(make_token(), accounts->options_.cost);
  if (!decoy) return fail(decoy.error());
  accounts->decoy_hash_ = std::move(*decoy);
  return accounts;
}

Result<std::optional<AccountWithLink>> Accounts::first_administrator() {
  auto transaction = store_.write();
  if (!transaction) return fail(transaction.error());
  const auto accounts = store::list_accounts(*transaction);
  if (!accounts) return fail(accounts.error());
  std::optional<store::Account> admin;
  for (const store::Account& account : *accounts) {
    if (!account.password_hash.empty()) return std::nullopt;
    if (!admin && account.role == Role::Admin && account.area_code.empty() && !account.is_disabled) admin = account;
  }
  if (!admin) {
    admin = store::Account{.id = {},
                           .login = "admin",
                           .display_name = {},
                           .role = Role::Admin,
                           .area_code = {},
                           .password_hash = {},
                           .locked_until = {},
                           .created = now()};
    const auto id = store::create_account(*transaction, *admin);
    if (!id) return fail(id.error());
    admin->id = *id;
    const auto noted = store::append_audit(*transaction, {.actor = {.account = std::nullopt, .time = now()},
                                                          .event = "account:create",
                                                          .object = "account/" + std::to_string(id->value),
                                                          .before_hash = {},
                                                          .after_hash = account_hash(*admin)});
    if (!noted) return fail(noted.error());
  }
  auto link = make_link(*transaction, admin->id);
  if (!link) return fail(link.error());
  if (auto kept = transaction->commit(); !kept) return fail(kept.error());
  return AccountWithLink{view_of(*admin), std::move(*link)};
}

Result<OneTimeLink> Accounts::make_link(store::Transaction& transaction, store::AccountId account) {
  const auto hours = setting_value(transaction, options_.settings, kLinkHours);
  if (!hours) return fail(hours.error());
  const std::string token = make_token();
  const UtcTime expires = now() + std::chrono::hours(*hours);
  const auto made = store::create_link(
      transaction, {.token_hash = token_hash(token), .account = account, .purpose = store::LinkPurpose::SetPassword, .expires = expires});
  if (!made) return fail(made.error());
  return OneTimeLink{"/#/link/" + token, expires};
}

AccountView Accounts::view_of(const store::Account& account) const {
  AccountView view{.id = account.id.value,
                   .login = account.login,
                   .name = account.display_name,
                   .role = account.role,
                   .area_code = account.area_code,
                   .is_disabled = account.is_disabled,
                   .locked_until = account.locked_until,
                   .created = account.created,
                   .last_login = account.last_login,
                   .version = account.version};
  if (view.locked_until && *view.locked_until <= now()) view.locked_until.reset();
  return view;
}

std::string account_hash(const store::Account& account) {
  formats::JsonWriter writer;
  writer.begin_object()
      .member("login", account.login)
      .member("name", account.display_name)
      .member("role", store::to_string(account.role))
      .member("area_code", account.area_code)
      .member("is_disabled", account.is_disabled)
      .end_object();
  return store::sha256(writer.text());
}

}  // namespace junheng::app
