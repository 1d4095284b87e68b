#include "junheng/store/backup.h"

#include <fstream>

#include "dataset_of_two_counties.h"
#include "junheng/core/codes.h"
#include "junheng/store/accounts.h"
#include "junheng/store/doctor.h"
#include "junheng/store/runs.h"
#include "junheng/store/scenarios.h"
#include "junheng/store/sessions.h"
#include "junheng/store/settings.h"
#include "junheng/store/snapshots.h"
#include "same_dataset.h"
#include "store_place.h"

namespace junheng::store {
namespace {

class Backup : public StoreTest {
 protected:
  /// A row in every table.
  static SnapshotId fill(Store& store) {
    const SnapshotId id = must(save_snapshot(store, {.name = "x", .actor = kProgram, .sources = {{"a.csv", "bytes"}}}, two_counties()));
    commit(store, [&](Transaction& t) {
      Account account;
      account.login = "admin";
      account.created = kNow;
      const AccountId admin = must(create_account(t, account));
      must(create_link(t, {"link", admin, LinkPurpose::SetPassword, kLater}));
      must(create_session(t, {{}, "token", admin, kNow, kNow, kLater, "", ""}));
      must(set_setting(t, {"a", "1", {admin, kNow}, 0}));
      must(create_scenario(t, {{}, id, "110101", "s", "{}", admin, kNow, kNow, 1}));
      const RunId run = must(create_run(t, {.kind = "assess", .snapshots = {id}, .actor = {admin, kNow}}));
      must(save_results(t, {{run, "", "r", "text/plain", {}, "body"}}));
      must(save_rows(t, run, {{"110101", "东县", "/11/1101/110101/", "county", "met", {{"cv", 0.5}, {"none", std::nullopt}}}}));
    });
    return id;
  }

  static void expect_filled(Store& store, SnapshotId id) {
    Transaction t = must(store.write());
    expect_same(two_counties(), must(load_snapshot(t, id)));
    EXPECT_EQ(must(load_source(t, id, 0)), "bytes");
    const auto runs = must(list_runs(t, {}));
    ASSERT_EQ(runs.size(), 1u);
    EXPECT_EQ(must(find_result(t, runs[0].id, "", "r"))->body, "body");
    EXPECT_EQ(must(list_rows(t, {.run = runs[0].id})).rows[0].keys[0].second, 0.5);
    EXPECT_EQ(must(list_scenarios(t, id, "110101")).size(), 1u);
    EXPECT_TRUE(must(find_session(t, "token", kNow)));
    EXPECT_TRUE(must(find_link(t, "link", LinkPurpose::SetPassword, kNow)));
    EXPECT_TRUE(must(find_setting(t, "a")));
    const AuditVerification log = must(verify_audit(t));
    EXPECT_EQ(log.entries, 1);
    EXPECT_FALSE(log.first_broken);
    // Ids go on behind the last.
    Account next;
    next.login = "second";
    EXPECT_EQ(must(create_account(t, next)).value, 2);
  }
};

TEST_F(Backup, HoldsEverythingAndIsRestoredIntoAFolder) {
  Store store = open();
  const SnapshotId id = fill(store);
  const auto file = folder_ / "backup.db";
  Transaction reading = must(store.read());
  must(backup(store, file));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "backup.db-wal")) << "one file";
  EXPECT_EQ(code_of(backup(store, file)), Code::StoreTargetExists);
  const RestoreReport report = must(restore({.file = file, .place = (folder_ / "new").string(), .time = kNow}));
  EXPECT_EQ(report.audit_entries, 1);
  EXPECT_EQ(report.schema_version, known_schema_version());
  Store restored = must(Store::open({.place = (folder_ / "new").string(), .time = kNow, .must_exist = true}));
  expect_filled(restored, id);
}

TEST_F(Backup, MovesIntoTheOtherEngine) {
  if (!is_postgres()) GTEST_SKIP() << "needs a server";
  Store folder = must(Store::open({.place = (folder_ / "office").string(), .time = kNow}));
  const SnapshotId id = fill(folder);
  must(backup(folder, folder_ / "backup.db"));
  must(restore({.file = folder_ / "backup.db", .place = place(), .time = kNow}));
  Store server = open();
  expect_filled(server, id);
  EXPECT_EQ(code_of(restore({.file = folder_ / "backup.db", .place = place(), .time = kNow})), Code::StoreTargetNotEmpty);
}

/// tests/compat/schema-1.db: see SqliteMigrations.DatabaseOfVersionOneIsOpenedWithAllItHolds.
TEST_F(Backup, OfAnOlderProgramMovesIntoTheOtherEngine) {
  if (!is_postgres()) GTEST_SKIP() << "needs a server";
  const auto file = folder_ / "old.db";
  std::filesystem::copy(JUNHENG_SOURCE_DIR "/tests/compat/schema-1.db", file);
  must(restore({.file = file, .place = place(), .time = kNow}));
  Store server = open();
  Transaction t = must(server.read());
  expect_same(two_counties_of_schema_1(), must(load_snapshot(t, SnapshotId{1})));
  EXPECT_EQ(must(find_account(t, "admin"))->role, Role::Admin);
  EXPECT_EQ(must(verify_audit(t)).entries, 1);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
    if (entry.path().filename().string().find("migrating") != std::string::npos) ++files;
  EXPECT_EQ(files, 0U) << "the copy is gone";
}

TEST_F(Backup, DoesNotOverwriteUnlessTold) {
  Store store = must(Store::open({.place = (folder_ / "office").string(), .time = kNow}));
  const SnapshotId id = fill(store);
  must(backup(store, folder_ / "backup.db"));
  const std::string other = (folder_ / "other").string();
  { const Store made = must(Store::open({.place = other, .time = kNow})); }
  EXPECT_EQ(code_of(restore({.file = folder_ / "backup.db", .place = other, .time = kNow})), Code::StoreTargetExists);
  const auto report = must(restore({.file = folder_ / "backup.db", .place = other, .existing = Existing::SetAside, .time = kNow}));
  EXPECT_TRUE(std::filesystem::exists(report.set_aside));
  Store restored = must(Store::open({.place = other, .time = kNow}));
  expect_filled(restored, id);
}

TEST_F(Backup, OfADatabaseInUseIsNotPutInItsPlace) {
  Store store = must(Store::open({.place = (folder_ / "office").string(), .time = kNow}));
  fill(store);
  must(backup(store, folder_ / "backup.db"));
  Transaction reading = must(store.read());
  must(list_settings(reading));
  const auto restored =
      restore({.file = folder_ / "backup.db", .place = (folder_ / "office").string(), .existing = Existing::SetAside, .time = kNow});
  EXPECT_EQ(code_of(restored), Code::StoreLocked);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "office/junheng.db.restored"));
}

TEST_F(Backup, DamagedOrForeignFilesAreNotRestored) {
  Store store = must(Store::open({.place = (folder_ / "office").string(), .time = kNow}));
  fill(store);
  must(backup(store, folder_ / "backup.db"));
  std::ofstream(folder_ / "text.db") << std::string(5000, 'x');
  EXPECT_EQ(code_of(restore({.file = folder_ / "text.db", .place = (folder_ / "n").string()})), Code::StoreNotOurs);
  EXPECT_EQ(code_of(restore({.file = folder_ / "none.db", .place = (folder_ / "n").string()})), Code::StoreCannotOpen);
  {
    std::fstream damaged(folder_ / "backup.db", std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(3 * 4096);
    damaged << std::string(4096, '\xAA');
  }
  EXPECT_EQ(code_of(restore({.file = folder_ / "backup.db", .place = (folder_ / "n").string()})), Code::StoreCorrupted);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "n/junheng.db"));
}

TEST_F(Backup, LogThatWasChangedIsNotRestored) {
  Store store = must(Store::open({.place = (folder_ / "office").string(), .time = kNow}));
  fill(store);
  commit(store, [](Transaction& t) {
    must(t.run_script("DROP TRIGGER audit_log_no_update"));
    must(t.execute("UPDATE audit_log SET event = 'x'"));
  });
  EXPECT_EQ(code_of(backup(store, folder_ / "backup.db")), Code::AuditChainBroken);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "backup.db"));
}

const DoctorCheck& check(const std::vector<DoctorCheck>& checks, std::string_view name) {
  for (const DoctorCheck& each : checks)
    if (each.check == name) return each;
  throw std::runtime_error("no check " + std::string(name));
}

TEST_F(Backup, DoctorFindsNothingWrongWithASoundStore) {
  Store store = open();
  fill(store);
  for (const DoctorCheck& each : examine(store, {.free_bytes = 0})) {
    const bool has_run = each.check == "unfinished_runs";
    EXPECT_EQ(each.state, has_run ? CheckState::Warning : CheckState::Good) << each.finding(Lang::En);
    EXPECT_EQ(each.remedy(Lang::Zh).empty(), !has_run);
    EXPECT_EQ(each.finding(Lang::Zh).find('{'), std::string::npos) << each.finding(Lang::Zh);
    EXPECT_EQ(each.finding(Lang::En).find('{'), std::string::npos) << each.finding(Lang::En);
  }
}

TEST_F(Backup, DoctorCountsRunsThatAreNotShown) {
  Store store = open();
  fill(store);
  SnapshotId snapshot;
  const auto add = [&](Transaction& t, std::int64_t form, const char* parameters) {
    const RunId id = must(create_run(t, {.kind = "assess",
                                         .snapshots = {snapshot},
                                         .standard_id = "cn.quality-2017",
                                         .parameters = parameters,
                                         .actor = kProgram,
                                         .form = form}));
    must(start_run(t, id, kNow));
    must(end_run(t, id, {RunState::Done, "", kNow}));
  };
  commit(store, [&](Transaction& t) {
    snapshot = must(list_snapshots(t)).front().id;
    add(t, 0, R"({"school_year":2023})");
    add(t, 1, R"({"school_year":2023})");
    add(t, 1, R"({"school_year":2024})");
    add(t, 3, R"({"school_year":2025})");
  });
  const auto count = [&](std::int64_t form) { return check(examine(store, {.run_form = form}), "other_form_runs"); };
  // Of form 2 there is none. To form 1, that of 2025 is another, and that of 2023 was made again.
  EXPECT_EQ(count(2).params, (Params{{"count", "4"}}));
  EXPECT_EQ(count(1).params, (Params{{"count", "1"}}));
  EXPECT_EQ(count(1).state, CheckState::Warning);
}

TEST_F(Backup, DoctorNamesWhatIsWrong) {
  Store store = must(Store::open({.place = (folder_ / "office").string(), .time = kNow}));
  fill(store);
  commit(store, [](Transaction& t) {
    must(t.run_script("DROP TRIGGER audit_log_no_update"));
    must(t.execute("UPDATE audit_log SET event = 'x'"));
  });
  std::filesystem::permissions(folder_ / "office/junheng.db", std::filesystem::perms::others_read, std::filesystem::perm_options::add);
  const auto checks = examine(store, {.free_bytes = ~std::uint64_t{0}});
  EXPECT_EQ(check(checks, "audit").state, CheckState::Failed);
  EXPECT_NE(check(checks, "audit").finding(Lang::En).find("from entry 1 on"), std::string::npos)
      << check(checks, "audit").finding(Lang::En);
  EXPECT_EQ(check(checks, "disk").state, CheckState::Warning);
  EXPECT_EQ(check(checks, "permissions").state, CheckState::Warning);
  EXPECT_NE(check(checks, "permissions").finding(Lang::Zh).find("junheng.db"), std::string::npos);
}

}  // namespace
}  // namespace junheng::store
