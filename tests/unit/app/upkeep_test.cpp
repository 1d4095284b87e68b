#include "junheng/app/upkeep.h"

#include <fstream>

#include <gtest/gtest.h>

#include "junheng/app/settings.h"
#include "junheng/core/codes.h"
#include "junheng/store/audit.h"
#include "unit/app/accounts_scene.h"

namespace junheng::app {
namespace {

using store::code_of;
using store::must;

class Upkeep : public AccountsTest {};

TEST(BackupName, IsTheMomentInUtc) {
  EXPECT_EQ(backup_name({0}), "junheng-19700101-000000.db");
  // 2026-09-01T00:00:00Z and 5025.9 s later: 1 h 23 min 45 s.
  EXPECT_EQ(backup_name({store::kNow.ms + 5'025'900}), "junheng-20260901-012345.db");
}

TEST_F(Upkeep, BackupIsListedFoundAndHoldsItsOwnEvent) {
  const auto folder = folder_ / "backups";
  EXPECT_TRUE(must(list_backups(folder)).empty());
  const std::string name = must(make_backup(store(), folder, full_access(), clock.time));
  const auto files = must(list_backups(folder));
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files.front().name, name);
  EXPECT_GT(files.front().size_bytes, 0U);
  auto copy = must(store::Store::open({.place = must(find_backup(folder, name)).parent_path().string() + "/copy", .time = clock.time}));
  EXPECT_EQ(must(list_audit(store(), {})).events.front().event, "backup:make");
}

TEST_F(Upkeep, OnlyNamesOfBackupsAreFound) {
  const auto folder = folder_ / "backups";
  std::filesystem::create_directories(folder);
  std::ofstream(folder_ / "junheng-20260901-000000.db") << "outside";
  std::ofstream(folder / "notes.txt") << "not ours";
  for (const char* name : {"", ".", "..", "notes.txt", "../junheng-20260901-000000.db", "junheng-20260901-000000.db", "/etc/passwd"})
    EXPECT_EQ(code_of(find_backup(folder, name)), Code::NoBackup) << name;
  EXPECT_TRUE(must(list_backups(folder)).empty());
}

TEST_F(Upkeep, AuditComesInPagesNewestFirst) {
  for (int i = 0; i < 5; ++i) make("user" + std::to_string(i), Role::Viewer);
  const AuditPage first = must(list_audit(store(), {.before = {}, .limit = 2, .event_prefix = {}, .account_id = {}}));
  ASSERT_EQ(first.events.size(), 2U);
  EXPECT_EQ(first.events[0].seq, 5);
  EXPECT_EQ(first.next, 4);
  const AuditPage second = must(list_audit(store(), {.before = first.next, .limit = 3, .event_prefix = "account:", .account_id = {}}));
  ASSERT_EQ(second.events.size(), 3U);
  EXPECT_EQ(second.events[0].seq, 3);
  EXPECT_FALSE(second.next);
  EXPECT_TRUE(must(list_audit(store(), {.before = {}, .limit = 9, .event_prefix = "snapshot:", .account_id = {}})).events.empty());
  EXPECT_FALSE(must(verify_audit(store())).first_broken);
}

TEST_F(Upkeep, AuditNamesTheLogin) {
  register_user("clerk", Role::Editor);
  EXPECT_EQ(must(list_audit(store(), {.before = {}, .limit = 1, .event_prefix = "session:", .account_id = {}})).events.front().login,
            "clerk");
}

SettingChange change_to(std::string_view key, std::int64_t value, std::int64_t version = 0) {
  SettingChange change;
  change.key = key;
  change.value = value;
  change.shown = std::to_string(value);
  change.version = version;
  return change;
}

TEST_F(Upkeep, SettingsHaveDefaultsRangesAndVersions) {
  const auto settings = must(list_settings(store()));
  ASSERT_EQ(settings.size(), setting_rules().size());
  for (const SettingView& setting : settings) {
    EXPECT_EQ(setting.value, setting.rule->fallback);
    EXPECT_EQ(setting.version, 0);
    for (const Lang lang : {Lang::Zh, Lang::En}) EXPECT_FALSE(setting.rule->description(lang).starts_with("setting."));
  }
  const auto set = [&](const SettingChange& change) { return change_setting(store(), change, full_access(), clock.time); };
  EXPECT_EQ(must(set(change_to(kSessionIdleHours, 4))).version, 1);
  EXPECT_EQ(code_of(set(change_to(kSessionIdleHours, 5))), Code::StoreConflict);
  EXPECT_EQ(must(set(change_to(kSessionIdleHours, 5, 1))).value, 5);
  EXPECT_EQ(code_of(set(change_to(kSessionIdleHours, 25, 2))), Code::BadSetting);
  EXPECT_EQ(code_of(set(change_to(kSessionIdleHours, 0, 2))), Code::BadSetting);
  EXPECT_EQ(code_of(set(change_to("boundaries", 1))), Code::UnknownSetting);
  // A flag is no number.
  EXPECT_EQ(code_of(set(change_to(kMetricsLocal, 1))), Code::BadSetting);
  SettingChange flag = change_to(kMetricsLocal, 1);
  flag.type = SettingRule::Type::Flag;
  EXPECT_EQ(must(set(flag)).value, 1);
  auto transaction = must(store().read());
  EXPECT_EQ(must(setting_value(transaction, Settings(), kMetricsLocal)), 1);
  EXPECT_EQ(must(list_audit(store(), {})).events.front().event, "setting:change");
}

}  // namespace
}  // namespace junheng::app
