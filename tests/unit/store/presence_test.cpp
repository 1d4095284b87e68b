#include "junheng/store/presence.h"

#include <chrono>
#include <csignal>
#include <fstream>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lost_presence.h"
#include "store_place.h"

namespace junheng::store {
namespace {

class PresenceOfPrograms : public StoreTest {
 protected:
  static constexpr AbsenceWatch::Moment kLook{std::chrono::hours(1)};
  /// A run that is queued, or runs, on behalf of the program.
  static RunId run_of(Store& store, OwnerId owner, bool is_running) {
    RunId id;
    commit(store, [&](Transaction& t) {
      id = must(create_run(t, {.kind = "assess", .actor = kProgram, .owner = owner}));
      if (is_running) must(start_run(t, id, kNow));
    });
    return id;
  }
  /// What one look of a program that has just come ends.
  static std::int64_t interrupted(Store& store) { return must(AbsenceWatch().interrupt_runs(store, kLater, kLook)); }
  static RunState state(Store& store, RunId id) {
    Transaction t = must(store.read());
    return must(find_run(t, id))->state;
  }
};

TEST_F(PresenceOfPrograms, RunsOfOneThatIsThereAreLeft) {
  Store store = open();
  const Presence here = must(Presence::enter(store));
  const RunId queued = run_of(store, here.owner(), false);
  const RunId running = run_of(store, here.owner(), true);
  // As another program sees it, and as the program itself does.
  Store other = open();
  EXPECT_EQ(interrupted(other), 0);
  EXPECT_EQ(interrupted(store), 0);
  EXPECT_EQ(state(store, queued), RunState::Queued);
  EXPECT_EQ(state(store, running), RunState::Running);
}

TEST_F(PresenceOfPrograms, RunsOfOneThatHasGoneAreInterrupted) {
  Store store = open();
  const Presence here = must(Presence::enter(store));
  const RunId own = run_of(store, here.owner(), true);
  RunId queued;
  RunId running;
  RunId done;
  {
    const Presence gone = must(Presence::enter(store));
    EXPECT_NE(gone.owner(), here.owner());
    queued = run_of(store, gone.owner(), false);
    running = run_of(store, gone.owner(), true);
    done = run_of(store, gone.owner(), true);
    commit(store, [&](Transaction& t) { must(end_run(t, done, {RunState::Done, "", kNow})); });
  }
  const RunId nobodys = run_of(store, {}, true);
  EXPECT_EQ(interrupted(store), 3);
  EXPECT_EQ(state(store, queued), RunState::Interrupted);
  EXPECT_EQ(state(store, running), RunState::Interrupted);
  EXPECT_EQ(state(store, nobodys), RunState::Interrupted);
  EXPECT_EQ(state(store, done), RunState::Done);
  EXPECT_EQ(state(store, own), RunState::Running);
  EXPECT_EQ(interrupted(store), 0);
}

TEST_F(PresenceOfPrograms, KilledProgramHasGoneAtOnce) {
  { const Store made = open(); }
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {
    Store store = open();
    const Presence there = must(Presence::enter(store));
    run_of(store, there.owner(), true);
    if (write(ready[1], "x", 1) != 1) _exit(1);
    pause();
  }
  char byte = 0;
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  Store store = open();
  EXPECT_EQ(interrupted(store), 0);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  // The server notices the end of the connection a moment after the kernel has closed it.
  std::int64_t marked = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (marked == 0 && std::chrono::steady_clock::now() < end) marked = interrupted(store);
  EXPECT_EQ(marked, 1);
}

/// The server's account and an administrator's: whoever comes first makes the file of locks, and the other must be able to open it.
TEST_F(PresenceOfPrograms, FileOfLocksIsAsTheDatabase) {
  if (is_postgres()) GTEST_SKIP() << "a server has no file";
  Store store = open();
  const auto shared = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write | std::filesystem::perms::group_read |
                      std::filesystem::perms::group_write;
  std::filesystem::permissions(store.file(), shared);
  constexpr uid_t kOther = 65534;
  const bool is_root = geteuid() == 0;
  if (is_root) {
    ASSERT_EQ(chown(store.file().c_str(), kOther, kOther), 0);
  }
  const Presence here = must(Presence::enter(store));
  const std::string locks = store.file().string() + ".owners";
  EXPECT_EQ(std::filesystem::status(locks).permissions(), shared);
  struct ::stat state {};
  ASSERT_EQ(::stat(locks.c_str(), &state), 0);
  EXPECT_EQ(state.st_uid, is_root ? kOther : geteuid());
  EXPECT_EQ(state.st_gid, is_root ? kOther : getegid());
}

/// A folder that others may write in: root would give away, or open to them, what a link leads to.
TEST_F(PresenceOfPrograms, FileOfLocksThatLeadsElsewhereIsRefusedAndLeftAsItIs) {
  if (is_postgres()) GTEST_SKIP() << "a server has no file";
  Store store = open();
  const std::string locks = store.file().string() + ".owners";
  const std::filesystem::path other = folder_ / "other";
  std::ofstream(other) << "";
  std::filesystem::permissions(other, std::filesystem::perms::owner_read);
  if (geteuid() == 0) {
    ASSERT_EQ(chown(store.file().c_str(), 65534, 65534), 0);
  }
  const auto is_refused = [&](const char* what) {
    EXPECT_EQ(code_of(Presence::enter(store)), Code::StoreCannotOpen) << what;
    struct ::stat state {};
    ASSERT_EQ(::stat(other.c_str(), &state), 0);
    EXPECT_EQ(state.st_uid, geteuid()) << what;
    EXPECT_EQ(std::filesystem::status(other).permissions(), std::filesystem::perms::owner_read) << what;
    std::filesystem::remove(locks);
  };
  std::filesystem::create_symlink(other, locks);
  is_refused("a symbolic link");
  std::filesystem::permissions(other, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::create_hard_link(other, locks);
  EXPECT_EQ(code_of(Presence::enter(store)), Code::StoreCannotOpen) << "a second name";
  std::filesystem::remove(locks);
  std::ofstream(locks) << "text";
  EXPECT_EQ(code_of(Presence::enter(store)), Code::StoreCannotOpen) << "not empty";
  std::filesystem::remove(locks);
  EXPECT_TRUE(Presence::enter(store));
}

/// Locks of connections to a server, which may be lost while the program lives.
class PresenceOnServer : public PresenceOfPrograms {
 protected:
  void SetUp() override {
    PresenceOfPrograms::SetUp();
    if (!IsSkipped() && !is_postgres()) GTEST_SKIP() << "the lock of a file is not lost";
  }
  static void run_sql(Store& store, std::string_view sql) {
    commit(store, [&](Transaction& t) { must(t.run_script(sql)); });
  }
  static std::int64_t programs(Store& store) {
    Transaction t = must(store.read());
    return must(t.query("SELECT count(*) FROM program")).front().integer(0);
  }
  static constexpr AbsenceWatch::Moment kAfterGrace = kLook + AbsenceWatch::kGrace;
};

TEST_F(PresenceOnServer, LostConnectionIsMadeAnew) {
  Store store = open();
  Presence here = must(Presence::enter(store));
  const RunId run = run_of(store, here.owner(), true);
  Store other = open();
  lose_presence(other, here.owner());
  EXPECT_EQ(must(here.renew()), Renewal::TakenAnew);
  EXPECT_TRUE(holds_presence(other, here.owner()));
  EXPECT_EQ(interrupted(other), 0);
  EXPECT_EQ(state(other, run), RunState::Running);
}

TEST_F(PresenceOnServer, ProcessThatLivesIsNotAbsentWithoutItsLock) {
  Store store = open();
  const Presence here = must(Presence::enter(store));
  const RunId run = run_of(store, here.owner(), true);
  Store other = open();
  lose_presence(other, here.owner());
  AbsenceWatch watch;
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater, kLook)), 0);
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater, kAfterGrace)), 0);
  EXPECT_EQ(state(other, run), RunState::Running);
}

TEST_F(PresenceOnServer, LaterProcessOfTheSameNumberDoesNotStandIn) {
  Store store = open();
  const Presence here = must(Presence::enter(store));
  run_of(store, here.owner(), true);
  Store other = open();
  run_sql(other, "UPDATE program SET process_start = '1'");
  EXPECT_EQ(interrupted(other), 0) << "it holds its lock";
  lose_presence(other, here.owner());
  EXPECT_EQ(interrupted(other), 1);
}

TEST_F(PresenceOnServer, ProgramElsewhereHasTimeToComeBack) {
  Store store = open();
  Presence here = must(Presence::enter(store));
  const RunId run = run_of(store, here.owner(), true);
  Store other = open();
  run_sql(other, "UPDATE program SET host = 'elsewhere'");
  AbsenceWatch watch;
  lose_presence(other, here.owner());
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater, kLook)), 0) << "missed once";
  EXPECT_EQ(must(here.renew()), Renewal::TakenAnew);
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater, kAfterGrace)), 0) << "back";
  lose_presence(other, here.owner());
  const AbsenceWatch::Moment again = kAfterGrace + std::chrono::seconds(1);
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater, again)), 0) << "missed anew: the grace begins again";
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater, again + (AbsenceWatch::kGrace - std::chrono::milliseconds(1)))), 0);
  EXPECT_EQ(state(other, run), RunState::Running);
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater, again + AbsenceWatch::kGrace)), 1);
  EXPECT_EQ(state(other, run), RunState::Interrupted);
}

TEST_F(PresenceOnServer, TimeInWhichNobodyLookedDoesNotCount) {
  Store store = open();
  const Presence here = must(Presence::enter(store));
  const RunId run = run_of(store, here.owner(), true);
  Store other = open();
  run_sql(other, "UPDATE program SET host = 'elsewhere'");
  lose_presence(other, here.owner());
  AbsenceWatch watch;
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater, kLook)), 0);
  const AbsenceWatch::Moment late = kAfterGrace + std::chrono::hours(1);
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater, late)), 0) << "it may have been there in that hour";
  watch.forget();
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater, late + AbsenceWatch::kGrace)), 0) << "who looks was away itself";
  EXPECT_EQ(state(other, run), RunState::Running);
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater, late + 2 * AbsenceWatch::kGrace)), 1);
}

TEST_F(PresenceOnServer, ProgramWithoutItsRowIsThereWhileItHoldsItsLock) {
  Store store = open();
  Presence here = must(Presence::enter(store));
  const RunId run = run_of(store, here.owner(), true);
  Store other = open();
  run_sql(other, "DELETE FROM program");
  EXPECT_EQ(interrupted(other), 0);
  EXPECT_EQ(state(other, run), RunState::Running);
  EXPECT_EQ(must(here.renew()), Renewal::Kept);
  EXPECT_EQ(programs(other), 1) << "the row is there again";
}

/// A connection that was cut on the program's side only: the server's end holds the lock on.
TEST_F(PresenceOnServer, LockIsTakenFromTheOwnHalfOpenConnection) {
  Store store = open();
  Presence here = must(Presence::enter(store));
  const RunId run = run_of(store, here.owner(), true);
  const HalfOpenConnections cut;
  ASSERT_GT(cut.count(), 0U);
  Store other = open();
  ASSERT_TRUE(holds_presence(other, here.owner())) << "the server does not know";
  EXPECT_EQ(must(here.renew()), Renewal::TakenAnew);
  EXPECT_TRUE(holds_presence(other, here.owner()));
  EXPECT_EQ(interrupted(other), 0);
  EXPECT_EQ(state(other, run), RunState::Running);
}

TEST_F(PresenceOnServer, RowGoesWithTheProgram) {
  Store store = open();
  {
    const Presence there = must(Presence::enter(store));
    EXPECT_EQ(programs(store), 1);
  }
  EXPECT_EQ(programs(store), 0);
  // One that was killed has left its row.
  run_sql(store, "INSERT INTO program SELECT 5, host, 4194305, '1' FROM (SELECT 'elsewhere' AS host) AS one");
  const Presence here = must(Presence::enter(store));
  run_sql(store, "UPDATE program SET host = (SELECT host FROM program WHERE owner <> 5) WHERE owner = 5");
  EXPECT_EQ(interrupted(store), 0) << "it had no runs";
  EXPECT_EQ(programs(store), 1);
}

}  // namespace
}  // namespace junheng::store
