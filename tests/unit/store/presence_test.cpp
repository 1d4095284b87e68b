#include "junheng/store/presence.h"

#include <chrono>
#include <csignal>

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
  EXPECT_EQ(must(interrupt_runs(other, kLater)), 0);
  EXPECT_EQ(must(interrupt_runs(store, kLater)), 0);
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
  EXPECT_EQ(must(interrupt_runs(store, kLater)), 3);
  EXPECT_EQ(state(store, queued), RunState::Interrupted);
  EXPECT_EQ(state(store, running), RunState::Interrupted);
  EXPECT_EQ(state(store, nobodys), RunState::Interrupted);
  EXPECT_EQ(state(store, done), RunState::Done);
  EXPECT_EQ(state(store, own), RunState::Running);
  EXPECT_EQ(must(interrupt_runs(store, kLater)), 0);
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
  EXPECT_EQ(must(interrupt_runs(store, kLater)), 0);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  // The server notices the end of the connection a moment after the kernel has closed it.
  std::int64_t marked = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (marked == 0 && std::chrono::steady_clock::now() < end) marked = must(interrupt_runs(store, kLater));
  EXPECT_EQ(marked, 1);
}

TEST_F(PresenceOfPrograms, LostConnectionIsMadeAnew) {
  if (!is_postgres()) GTEST_SKIP() << "a file is not lost";
  Store store = open();
  Presence here = must(Presence::enter(store));
  const RunId run = run_of(store, here.owner(), true);
  Store other = open();
  {
    Transaction t = must(other.read());
    must(
        t.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND pid <> pg_backend_pid() "
                "AND ((classid::bigint << 32) | objid::bigint) = ?",
                {here.owner().value}));
  }
  must(here.renew());
  EXPECT_EQ(must(interrupt_runs(other, kLater)), 0);
  EXPECT_EQ(state(other, run), RunState::Running);
}

}  // namespace
}  // namespace junheng::store
