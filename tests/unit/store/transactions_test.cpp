#include <array>
#include <atomic>
#include <thread>

#include "dataset_of_two_counties.h"
#include "faulty_database.h"
#include "junheng/core/codes.h"
#include "junheng/store/runs.h"
#include "junheng/store/settings.h"
#include "junheng/store/snapshots.h"
#include "store_place.h"

namespace junheng::store {
namespace {

class Transactions : public StoreTest {};

Result<void> append_to_log(Store& store) {
  auto t = store.write();
  if (!t) return fail(t.error());
  if (const auto added = append_audit(*t, {.actor = kProgram, .event = "setting:change", .object = "n"}); !added)
    return fail(added.error());
  return t->commit();
}

/// False where another writer was faster.
bool count_up(Store& store) {
  Transaction t = must(store.write());
  Setting setting = *must(find_setting(t, "n"));
  setting.value = std::to_string(setting.version);
  return set_setting(t, setting) && t.commit();
}

std::int64_t count(Transaction& t, const std::string& table) { return must(t.query("SELECT count(*) FROM " + table))[0].integer(0); }

TEST_F(Transactions, AreUndoneUnlessCommitted) {
  Store store = open();
  {
    Transaction t = must(store.write());
    must(set_setting(t, {"a", "1", kProgram, 0}));
  }
  Transaction t = must(store.read());
  EXPECT_EQ(count(t, "setting"), 0);
}

TEST_F(Transactions, KeepNothingAfterAnError) {
  Store store = open();
  {
    Transaction t = must(store.write());
    must(set_setting(t, {"a", "1", kProgram, 0}));
    EXPECT_EQ(code_of(t.execute("INSERT INTO no_such_table VALUES (1)")), Code::StoreStatementFailed);
    EXPECT_EQ(code_of(set_setting(t, {"b", "1", kProgram, 0})), Code::StoreStatementFailed) << "the first error again";
    EXPECT_EQ(code_of(t.commit()), Code::StoreStatementFailed);
  }
  Transaction t = must(store.read());
  EXPECT_EQ(count(t, "setting"), 0);
}

TEST_F(Transactions, ValuesComeBackAsTheyWereBound) {
  Store store = open();
  Transaction t = must(store.write());
  const std::string odd("\0\xff?'", 4);
  must(t.execute("INSERT INTO run_result (run_id, area_code, name, media_type, etag, body) SELECT 1, ?, 'it''s ?', '', '', ? WHERE 1 = 0",
                 {"x", BlobView{odd}}));
  const RunId run = must(create_run(t, {.kind = "y", .actor = kProgram}));
  must(t.execute("INSERT INTO run_result (run_id, area_code, name, media_type, etag, body) VALUES (?, ?, 'it''s ?', '', '', ?)",
                 {run, "语文", BlobView{odd}}));
  const auto rows = must(t.query("SELECT area_code, name, body FROM run_result WHERE run_id = ?", {run}));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].text(0), "语文");
  EXPECT_EQ(rows[0].text(1), "it's ?");
  EXPECT_EQ(rows[0].bytes(2), odd);
  must(t.execute("INSERT INTO run_key (run_id, area_code, position, key, value) VALUES (?, 'a', 0, 'k', ?)", {run, 0.1}));
  EXPECT_EQ(must(t.query("SELECT value FROM run_key"))[0].number(0), 0.1);
  EXPECT_EQ(must(t.query("SELECT max(value) FROM run_key WHERE key = ?", {"none"}))[0].number_or_null(0), std::nullopt);
}

TEST_F(Transactions, ReadersSeeTheOldStateWhileAnotherWrites) {
  Store store = open();
  commit(store, [](Transaction& t) { must(set_setting(t, {"a", "1", kProgram, 0})); });
  Transaction before = must(store.read());
  EXPECT_EQ(count(before, "setting"), 1);
  Transaction writing = must(store.write());
  must(set_setting(writing, {"b", "1", kProgram, 0}));
  Transaction during = must(store.read());
  EXPECT_EQ(count(during, "setting"), 1);
  must(writing.commit());
  EXPECT_EQ(count(before, "setting"), 1) << "one state from its first look on";
  Transaction after = must(store.read());
  EXPECT_EQ(count(after, "setting"), 2);
}

TEST_F(Transactions, CountersOfManyWritersAddUp) {
  Store store = open();
  commit(store, [](Transaction& t) { must(set_setting(t, {"n", "0", kProgram, 0})); });
  constexpr int kWriters = 4;
  constexpr int kEach = 10;
  std::atomic<int> conflicts = 0;
  std::vector<std::jthread> threads;
  for (int w = 0; w < kWriters; ++w)
    threads.emplace_back([&] {
      for (int done = 0; done < kEach;) {
        if (count_up(store)) ++done;
        else ++conflicts;
        must(append_to_log(store));
      }
    });
  threads.clear();
  Transaction t = must(store.read());
  EXPECT_EQ(must(find_setting(t, "n"))->version, 1 + kWriters * kEach);
  const AuditVerification log = must(verify_audit(t));
  EXPECT_FALSE(log.first_broken);
  EXPECT_EQ(log.entries, kWriters * kEach + conflicts);
}

TEST_F(Transactions, FiftyReadersDuringAnImportSeeAllOrNothing) {
  // Of fifty that never rest, one may wait long for a connection where the machine is busy.
  Store store = must(Store::open({.place = place(), .time = kNow, .wait = std::chrono::minutes(1)}));
  const model::Dataset dataset = two_counties();
  std::atomic<bool> is_over = false;
  std::atomic<int> faults = 0;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 50; ++i)
    readers.emplace_back([&] {
      while (!is_over) {
        Transaction t = must(store.read());
        for (const Snapshot& snapshot : must(list_snapshots(t))) {
          const auto loaded = load_area(t, snapshot.id, "110101");
          if (!loaded || loaded->schools.size() != 3) ++faults;
        }
      }
    });
  for (int i = 0; i < 5; ++i) must(save_snapshot(store, {.name = "x", .actor = kProgram}, dataset));
  is_over = true;
  readers.clear();
  EXPECT_EQ(faults, 0);
}

TEST_F(Transactions, EveryCallThatFailsLeavesNothingOfAnImport) {
  // The n-th call to the database fails, for every n until the import goes through.
  const model::Dataset dataset = two_counties();
  auto faults = std::make_shared<FaultPlan>();
  Store store = over_faulty_database(open(), faults);
  int failures = 0;
  for (int n = 1;; ++n) {
    faults->fail_at(n);
    const auto saved = save_snapshot(store, {.name = "x", .actor = kProgram, .sources = {{"a", "b"}}}, dataset);
    faults->stop();
    Transaction t = must(store.read());
    if (saved) {
      EXPECT_EQ(count(t, "snapshot"), 1);
      break;
    }
    ++failures;
    EXPECT_EQ(code_of(saved), Code::StoreFull);
    for (const char* table : {"snapshot", "snapshot_part", "snapshot_school", "snapshot_chunk", "audit_log"})
      ASSERT_EQ(count(t, table), 0) << table << " after call " << n;
  }
  // Lease, begin, the head, sources, areas, schools, parts, the log, commit.
  EXPECT_GT(failures, 10);
}

TEST_F(Transactions, NoFreeConnectionIsToldInTime) {
  if (is_postgres()) GTEST_SKIP() << "the writer of SQLite is one";
  Store store = must(Store::open({.place = place(), .time = kNow, .readers = 1, .wait = std::chrono::milliseconds(20)}));
  Transaction first = must(store.write());
  EXPECT_EQ(code_of(store.write()), Code::StoreBusy);
  Transaction reader = must(store.read());
  EXPECT_EQ(code_of(store.read()), Code::StoreBusy);
}

TEST_F(Transactions, LostServerConnectionIsMadeAnewOnceAndNotWithin) {
  if (!is_postgres()) GTEST_SKIP() << "SQLite has no server";
  Store store = open();
  const auto own_process = [](Transaction& t) { return must(t.query("SELECT pg_backend_pid()"))[0].integer(0); };
  const auto cut = [&](std::int64_t process) {
    const auto other = must(open_postgres({place()}));
    must(
        must(other->lease(Access::Read))->query("SELECT pg_terminate_backend(CAST(? AS integer), 5000)", std::array<Argument, 1>{process}));
  };
  {
    Transaction t = must(store.write());
    must(set_setting(t, {"a", "1", kProgram, 0}));
    cut(own_process(t));
    EXPECT_EQ(code_of(set_setting(t, {"b", "1", kProgram, 0})), Code::StoreConnectionLost);
    EXPECT_EQ(code_of(t.commit()), Code::StoreConnectionLost);
  }
  std::int64_t process = 0;
  {
    Transaction t = must(store.read());
    EXPECT_EQ(count(t, "setting"), 0) << "nothing was kept";
    process = own_process(t);
  }
  cut(process);
  Transaction t = must(store.read());
  EXPECT_NE(own_process(t), process) << "made anew";
}

TEST_F(Transactions, UnreachableServerIsToldWithoutItsPassword) {
  const auto opened = Store::open({.place = "postgresql://office:secret@127.0.0.1:1/junheng", .time = kNow});
  ASSERT_EQ(code_of(opened), Code::StoreUnreachable);
  const std::string message = opened.error().message(Lang::En);
  EXPECT_NE(message.find("postgresql://127.0.0.1:1/junheng"), std::string::npos) << message;
  EXPECT_EQ(message.find("secret"), std::string::npos) << message;
  EXPECT_EQ(code_of(Store::open({.place = "mysql://x", .time = kNow})), Code::StorePlaceInvalid);
  EXPECT_EQ(code_of(Store::open({.place = "", .time = kNow})), Code::StorePlaceInvalid);
}

}  // namespace
}  // namespace junheng::store
