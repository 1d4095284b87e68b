#include "junheng/store/migrations.h"

#include <thread>

#include "dataset_of_two_counties.h"
#include "junheng/store/accounts.h"
#include "junheng/store/audit.h"
#include "junheng/store/snapshots.h"
#include "junheng/store/sqlite_database.h"
#include "same_dataset.h"
#include "store_place.h"

namespace junheng::store {
namespace {

TEST(SqliteMigrations, FreshDatabaseIsBroughtToTheLastVersion) {
  const testing::ScratchFolder folder;
  const Store store = must(Store::open({.place = (folder / "office").string(), .time = kNow}));
  EXPECT_EQ(store.migration().from, 0);
  EXPECT_EQ(store.migration().to, known_schema_version());
  EXPECT_FALSE(store.migration().backup) << "nothing to copy";
  const Store again = must(Store::open({.place = (folder / "office").string(), .time = kNow}));
  EXPECT_EQ(again.migration().from, known_schema_version());
}

TEST(SqliteMigrations, ProgramsThatStartAtOnceDoItOnce) {
  const testing::ScratchFolder folder;
  std::filesystem::create_directory(folder / "office");
  std::vector<std::jthread> programs;
  std::atomic<int> made = 0;
  for (int i = 0; i < 6; ++i)
    programs.emplace_back([&] {
      const Store store = must(Store::open({.place = (folder / "office").string(), .time = kNow}));
      if (store.migration().from == 0) ++made;
    });
  programs.clear();
  EXPECT_EQ(made, 1);
}

/// tests/compat/schema-1.db was written by the first version of the schema: two_counties() as snapshot 1 with the source "a.csv",
/// the account "admin", one entry of the audit log.
TEST(SqliteMigrations, DatabaseOfVersionOneIsOpenedWithAllItHolds) {
  const testing::ScratchFolder folder;
  std::filesystem::create_directory(folder / "office");
  std::filesystem::copy(JUNHENG_SOURCE_DIR "/tests/compat/schema-1.db", folder / "office/junheng.db");
  Store store = must(Store::open({.place = (folder / "office").string(), .time = kNow}));
  EXPECT_EQ(store.migration().from, 1);
  EXPECT_EQ(store.migration().backup.has_value(), known_schema_version() > 1);
  Transaction t = must(store.read());
  expect_same(two_counties_of_schema_1(), must(load_snapshot(t, SnapshotId{1})));
  EXPECT_EQ(must(load_source(t, SnapshotId{1}, 0)), "bytes");
  EXPECT_EQ(must(find_account(t, "admin"))->role, Role::Admin);
  const AuditVerification log = must(verify_audit(t));
  EXPECT_EQ(log.entries, 1);
  EXPECT_FALSE(log.first_broken);
}

/// Writes the database that a release adds to tests/compat: JUNHENG_WRITE_COMPAT=FILE store_test --gtest_filter=SqliteMigrations.Write*
TEST(SqliteMigrations, WritesTheDatabaseOfThisVersionWhenAsked) {
  const char* const file = std::getenv("JUNHENG_WRITE_COMPAT");
  if (file == nullptr) GTEST_SKIP() << "only for a release";
  const testing::ScratchFolder folder;
  Store store = must(Store::open({.place = (folder / "office").string(), .time = kNow}));
  must(save_snapshot(store, {.name = "two counties", .actor = kProgram, .sources = {{"a.csv", "bytes"}}}, two_counties()));
  commit(store, [](Transaction& t) {
    Account admin;
    admin.login = "admin";
    admin.role = Role::Admin;
    admin.created = kNow;
    must(create_account(t, admin));
  });
  must(copy_sqlite(store.file(), file));
}

}  // namespace
}  // namespace junheng::store
