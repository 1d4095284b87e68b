#include "junheng/app/store_case.h"

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "junheng/app/store_place.h"
#include "junheng/core/codes.h"
#include "unit/app/accounts_scene.h"

namespace junheng::app {
namespace {

using store::code_of;
using store::must;

/// China's time, as POSIX writes it, for as long as this lives.
class ChinasClock {
 public:
  ChinasClock() {
    if (const char* zone = std::getenv("TZ")) before_ = zone;
    ::setenv("TZ", "CST-8", 1);
    ::tzset();
  }
  ChinasClock(const ChinasClock&) = delete;
  ChinasClock& operator=(const ChinasClock&) = delete;
  ~ChinasClock() {
    if (before_) ::setenv("TZ", before_->c_str(), 1);
    else ::unsetenv("TZ");
    ::tzset();
  }

 private:
  std::optional<std::string> before_;
};

class StoreCommands : public AccountsTest {
 protected:
  [[nodiscard]] StoreTarget target(OutputFormat format = OutputFormat::Text) const { return {place(), clock.time, format}; }
  [[nodiscard]] static Session english() {
    Session session;
    session.lang = Lang::En;
    return session;
  }
  [[nodiscard]] static bool holds(const Outcome& outcome, std::string_view words) {
    return outcome.output.find(words) != std::string::npos;
  }
};

TEST_F(StoreCommands, UserIsAddedListedResetAndDisabled) {
  EXPECT_TRUE(holds(must(run_user_list(target(), english())), "no accounts yet"));
  const ChinasClock chinas_clock;
  const Outcome added = must(run_user_add(target(), {"zhang.wei", "张伟", "editor", "110101"}, english()));
  EXPECT_TRUE(holds(added, "account zhang.wei was made"));
  EXPECT_TRUE(holds(added, "/#/link/"));
  // By the clock of the machine: the link ends a day after midnight of 1 September, UTC.
  EXPECT_TRUE(holds(added, "2026-09-02 08:00 (UTC+0800)")) << added.output;
  EXPECT_EQ(code_of(run_user_add(target(), {"Zhang.Wei", "", "viewer", ""}, english())), Code::StoreExists);
  const Outcome list = must(run_user_list(target(), english()));
  for (const char* word : {"zhang.wei", "张伟", "editor", "110101", "enabled", "never"}) EXPECT_TRUE(holds(list, word)) << word;
  const Outcome json = must(run_user_list(target(OutputFormat::Json), english()));
  EXPECT_TRUE(holds(json, R"("login": "zhang.wei")"));
  EXPECT_FALSE(holds(json, "hash"));
  EXPECT_TRUE(holds(must(run_user_reset(target(), "zhang.wei", english())), "/#/link/"));
  EXPECT_EQ(code_of(run_user_reset(target(), "nobody", english())), Code::NoAccount);
  EXPECT_TRUE(holds(must(run_user_disable(target(), "zhang.wei", english())), "disabled"));
  EXPECT_TRUE(holds(must(run_user_list(target(), english())), "disabled"));
}

TEST_F(StoreCommands, ResetOfAdminMakesItWhereNobodyCanLogIn) {
  EXPECT_TRUE(holds(must(run_user_reset(target(), "admin", english())), "/#/link/"));
  EXPECT_TRUE(holds(must(run_user_list(target(), english())), "administrator"));
  EXPECT_EQ(code_of(run_user_disable(target(), "admin", english())), Code::LastAdministrator);
}

TEST_F(StoreCommands, PlaceWithoutStoreIsRefusedAndNotMade) {
  const std::string nowhere = (folder_ / "nowhere").string();
  EXPECT_FALSE(run_user_list({nowhere, clock.time, OutputFormat::Text}, english()));
  EXPECT_FALSE(run_doctor({nowhere, clock.time, OutputFormat::Text}, english()));
  EXPECT_FALSE(std::filesystem::exists(nowhere));
}

TEST_F(StoreCommands, SettingsOfTheFolderTellWhereItsStoreIs) {
  const std::string folder = (folder_ / "data").string();
  std::filesystem::create_directory(folder);
  std::ofstream(folder + "/settings.toml") << "store = \"" << place() << "\"\n";
  StoreTarget data{folder, clock.time, OutputFormat::Text};
  data.settings.file = folder + "/settings.toml";
  must(run_user_add(data, {"zhang.wei", "", "editor", ""}, english()));
  EXPECT_TRUE(holds(must(run_user_list(target(), english())), "zhang.wei")) << "in the store of the settings";
  EXPECT_TRUE(holds(must(run_audit_verify(data, english())), "1 entry"));
  EXPECT_EQ(must(run_doctor(data, english())).exit_code, 0);
  const std::string file = (folder_ / "copy.db").string();
  EXPECT_TRUE(holds(must(run_backup(data, file, english())), file));
  EXPECT_FALSE(std::filesystem::exists(folder + "/junheng.db"));
  // The environment wins over the file, as it does for the server.
  const std::string restored = (folder_ / "restored").string();
  data.settings.environment = {{"JUNHENG_STORE", restored}};
  must(run_restore(data, file, ExistingStore::Refuse, english()));
  EXPECT_TRUE(std::filesystem::exists(restored + "/junheng.db"));
  EXPECT_FALSE(std::filesystem::exists(folder + "/junheng.db"));
}

TEST_F(StoreCommands, NamedServerIsNotSoughtInSettings) {
  const Settings settings = must(Settings::read({.environment = {{"JUNHENG_STORE", "postgresql://b/office"}}}));
  EXPECT_EQ(store_place("postgresql://a/office", settings), "postgresql://a/office");
  EXPECT_EQ(store_place("data", settings), "postgresql://b/office");
  EXPECT_EQ(store_place("data", Settings()), "data");
}

TEST_F(StoreCommands, BackupIsRestoredElsewhereWithItsAccounts) {
  must(run_user_add(target(), {"zhang.wei", "", "editor", ""}, english()));
  const std::string file = (folder_ / "copy.db").string();
  EXPECT_TRUE(holds(must(run_backup(target(), file, english())), file));
  EXPECT_EQ(code_of(run_backup(target(), file, english())), Code::StoreTargetExists);
  const StoreTarget elsewhere{(folder_ / "elsewhere").string(), clock.time, OutputFormat::Text};
  EXPECT_TRUE(holds(must(run_restore(elsewhere, file, ExistingStore::Refuse, english())), "1 entry"));
  EXPECT_TRUE(holds(must(run_user_list(elsewhere, english())), "zhang.wei"));
  EXPECT_EQ(code_of(run_restore(elsewhere, file, ExistingStore::Refuse, english())), Code::StoreTargetExists);
  EXPECT_TRUE(holds(must(run_restore(elsewhere, file, ExistingStore::SetAside, english())), "is kept as"));
}

TEST_F(StoreCommands, DoctorFindsASoundStoreAndAuditItsChain) {
  must(run_user_add(target(), {"zhang.wei", "", "editor", ""}, english()));
  const Outcome text = must(run_doctor(target(), english()));
  EXPECT_EQ(text.exit_code, 0) << text.output;
  EXPECT_TRUE(holds(text, "ok"));
  EXPECT_TRUE(holds(must(run_doctor(target(OutputFormat::Json), english())), R"("state": "ok")"));
  EXPECT_TRUE(holds(must(run_audit_verify(target(), english())), "1 entry"));
  const Outcome json = must(run_audit_verify(target(OutputFormat::Json), english()));
  EXPECT_TRUE(holds(json, R"("is_intact": true)"));
  EXPECT_EQ(json.exit_code, 0);
}

// Somebody who can write the file takes the trigger away and changes what was noted.
TEST_F(StoreCommands, ChangedEntryOfTheAuditLogIsNamed) {
  if (is_postgres()) GTEST_SKIP() << "the trigger is taken away in SQLite's words";
  must(run_user_add(target(), {"one", "", "editor", ""}, english()));
  must(run_user_add(target(), {"two", "", "editor", ""}, english()));
  store::commit(store(), [](store::Transaction& t) {
    must(t.run_script("DROP TRIGGER audit_log_no_update; UPDATE audit_log SET event = 'account:change' WHERE seq = 2;"));
  });
  const Outcome broken = must(run_audit_verify(target(), english()));
  EXPECT_EQ(broken.exit_code, 1);
  EXPECT_TRUE(holds(broken, "entry 2"));
  EXPECT_TRUE(holds(must(run_audit_verify(target(OutputFormat::Json), english())), R"("first_broken": 2)"));
  EXPECT_EQ(must(run_doctor(target(), english())).exit_code, 1);
}

}  // namespace
}  // namespace junheng::app
