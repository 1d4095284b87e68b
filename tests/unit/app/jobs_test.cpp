#include "junheng/app/jobs.h"

#include <gtest/gtest.h>

#include <charconv>
#include <future>
#include <optional>
#include <vector>

#include "junheng/app/run_case.h"
#include "junheng/core/codes.h"
#include "unit/app/office_scene.h"

namespace junheng::app {
namespace {

using store::RunState;

TEST(Jobs, DoneJobTellsItsResult) {
  OfficeScene scene;
  const Access editor = scene.account("editor", Role::Editor);
  const Job job = expect_value(scene.office().jobs().submit("assess", editor, [](const JobContext& context) -> Result<JobResult> {
    context.report(0.5, "job.step.load");
    JobResult result;
    result.run_ids = {7, 8};
    return result;
  }));
  const Job ended = expect_value(scene.office().jobs().wait(job.id, editor));
  EXPECT_EQ(ended.state, RunState::Done);
  EXPECT_EQ(ended.progress, 1);
  EXPECT_EQ(ended.result->run_ids, (std::vector<std::int64_t>{7, 8}));
}

TEST(Jobs, FailedJobTellsWhyInBothLanguages) {
  OfficeScene scene;
  const Access editor = scene.account("editor", Role::Editor);
  const Job job = expect_value(
      scene.office().jobs().submit("upload", editor, [](const JobContext&) -> Result<JobResult> { return fail(Code::NoSchoolYears); }));
  const Job ended = expect_value(scene.office().jobs().wait(job.id, editor));
  EXPECT_EQ(ended.state, RunState::Failed);
  EXPECT_EQ(ended.fault->code, "no_school_years");
  EXPECT_NE(ended.fault->message.zh, ended.fault->message.en);
}

TEST(Jobs, AnotherAccountDoesNotSeeIt) {
  OfficeScene scene;
  const Access editor = scene.account("editor", Role::Editor);
  const Access other = scene.account("other", Role::Editor);
  const Access admin = scene.account("admin", Role::Admin);
  const Job job =
      expect_value(scene.office().jobs().submit("upload", editor, [](const JobContext&) -> Result<JobResult> { return JobResult{}; }));
  const auto seen = scene.office().jobs().find(job.id, other);
  ASSERT_FALSE(seen);
  EXPECT_EQ(seen.error().code, Code::NoSuchJob);
  EXPECT_FALSE(scene.office().jobs().cancel(job.id, other));
  EXPECT_TRUE(expect_value(scene.office().jobs().list(other)).empty());
  EXPECT_TRUE(scene.office().jobs().find(job.id, admin));
}

TEST(Jobs, CancelStopsOneThatRunsAndOneThatWaits) {
  OfficeScene scene;
  const Access editor = scene.account("editor", Role::Editor);
  Jobs& jobs = scene.office().jobs();
  std::promise<void> started;
  const JobWork until_stopped = [&](const JobContext& context) -> Result<JobResult> {
    started.set_value();
    while (context.check_stop()) std::this_thread::yield();
    return fail(Code::Interrupted);
  };
  const Job running = expect_value(jobs.submit("assess", editor, until_stopped));
  started.get_future().wait();
  const Job waiting = expect_value(jobs.submit("assess", editor, [](const JobContext&) -> Result<JobResult> { return JobResult{}; }));
  EXPECT_EQ(expect_value(jobs.cancel(waiting.id, editor)).state, RunState::Cancelled);
  expect_value(jobs.cancel(running.id, editor));
  EXPECT_EQ(expect_value(jobs.wait(running.id, editor)).state, RunState::Cancelled);
}

/// A job that runs until it is stopped, with those that wait behind it.
class BusyJobs : public ::testing::Test {
 protected:
  BusyJobs() : editor_(scene_.account("editor", Role::Editor)) {
    std::promise<void> started;
    running_ = submit([&](const JobContext& context) -> Result<JobResult> {
      started.set_value();
      while (context.check_stop()) std::this_thread::yield();
      return fail(Code::Interrupted);
    });
    started.get_future().wait();
  }
  std::string submit(JobWork work, JobEnd end = {}) {
    return expect_value(scene_.office().jobs().submit("assess", editor_, std::move(work), std::move(end))).id;
  }

  OfficeScene scene_;
  Access editor_;
  std::string running_;
};

TEST_F(BusyJobs, CancelledWhileItWaitsTellsItsEndOnce) {
  std::vector<std::optional<Code>> ends;
  bool has_begun = false;
  const std::string waiting = submit(
      [&](const JobContext&) -> Result<JobResult> {
        has_begun = true;
        return JobResult{};
      },
      [&](const Result<JobResult>& result) { ends.push_back(result ? std::nullopt : std::optional(result.error().code)); });
  expect_value(scene_.office().jobs().cancel(waiting, editor_));
  expect_value(scene_.office().jobs().cancel(waiting, editor_));
  expect_value(scene_.office().jobs().cancel(running_, editor_));
  expect_value(scene_.office().jobs().wait(running_, editor_));
  EXPECT_EQ(ends, std::vector<std::optional<Code>>{Code::Interrupted});
  EXPECT_FALSE(has_begun);
}

TEST_F(BusyJobs, EndOfTheProgramTellsThoseThatWait) {
  int ends = 0;
  for (int i = 0; i < 3; ++i)
    submit([](const JobContext&) -> Result<JobResult> { return JobResult{}; },
           [&](const Result<JobResult>& result) { ends += !result && result.error().code == Code::Interrupted; });
  scene_.open_office();
  EXPECT_EQ(ends, 3);
}

/// How the work is told that it ended, once it is stopped.
JobWork telling_how_it_ended(std::promise<void>& started, RunState& told) {
  return [&](const JobContext& context) -> Result<JobResult> {
    started.set_value();
    while (context.check_stop()) std::this_thread::yield();
    told = ended_as(fail(Code::Interrupted), context);
    return fail(Code::Interrupted);
  };
}

TEST_F(BusyJobs, RunsEndAsTheirJobDoes) {
  expect_value(scene_.office().jobs().cancel(running_, editor_));
  RunState told = RunState::Queued;
  std::promise<void> first;
  const std::string called_off = submit(telling_how_it_ended(first, told));
  first.get_future().wait();
  expect_value(scene_.office().jobs().cancel(called_off, editor_));
  EXPECT_EQ(expect_value(scene_.office().jobs().wait(called_off, editor_)).state, RunState::Cancelled);
  EXPECT_EQ(told, RunState::Cancelled);
  std::promise<void> second;
  const std::string cut_off = submit(telling_how_it_ended(second, told));
  second.get_future().wait();
  scene_.open_office();
  EXPECT_EQ(told, RunState::Interrupted);
  EXPECT_EQ(expect_value(scene_.office().jobs().find(cut_off, editor_)).state, RunState::Interrupted);
}

TEST(EndedAs, ByTheWorksOutcome) {
  const JobContext context{{}, {}, {}};
  EXPECT_EQ(ended_as({}, context), RunState::Done);
  EXPECT_EQ(ended_as(fail(Code::NoDataForYear), context), RunState::Failed);
  EXPECT_EQ(ended_as(fail(Code::Interrupted), context), RunState::Cancelled);
}

TEST_F(BusyJobs, EndThatTheStoreRefusesIsKeptByUpkeep) {
  scene_.run_sql("CREATE TRIGGER refuse BEFORE UPDATE ON run WHEN NEW.state = 'cancelled' BEGIN SELECT RAISE(ABORT, 'refused'); END");
  expect_value(scene_.office().jobs().cancel(running_, editor_));
  EXPECT_EQ(expect_value(scene_.office().jobs().wait(running_, editor_)).state, RunState::Cancelled) << "as the server knows it";
  EXPECT_FALSE(scene_.office().upkeep());
  scene_.run_sql("DROP TRIGGER refuse");
  expect_done(scene_.office().upkeep());
  auto transaction = expect_value(scene_.store().read());
  store::RunId run;
  std::from_chars(running_.data(), running_.data() + running_.size(), run.value);
  EXPECT_EQ(expect_value(store::find_run(transaction, run))->state, RunState::Cancelled);
}

TEST(Jobs, ThatCannotBeginTellsItsEnd) {
  OfficeScene scene;
  const Access editor = scene.account("editor", Role::Editor);
  scene.run_sql("CREATE TRIGGER refuse BEFORE UPDATE ON run WHEN NEW.state = 'running' BEGIN SELECT RAISE(ABORT, 'refused'); END");
  std::optional<Code> end;
  const Job job = expect_value(scene.office().jobs().submit(
      "assess", editor, [](const JobContext&) -> Result<JobResult> { return JobResult{}; },
      [&](const Result<JobResult>& result) { end = result ? Code::Interrupted : result.error().code; }));
  EXPECT_EQ(expect_value(scene.office().jobs().wait(job.id, editor)).state, RunState::Failed);
  EXPECT_EQ(end, Code::StoreRefused);
}

TEST(Jobs, FullQueueIsRefused) {
  OfficeScene scene;
  const Access editor = scene.account("editor", Role::Editor);
  std::promise<void> started;
  std::promise<void> release;
  const auto released = release.get_future().share();
  auto jobs = Jobs::start({.store = scene.store(), .clock = [&] { return scene.now(); }}, {1, 1});
  expect_value(jobs->submit("assess", editor, [&](const JobContext&) -> Result<JobResult> {
    started.set_value();
    released.wait();
    return JobResult{};
  }));
  started.get_future().wait();
  const JobWork nothing = [](const JobContext&) -> Result<JobResult> { return JobResult{}; };
  expect_value(jobs->submit("assess", editor, nothing));
  const auto refused = jobs->submit("assess", editor, nothing);
  release.set_value();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::JobQueueFull);
}

TEST(Jobs, EndOfTheProgramInterruptsThem) {
  OfficeScene scene;
  const Access editor = scene.account("editor", Role::Editor);
  std::promise<void> started;
  const Job job = expect_value(scene.office().jobs().submit("commit", editor, [&](const JobContext& context) -> Result<JobResult> {
    started.set_value();
    while (context.check_stop()) std::this_thread::yield();
    return fail(Code::Interrupted);
  }));
  started.get_future().wait();
  const Job waiting =
      expect_value(scene.office().jobs().submit("commit", editor, [](const JobContext&) -> Result<JobResult> { return JobResult{}; }));
  scene.open_office();
  EXPECT_EQ(expect_value(scene.office().jobs().find(job.id, editor)).state, RunState::Interrupted);
  EXPECT_EQ(expect_value(scene.office().jobs().find(waiting.id, editor)).state, RunState::Interrupted);
}

TEST(Jobs, ResultIsThereAfterARestart) {
  OfficeScene scene;
  const Access editor = scene.account("editor", Role::Editor);
  const Job job = expect_value(scene.office().jobs().submit("commit", editor, [](const JobContext&) -> Result<JobResult> {
    JobResult result;
    result.snapshot_id = 3;
    result.upload_id = "u";
    return result;
  }));
  expect_value(scene.office().jobs().wait(job.id, editor));
  scene.open_office();
  const Job again = expect_value(scene.office().jobs().find(job.id, editor));
  EXPECT_EQ(again.kind, "commit");
  EXPECT_EQ(again.result->snapshot_id, 3);
  EXPECT_EQ(again.result->upload_id, "u");
}

}  // namespace
}  // namespace junheng::app
