// What an import leaves when it is killed, or when the disk is full: the whole snapshot or nothing.
#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "junheng/core/codes.h"
#include "junheng/store/runs.h"
#include "unit/app/office_scene.h"

namespace junheng::app {
namespace {

namespace fs = std::filesystem;

UtcTime some_time() { return {1'790'000'000'000}; }

Result<Outcome> import_into(const std::string& dataset, const fs::path& place) {
  ImportRequest request;
  request.dataset = dataset;
  request.into = place.string();
  Session session;
  session.lang = Lang::En;
  session.today = {2026, 11, 27};
  return run_import(request, session, some_time);
}

std::string generated(const fs::path& folder) {
  synth::GenerateOptions options;
  options.counties = 3;
  options.schools = 60;
  expect_value(synth::generate_dataset(options, folder.string()));
  return folder.string();
}

TEST(ImportFault, KilledImportLeavesAWholeSnapshotOrNone) {
  const testing::ScratchFolder folder;
  const std::string dataset = generated(folder / "data");
  int number = 0;
  for (const int delay_ms : {1, 20, 60, 150, 400}) {
    const fs::path place = folder / ("place-" + std::to_string(++number));
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      static_cast<void>(import_into(dataset, place));
      ::_exit(0);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(delay_ms));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    store::StoreOptions options;
    options.place = place.string();
    options.time = some_time();
    auto store = expect_value(store::Store::open(options));
    OfficeOptions office_options;
    office_options.uploads = place / "uploads";
    office_options.clock = some_time;
    const auto office = expect_value(Office::open(store, std::move(office_options)));
    auto transaction = expect_value(store.read());
    const auto snapshots = expect_value(store::list_snapshots(transaction));
    ASSERT_LE(snapshots.size(), 1U);
    for (const store::Snapshot& snapshot : snapshots)
      EXPECT_EQ(expect_value(store::load_snapshot(transaction, snapshot.id)).schools.size(), 60U);
    for (const store::Run& run : expect_value(store::list_runs(transaction, {})))
      EXPECT_TRUE(run.state == store::RunState::Done || run.state == store::RunState::Interrupted) << to_string(run.state);
  }
}

TEST(ImportFault, FullDiskLeavesNothing) {
  OfficeScene scene;
  const Access editor = scene.account("editor", Role::Editor);
  const std::string dataset = scene.generated(3, 60, 1);
  {
    auto transaction = expect_value(scene.store().write());
    // A few pages more than there are; the limit stays with the connection that writes.
    const auto pages = expect_value(transaction.query("PRAGMA page_count"));
    expect_value(transaction.query("PRAGMA max_page_count = " + std::to_string(pages.front().integer(0) + 8)));
    expect_done(transaction.commit());
  }
  Session session;
  session.today = {2026, 11, 27};
  LoadedDataset loaded = expect_value(load_dataset({dataset, ""}, session));
  const JobContext context{{}, [](double, std::string_view) {}};
  const auto kept = keep_dataset(scene.office(), editor, {"full", dataset, "", {"cn.quality-2017"}}, loaded, context);
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().code, Code::StoreFull);
  auto transaction = expect_value(scene.store().read());
  EXPECT_TRUE(expect_value(store::list_snapshots(transaction)).empty());
}

TEST(ImportFault, ErrorsInTheDataKeepNothing) {
  const testing::ScratchFolder folder;
  const std::string dataset = generated(folder / "data");
  std::ofstream(fs::path(dataset) / "stage_facts.csv", std::ios::app) << "no-such-school,2024,primary\n";
  const Outcome outcome = expect_value(import_into(dataset, folder / "place"));
  EXPECT_EQ(outcome.exit_code, kExitDataRejected);
  EXPECT_FALSE(fs::exists(folder / "place"));
}

}  // namespace
}  // namespace junheng::app
