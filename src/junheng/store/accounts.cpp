#include "junheng/store/accounts.h"

#include <algorithm>
#include <array>

#include "junheng/core/codes.h"
#include "junheng/store/record.h"

namespace junheng::store {

namespace {

constexpr std::array<std::string_view, 5> kRoles = {"viewer", "editor", "planner", "inspector", "admin"};

constexpr std::string_view kColumns =
    "SELECT id, login, display_name, role, area_code, password_hash, must_change_password, failed_logins, locked_until, is_disabled, "
    "created, version, last_login FROM account";

std::string_view to_text(LinkPurpose purpose) {
  switch (purpose) {
    case LinkPurpose::SetPassword: return "set_password";
  }
  return {};
}

Account account_of(const Row& row) {
  Account account;
  account.id = {row.integer(0)};
  account.login = row.text(1);
  account.display_name = row.text(2);
  // A role that a newer program wrote gives the least rights.
  account.role = parse_role(row.text(3)).value_or(Role::Viewer);
  account.area_code = row.text(4);
  account.password_hash = row.text(5);
  account.must_change_password = row.flag(6);
  account.failed_logins = static_cast<int>(row.integer(7));
  if (!row.is_null(8)) account.locked_until = UtcTime{row.integer(8)};
  account.is_disabled = row.flag(9);
  account.created = {row.integer(10)};
  account.version = row.integer(11);
  if (!row.is_null(12)) account.last_login = UtcTime{row.integer(12)};
  return account;
}

Result<std::optional<Account>> only(const Result<std::vector<Row>>& rows) {
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::nullopt;
  return account_of(rows->front());
}

/// Of a change of one account: it must have been there.
Result<void> one_changed(const Result<std::int64_t>& count, AccountId id) {
  if (!count) return fail(count.error());
  if (*count == 0) return fail(record_error(Code::StoreNoRecord, "account", id.value));
  return {};
}

}  // namespace

std::string_view to_string(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

std::optional<Role> parse_role(std::string_view text) {
  const auto found = std::ranges::find(kRoles, text);
  if (found == kRoles.end()) return std::nullopt;
  return static_cast<Role>(found - kRoles.begin());
}

Result<AccountId> create_account(Transaction& transaction, const Account& account) {
  const auto made = transaction.query(
      "INSERT INTO account (login, display_name, role, area_code, password_hash, must_change_password, failed_logins, locked_until, "
      "is_disabled, created, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING RETURNING id",
      {account.login, account.display_name, to_string(account.role), account.area_code, account.password_hash, account.must_change_password,
       account.failed_logins, account.locked_until ? std::optional(account.locked_until->ms) : std::nullopt, account.is_disabled,
       account.created.ms});
  if (!made) return fail(made.error());
  if (made->empty()) return fail(record_error(Code::StoreExists, "account", account.login));
  return AccountId{made->front().integer(0)};
}

Result<std::optional<Account>> find_account(Transaction& transaction, AccountId id) {
  return only(transaction.query(std::string(kColumns) + " WHERE id = ?", {id}));
}

Result<std::optional<Account>> find_account(Transaction& transaction, std::string_view login) {
  return only(transaction.query(std::string(kColumns) + " WHERE lower(login) = lower(?)", {login}));
}

Result<std::vector<Account>> list_accounts(Transaction& transaction) {
  const auto rows = transaction.query(std::string(kColumns) + " ORDER BY lower(login)");
  if (!rows) return fail(rows.error());
  std::vector<Account> accounts;
  for (const Row& row : *rows) accounts.push_back(account_of(row));
  return accounts;
}

Result<void> update_account(Transaction& transaction, const Account& account) {
  const auto changed = transaction.execute(
      "UPDATE account SET display_name = ?, role = ?, area_code = ?, is_disabled = ?, version = version + 1 WHERE id = ? AND version = ?",
      {account.display_name, to_string(account.role), account.area_code, account.is_disabled, account.id, account.version});
  if (!changed) return fail(changed.error());
  if (*changed == 1) return {};
  const auto there = find_account(transaction, account.id);
  if (!there) return fail(there.error());
  return fail(record_error(*there ? Code::StoreConflict : Code::StoreNoRecord, "account", account.id.value));
}

Result<void> set_password(Transaction& transaction, AccountId id, const PasswordChange& change) {
  return one_changed(
      transaction.execute(
          "UPDATE account SET password_hash = ?, must_change_password = ?, failed_logins = 0, locked_until = NULL WHERE id = ?",
          {change.hash, change.must_change, id}),
      id);
}

Result<int> note_failed_login(Transaction& transaction, AccountId id) {
  const auto counted = transaction.query("UPDATE account SET failed_logins = failed_logins + 1 WHERE id = ? RETURNING failed_logins", {id});
  if (!counted) return fail(counted.error());
  if (counted->empty()) return fail(record_error(Code::StoreNoRecord, "account", id.value));
  return static_cast<int>(counted->front().integer(0));
}

Result<void> lock_account(Transaction& transaction, AccountId id, UtcTime until) {
  return one_changed(transaction.execute("UPDATE account SET locked_until = ? WHERE id = ?", {until.ms, id}), id);
}

Result<void> note_login(Transaction& transaction, AccountId id, UtcTime time) {
  return one_changed(
      transaction.execute("UPDATE account SET failed_logins = 0, locked_until = NULL, last_login = ? WHERE id = ?", {time.ms, id}), id);
}

Result<void> create_link(Transaction& transaction, const OneTimeLink& link) {
  const std::string_view purpose = to_text(link.purpose);
  const auto withdrawn = transaction.execute("DELETE FROM one_time_link WHERE account_id = ? AND purpose = ?", {link.account, purpose});
  if (!withdrawn) return fail(withdrawn.error());
  const auto made = transaction.execute("INSERT INTO one_time_link (token_hash, account_id, purpose, expires) VALUES (?, ?, ?, ?)",
                                        {link.token_hash, link.account, purpose, link.expires.ms});
  if (!made) return fail(made.error());
  return {};
}

Result<std::optional<AccountId>> use_link(Transaction& transaction, std::string_view token_hash, LinkPurpose purpose, UtcTime now) {
  const auto used = transaction.query("DELETE FROM one_time_link WHERE token_hash = ? AND purpose = ? AND expires > ? RETURNING account_id",
                                      {token_hash, to_text(purpose), now.ms});
  if (!used) return fail(used.error());
  if (used->empty()) return std::nullopt;
  return AccountId{used->front().integer(0)};
}

Result<std::optional<AccountId>> find_link(Transaction& transaction, std::string_view token_hash, LinkPurpose purpose, UtcTime now) {
  const auto found = transaction.query("SELECT account_id FROM one_time_link WHERE token_hash = ? AND purpose = ? AND expires > ?",
                                       {token_hash, to_text(purpose), now.ms});
  if (!found) return fail(found.error());
  if (found->empty()) return std::nullopt;
  return AccountId{found->front().integer(0)};
}

}  // namespace junheng::store
