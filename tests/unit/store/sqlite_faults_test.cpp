#include <csignal>
#include <fstream>
#include <functional>

#include <sqlite3.h>
#include <sys/wait.h>

#include "dataset_of_two_counties.h"
#include "faulty_database.h"
#include "junheng/core/codes.h"
#include "junheng/store/settings.h"
#include "junheng/store/snapshots.h"
#include "junheng/store/sqlite_database.h"
#include "store_place.h"

namespace junheng::store {
namespace {

class SqliteFaults : public ::testing::Test {
 protected:
  [[nodiscard]] std::string office() const { return (folder_ / "office").string(); }
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "office/junheng.db"; }
  [[nodiscard]] Store open() const { return must(Store::open({.place = office(), .time = kNow})); }
  testing::ScratchFolder folder_;
};

/// SQL by a program that is not ours.
void run_elsewhere(const std::filesystem::path& file, const char* sql) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
  sqlite3_close(handle);
}

/// Runs `act` in another process as a user without rights; what it returns is the exit code.
int as_nobody(const std::function<int()>& act) {
  const pid_t child = fork();
  if (child == 0) {
    constexpr unsigned kNobody = 65534;
    if (getuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) _exit(99);
    _exit(act());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(SqliteFaults, FilesAreForTheirOwnerOnly) {
  Store store = open();
  must(save_snapshot(store, {.name = "x", .actor = kProgram}, two_counties()));
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(office()).permissions(), perms::owner_all);
  for (const char* name : {"office/junheng.db", "office/junheng.db-wal"})
    EXPECT_EQ(std::filesystem::status(folder_ / name).permissions(), perms::owner_read | perms::owner_write) << name;
}

TEST_F(SqliteFaults, ReadOnlyFolderIsTold) {
  { const Store made = open(); }
  using std::filesystem::perms;
  std::filesystem::permissions(folder_.path(), perms::owner_all | perms::others_exec | perms::others_read);
  std::filesystem::permissions(office(), perms::owner_read | perms::owner_exec | perms::others_read | perms::others_exec);
  std::filesystem::permissions(file(), perms::owner_read | perms::others_read | perms::others_write);
  const auto try_to_open = [&] { return code_of(Store::open({.place = office(), .time = kNow})) == Code::StoreReadOnly ? 0 : 1; };
  EXPECT_EQ(as_nobody(try_to_open), 0) << "a folder in which nothing can be written";
  std::filesystem::permissions(office(), perms::all);
  std::filesystem::permissions(file(), perms::owner_read | perms::others_read);
  EXPECT_EQ(as_nobody(try_to_open), 0) << "a file that cannot be written";
  std::filesystem::permissions(office(), perms::owner_all);
}

TEST_F(SqliteFaults, FolderThatIsMissingOrAFileIsTold) {
  EXPECT_EQ(code_of(Store::open({.place = (folder_ / "a/b").string(), .time = kNow})), Code::StoreCannotOpen);
  EXPECT_EQ(code_of(Store::open({.place = office(), .time = kNow, .must_exist = true})), Code::StoreCannotOpen);
  EXPECT_FALSE(std::filesystem::exists(office()));
  std::ofstream(folder_ / "file") << "x";
  EXPECT_EQ(code_of(Store::open({.place = (folder_ / "file").string(), .time = kNow})), Code::StorePlaceInvalid);
}

TEST_F(SqliteFaults, FullDiskKeepsNothingAndTheStoreGoesOn) {
  { const Store made = open(); }
  SqliteOptions options;
  options.file = file();
  // As large as it is now and a little more: a setting fits, a source of a megabyte does not.
  options.max_pages = static_cast<std::int64_t>(std::filesystem::file_size(file()) / 4096) + 60;
  Store store(must(open_sqlite(options)), file(), {});
  std::string source;
  for (std::uint32_t x = 1; source.size() < 1'000'000; x = x * 1664525 + 1013904223) source += static_cast<char>(x >> 24);
  const auto saved = save_snapshot(store, {.name = "x", .actor = kProgram, .sources = {{"a", source}}}, two_counties());
  ASSERT_EQ(code_of(saved), Code::StoreFull);
  EXPECT_NE(saved.error().message(Lang::En).find("disk is full"), std::string::npos);
  commit(store, [](Transaction& t) {
    EXPECT_TRUE(must(list_snapshots(t)).empty());
    EXPECT_EQ(must(t.query("SELECT count(*) FROM snapshot_chunk"))[0].integer(0), 0);
    must(set_setting(t, {"a", "1", kProgram, 0}));
  });
}

TEST_F(SqliteFaults, LockOfAnotherProgramIsWaitedForAndTold) {
  { const Store made = open(); }
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  Store store = must(Store::open({.place = office(), .time = kNow, .wait = std::chrono::milliseconds(30)}));
  const auto change = store.write();
  EXPECT_EQ(code_of(change), Code::StoreLocked);
  EXPECT_EQ(change.error().params[1].second, "0.03");
  EXPECT_TRUE(store.read()) << "reading goes on";
  ASSERT_EQ(sqlite3_exec(other, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(other);
  EXPECT_TRUE(store.write());
}

TEST_F(SqliteFaults, DamagedFileIsTold) {
  {
    Store store = open();
    must(save_snapshot(store, {.name = "x", .actor = kProgram}, two_counties()));
  }
  std::filesystem::copy(file(), folder_ / "copy");
  {
    std::fstream damaged(file(), std::ios::in | std::ios::out | std::ios::binary);
    damaged << std::string(2000, 'x');
  }
  EXPECT_EQ(code_of(Store::open({.place = office(), .time = kNow})), Code::StoreCorrupted) << "its head";
  std::filesystem::copy(folder_ / "copy", file(), std::filesystem::copy_options::overwrite_existing);
  {
    std::fstream damaged(file(), std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(5 * 4096);
    for (auto left = std::filesystem::file_size(file()) - 5 * 4096; left > 0; --left) damaged << '\x55';
  }
  EXPECT_NE(must(check_sqlite(file())), "") << "its pages";
}

TEST_F(SqliteFaults, DatabaseOfAnotherProgramIsLeftAlone) {
  std::filesystem::create_directory(office());
  run_elsewhere(file(), "CREATE TABLE invoices (id); INSERT INTO invoices VALUES (1)");
  EXPECT_EQ(code_of(Store::open({.place = office(), .time = kNow})), Code::StoreNotOurs);
  run_elsewhere(file(), "INSERT INTO invoices VALUES (2)");
}

TEST_F(SqliteFaults, NewerSchemaIsLeftAlone) {
  { const Store made = open(); }
  run_elsewhere(file(), "INSERT INTO schema_migration VALUES (99, 'x', 0)");
  const auto opened = Store::open({.place = office(), .time = kNow});
  ASSERT_EQ(code_of(opened), Code::StoreTooNew);
  EXPECT_NE(opened.error().message(Lang::En).find("99"), std::string::npos);
}

TEST_F(SqliteFaults, SchemaOfAnotherScriptIsTold) {
  { const Store made = open(); }
  run_elsewhere(file(), "UPDATE schema_migration SET checksum = 'x'");
  EXPECT_EQ(code_of(Store::open({.place = office(), .time = kNow})), Code::StoreMigrationChanged);
}

TEST_F(SqliteFaults, BodyThatWasDamagedIsTold) {
  Store store = open();
  const SnapshotId id = must(save_snapshot(store, {.name = "x", .actor = kProgram, .sources = {{"a", "bytes"}}}, two_counties()));
  run_elsewhere(file(),
                "DROP TRIGGER snapshot_part_is_frozen; UPDATE snapshot_part SET body = substr(body, 1, length(body) - 5);"
                "DROP TRIGGER snapshot_source_is_frozen; UPDATE snapshot_source SET sha256 = 'x'");
  Transaction t = must(store.read());
  EXPECT_EQ(code_of(load_snapshot(t, id)), Code::StoreRecordDamaged);
  EXPECT_EQ(code_of(load_source(t, id, 0)), Code::StoreRecordDamaged);
}

TEST_F(SqliteFaults, KilledInTheMiddleOfAnImportLeavesNothing) {
  { const Store made = open(); }
  bool has_ended = false;
  int killed = 0;
  for (int call = 1; !has_ended; ++call) {
    const pid_t child = fork();
    if (child == 0) {
      auto plan = std::make_shared<FaultPlan>();
      Store store = over_killing_database(open(), plan);
      plan->fail_at(call);
      const auto saved = save_snapshot(store, {.name = "x", .actor = kProgram, .sources = {{"a", "b"}}}, two_counties());
      _exit(saved ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    has_ended = WIFEXITED(status);
    Store store = open();
    Transaction t = must(store.read());
    const auto snapshots = must(t.query("SELECT count(*) FROM snapshot"))[0].integer(0);
    if (has_ended) {
      EXPECT_EQ(WEXITSTATUS(status), 0);
      EXPECT_EQ(snapshots, 1);
    } else {
      ++killed;
      ASSERT_EQ(WTERMSIG(status), SIGKILL);
      ASSERT_EQ(snapshots, 0) << "call " << call;
      ASSERT_EQ(must(t.query("SELECT count(*) FROM snapshot_part"))[0].integer(0), 0);
      ASSERT_EQ(must(check_sqlite(file())), "");
    }
  }
  EXPECT_GT(killed, 10);
}

}  // namespace
}  // namespace junheng::store
