// Two programs on one store: what a second one does to the jobs of the first. On PostgreSQL the first has lost the connection of its lock.
#include <charconv>
#include <future>

#include <gtest/gtest.h>
#include <unistd.h>

#include "junheng/app/office.h"
#include "junheng/store/runs.h"
#include "unit/store/lost_presence.h"
#include "unit/store/store_place.h"

namespace junheng::app {
namespace {

using store::must;
using store::RunState;

class OfficesOfStore : public store::StoreTest {
 protected:
  std::unique_ptr<Office> office(store::Store& store, const std::string& uploads) {
    OfficeOptions options;
    options.uploads = folder_ / uploads;
    options.clock = [this] { return UtcTime{store::kNow.ms + ++ticks_}; };
    options.steady_clock = [this] { return store::AbsenceWatch::Moment(waited_.load()); };
    // Only the tests call upkeep().
    options.upkeep_interval = std::chrono::hours(24);
    return must(Office::open(store, std::move(options)));
  }
  static RunState state(store::Store& store, const std::string& job) {
    store::RunId id;
    std::from_chars(job.data(), job.data() + job.size(), id.value);
    store::Transaction transaction = must(store.read());
    return must(store::find_run(transaction, id))->state;
  }
  std::atomic<std::int64_t> ticks_ = 0;
  std::atomic<std::chrono::seconds> waited_{};
};

TEST_F(OfficesOfStore, SecondProgramLeavesTheJobOfOneThatLostItsLock) {
  store::Store store = open();
  const Access editor{0, "editor", Role::Editor, ""};
  const auto first = office(store, "first");
  std::promise<void> started;
  std::promise<void> may_end;
  std::shared_future<void> end = may_end.get_future().share();
  const std::string job = must(first->jobs().submit("assess", editor, [&](const JobContext&) -> Result<JobResult> {
                            started.set_value();
                            end.wait_for(std::chrono::seconds(60));
                            return JobResult{};
                          })).id;
  started.get_future().wait();
  store::Store other = open();
  if (is_postgres()) store::lose_presence(other, first->owner());
  const auto second = office(other, "second");
  must(second->upkeep());
  waited_ = store::AbsenceWatch::kGrace;
  must(second->upkeep());
  EXPECT_EQ(state(other, job), RunState::Running);
  may_end.set_value();
  EXPECT_EQ(must(first->jobs().wait(job, editor)).state, RunState::Done);
  EXPECT_EQ(state(other, job), RunState::Done) << "in the store too";
  EXPECT_TRUE(!is_postgres() || store::holds_presence(other, first->owner())) << "taken again before the end was written";
}

/// The program's ends of all connections were cut, the server's live on and hold the lock.
TEST_F(OfficesOfStore, JobsEndAndBeginOverHalfOpenConnections) {
  if (!is_postgres()) GTEST_SKIP() << "a file has no connections";
  store::Store store = open();
  const Access editor{0, "editor", Role::Editor, ""};
  const auto program = office(store, "uploads");
  std::promise<void> started;
  std::promise<void> may_end;
  std::shared_future<void> end = may_end.get_future().share();
  const std::string under_way = must(program->jobs().submit("assess", editor, [&](const JobContext&) -> Result<JobResult> {
                                  started.set_value();
                                  end.wait_for(std::chrono::seconds(60));
                                  return JobResult{};
                                })).id;
  started.get_future().wait();
  const store::HalfOpenConnections cut;
  ASSERT_GT(cut.count(), 0U);
  may_end.set_value();
  EXPECT_EQ(must(program->jobs().wait(under_way, editor)).state, RunState::Done);
  const std::string next =
      must(program->jobs().submit("assess", editor, [](const JobContext&) -> Result<JobResult> { return JobResult{}; })).id;
  EXPECT_EQ(must(program->jobs().wait(next, editor)).state, RunState::Done);
  store::Store other = open();
  EXPECT_EQ(state(other, under_way), RunState::Done);
  EXPECT_EQ(state(other, next), RunState::Done);
  EXPECT_TRUE(store::holds_presence(other, program->owner()));
}

TEST_F(OfficesOfStore, CommandWithoutJobsTakesItsLostLockAnewByItself) {
  if (!is_postgres()) GTEST_SKIP() << "the lock of a file is not lost";
  store::Store store = open();
  OfficeOptions options;
  options.clock = [] { return store::kNow; };
  options.has_jobs = false;
  options.upkeep_interval = std::chrono::milliseconds(20);
  const auto command = must(Office::open(store, std::move(options)));
  store::Store other = open();
  const auto before = store::presence_holder(other, command->owner());
  ASSERT_TRUE(before);
  store::lose_presence_once(other, command->owner());
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  auto holder = before;
  while ((!holder || holder == before) && std::chrono::steady_clock::now() < end) {
    std::this_thread::yield();
    holder = store::presence_holder(other, command->owner());
  }
  EXPECT_TRUE(holder);
  EXPECT_NE(holder, before);
}

}  // namespace
}  // namespace junheng::app
