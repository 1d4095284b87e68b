#include "junheng/store/presence.h"

#include <chrono>
#include <csignal>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store_place.h"

namespace junheng::store {
namespace {

class PresenceOfPrograms : public StoreTest {
 protected:
  /// A run that is queued, or runs, on behalf of the program.
  static RunId run_of(Store& store, OwnerId owner, bool is_running) {
    RunId id;
    commit(store, [&](Transaction& t) {
      id = must(create_run(t, {.kind = "assess", .actor = kProgram, .owner = owner}));
      if (is_running) must(start_run(t, id, kNow));
    });
    return id;
  }
  /// What two looks far enough apart end; on a file the first one does.
  static std::int64_t interrupted(Store& store) {
    AbsenceWatch watch;
    const std::int64_t first = must(watch.interrupt_runs(store, kLater));
    return first + must(watch.interrupt_runs(store, kMuchLater));
  }
  static constexpr UtcTime kMuchLater{kLater.ms + std::chrono::milliseconds(AbsenceWatch::kGrace).count()};
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
  const auto mode = [](const std::filesystem::path& file) { return std::filesystem::status(file).permissions(); };
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
  EXPECT_EQ(mode(locks), shared);
  struct ::stat state {};
  ASSERT_EQ(::stat(locks.c_str(), &state), 0);
  EXPECT_EQ(state.st_uid, is_root ? kOther : geteuid());
}

/// Ends the connection that holds the owner's lock, and waits until the server knows.
void lose_connection(Store& other, OwnerId owner) {
  constexpr const char* kLocks =
      "FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND pid <> pg_backend_pid() "
      "AND ((classid::bigint << 32) | objid::bigint) = ?";
  Transaction t = must(other.read());
  must(t.query(std::string("SELECT pg_terminate_backend(pid) ") + kLocks, {owner.value}));
  while (!must(t.query(std::string("SELECT pid ") + kLocks, {owner.value})).empty()) usleep(1000);
}

TEST_F(PresenceOfPrograms, LostConnectionIsMadeAnew) {
  if (!is_postgres()) GTEST_SKIP() << "a file is not lost";
  Store store = open();
  Presence here = must(Presence::enter(store));
  const RunId run = run_of(store, here.owner(), true);
  Store other = open();
  lose_connection(other, here.owner());
  must(here.renew());
  EXPECT_EQ(interrupted(other), 0);
  EXPECT_EQ(state(other, run), RunState::Running);
}

TEST_F(PresenceOfPrograms, WhoLostItsConnectionHasTimeToComeBack) {
  if (!is_postgres()) GTEST_SKIP() << "a file is not lost";
  Store store = open();
  Presence here = must(Presence::enter(store));
  const RunId run = run_of(store, here.owner(), true);
  Store other = open();
  AbsenceWatch watch;
  lose_connection(other, here.owner());
  EXPECT_EQ(must(watch.interrupt_runs(other, kLater)), 0) << "missed once";
  must(here.renew());
  EXPECT_EQ(must(watch.interrupt_runs(other, kMuchLater)), 0) << "back";
  lose_connection(other, here.owner());
  const UtcTime again{kMuchLater.ms + 1000};
  EXPECT_EQ(must(watch.interrupt_runs(other, again)), 0) << "missed anew: the grace begins again";
  EXPECT_EQ(state(other, run), RunState::Running);
  EXPECT_EQ(must(watch.interrupt_runs(other, {again.ms + std::chrono::milliseconds(AbsenceWatch::kGrace).count()})), 1);
  EXPECT_EQ(state(other, run), RunState::Interrupted);
}

}  // namespace
}  // namespace junheng::store
