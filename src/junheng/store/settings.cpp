#include "junheng/store/settings.h"

#include "junheng/core/codes.h"
#include "junheng/store/record.h"

namespace junheng::store {

namespace {

constexpr std::string_view kColumns = "SELECT key, value, account_id, changed, version FROM setting";

Setting setting_of(const Row& row) { return {row.text(0), row.text(1), {row.id_or_null<AccountId>(2), {row.integer(3)}}, row.integer(4)}; }

}  // namespace

Result<std::optional<Setting>> find_setting(Transaction& transaction, std::string_view key) {
  const auto rows = transaction.query(std::string(kColumns) + " WHERE key = ?", {key});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::nullopt;
  return setting_of(rows->front());
}

Result<std::vector<Setting>> list_settings(Transaction& transaction) {
  const auto rows = transaction.query(std::string(kColumns) + " ORDER BY key");
  if (!rows) return fail(rows.error());
  std::vector<Setting> settings;
  for (const Row& row : *rows) settings.push_back(setting_of(row));
  return settings;
}

Result<std::int64_t> set_setting(Transaction& transaction, const Setting& setting) {
  const Actor& actor = setting.changed;
  const auto set =
      setting.version == 0
          ? transaction.execute(
                "INSERT INTO setting (key, value, account_id, changed, version) VALUES (?, ?, ?, ?, 1) ON CONFLICT DO NOTHING",
                {setting.key, setting.value, actor.account, actor.time.ms})
          : transaction.execute(
                "UPDATE setting SET value = ?, account_id = ?, changed = ?, version = version + 1 WHERE key = ? AND version = ?",
                {setting.value, actor.account, actor.time.ms, setting.key, setting.version});
  if (!set) return fail(set.error());
  if (*set == 0) return fail(record_error(Code::StoreConflict, "setting", setting.key));
  return setting.version + 1;
}

}  // namespace junheng::store
