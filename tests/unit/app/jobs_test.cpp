#include "junheng/app/jobs.h"

#include <gtest/gtest.h>

#include <future>

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

TEST(Jobs, FullQueueIsRefused) {
  OfficeScene scene;
  const Access editor = scene.account("editor", Role::Editor);
  auto jobs = expect_value(Jobs::start(scene.store(), [&] { return scene.now(); }, {1, 1}));
  std::promise<void> started;
  std::promise<void> release;
  const auto released = release.get_future().share();
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
