#include <algorithm>
#include <array>
#include <ctime>

#include <fmt/chrono.h>

#include "junheng/app/accounts.h"
#include "junheng/app/store_case.h"
#include "junheng/app/store_place.h"
#include "junheng/core/text.h"
#include "junheng/formats/json_writer.h"

namespace junheng::app {

namespace {

/// The accounts of a store that is there.
struct OpenAccounts {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<Accounts> accounts;
};

Result<OpenAccounts> open_accounts(const StoreTarget& target) {
  auto settings = Settings::read(target.settings);
  if (!settings) return fail(settings.error());
  store::StoreOptions options;
  options.place = store_place(target.place, *settings);
  options.time = target.now;
  options.must_exist = true;
  auto store = store::Store::open(options);
  if (!store) return fail(store.error());
  OpenAccounts open;
  open.store = std::make_unique<store::Store>(std::move(*store));
  AccountsOptions account_options;
  account_options.settings = std::move(*settings);
  account_options.now = [now = target.now] { return now; };
  auto accounts = Accounts::open(*open.store, std::move(account_options));
  if (!accounts) return fail(accounts.error());
  open.accounts = std::move(*accounts);
  return open;
}

void write_account(formats::JsonWriter& writer, const AccountView& account) {
  const auto write_time = [&](std::string_view key, const std::optional<UtcTime>& time) {
    writer.key(key);
    if (time) writer.value(to_string(*time));
    else writer.null();
  };
  writer.begin_object()
      .member("login", account.login)
      .member("name", account.name)
      .member("role", store::to_string(account.role))
      .member("area_code", account.area_code)
      .member("is_disabled", account.is_disabled);
  write_time("locked_until", account.locked_until);
  write_time("created_at", account.created);
  write_time("last_login_at", account.last_login);
  writer.end_object();
}

/// "2026-11-28 20:30 (UTC+0800)": as the clock of this machine shows it.
std::string local_minute(UtcTime time) {
  constexpr std::int64_t kMsPerSecond = 1000;
  const auto seconds = static_cast<std::time_t>(time.ms / kMsPerSecond);
  std::tm local{};
  localtime_r(&seconds, &local);
  return fmt::format("{:%Y-%m-%d %H:%M (UTC%z)}", local);
}

Outcome link_outcome(const AccountWithLink& made, std::string_view words, const StoreTarget& target, Lang lang) {
  if (target.format == OutputFormat::Json) {
    formats::JsonWriter writer(formats::JsonWriter::Layout::Indented);
    writer.begin_object().key("account");
    write_account(writer, made.account);
    writer.member("link", made.link.path).member("link_expires_at", to_string(made.link.expires)).end_object();
    return {writer.take() + "\n", 0};
  }
  const Params params = {{"login", made.account.login}, {"link", made.link.path}, {"expires", local_minute(made.link.expires)}};
  return {text(words, lang, params) + "\n" + text("user.link", lang, params) + "\n", 0};
}

std::string state_text(const AccountView& account, Lang lang) {
  if (account.is_disabled) return std::string(text("user.state.disabled", lang));
  if (account.locked_until) return text("user.state.locked", lang, {{"until", local_minute(*account.locked_until)}});
  return std::string(text("user.state.enabled", lang));
}

std::string table_text(const std::vector<AccountView>& accounts, Lang lang) {
  constexpr std::size_t kColumns = 6;
  std::vector<std::array<std::string, kColumns>> rows;
  std::array<std::string, kColumns> head;
  for (std::size_t i = 0; i < kColumns; ++i) head[i] = text("user.head." + std::to_string(i + 1), lang);
  rows.push_back(head);
  for (const AccountView& account : accounts)
    rows.push_back({account.login, account.name, std::string(text("role." + std::string(store::to_string(account.role)), lang)),
                    account.area_code.empty() ? std::string(text("user.all_areas", lang)) : account.area_code, state_text(account, lang),
                    account.last_login ? to_string(*account.last_login) : std::string(text("user.never", lang))});
  std::array<std::size_t, kColumns> widths{};
  for (const auto& row : rows)
    for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < kColumns; ++i) line += (i > 0 ? "  " : "") + (i + 1 < kColumns ? pad_right(row[i], widths[i]) : row[i]);
    out += line + "\n";
  }
  return out;
}

}  // namespace

Result<Outcome> run_user_add(const StoreTarget& target, const UserAddition& addition, const Session& session) {
  const auto open = open_accounts(target);
  if (!open) return fail(open.error());
  const auto made = open->accounts->create(full_access(), {.login = addition.login,
                                                           .name = addition.name,
                                                           .role = store::parse_role(addition.role).value_or(Role::Viewer),
                                                           .area_code = addition.area_code});
  if (!made) return fail(made.error());
  return link_outcome(*made, "user.added", target, session.lang);
}

Result<Outcome> run_user_list(const StoreTarget& target, const Session& session) {
  const auto open = open_accounts(target);
  if (!open) return fail(open.error());
  const auto accounts = open->accounts->list(full_access());
  if (!accounts) return fail(accounts.error());
  if (target.format == OutputFormat::Json) {
    formats::JsonWriter writer(formats::JsonWriter::Layout::Indented);
    writer.begin_object().key("accounts").begin_array();
    for (const AccountView& account : *accounts) write_account(writer, account);
    writer.end_array().end_object();
    return Outcome{writer.take() + "\n", 0};
  }
  if (accounts->empty()) return Outcome{std::string(text("user.none", session.lang)) + "\n", 0};
  return Outcome{table_text(*accounts, session.lang), 0};
}

Result<Outcome> run_user_reset(const StoreTarget& target, const std::string& login, const Session& session) {
  const auto open = open_accounts(target);
  if (!open) return fail(open.error());
  if (login == "admin") {
    const auto first = open->accounts->first_administrator();
    if (!first) return fail(first.error());
    if (*first && (*first)->account.login == login) return link_outcome(**first, "user.reset", target, session.lang);
  }
  const auto account = open->accounts->find(full_access(), login);
  if (!account) return fail(account.error());
  const auto made = open->accounts->reset(full_access(), account->id);
  if (!made) return fail(made.error());
  return link_outcome(*made, "user.reset", target, session.lang);
}

Result<Outcome> run_user_disable(const StoreTarget& target, const std::string& login, const Session& session) {
  const auto open = open_accounts(target);
  if (!open) return fail(open.error());
  const auto account = open->accounts->find(full_access(), login);
  if (!account) return fail(account.error());
  const auto changed =
      open->accounts->change(full_access(), account->id, account->version, {.name = {}, .role = {}, .area_code = {}, .is_disabled = true});
  if (!changed) return fail(changed.error());
  if (target.format == OutputFormat::Json) {
    formats::JsonWriter writer(formats::JsonWriter::Layout::Indented);
    write_account(writer, *changed);
    return Outcome{writer.take() + "\n", 0};
  }
  return Outcome{text("user.disabled", session.lang, {{"login", changed->login}}) + "\n", 0};
}

}  // namespace junheng::app
