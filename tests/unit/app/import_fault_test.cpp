// What an import leaves when it is killed, or when the disk is full: the whole snapshot or nothing.
#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <system_error>
#include <thread>

#include "junheng/core/codes.h"
#include "junheng/store/runs.h"
#include "unit/app/office_scene.h"
#include "unit/store/faulty_database.h"

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

TEST(ImportPlace, IsTheStoreOfTheFoldersSettings) {
  const testing::ScratchFolder folder;
  const fs::path data = folder / "place";
  ImportRequest request;
  request.dataset = generated(folder / "data");
  request.into = data.string();
  request.settings.environment = {{"JUNHENG_STORE", (folder / "elsewhere").string()}};
  Session session;
  session.today = {2026, 11, 27};
  expect_value(run_import(request, session, some_time));
  EXPECT_TRUE(fs::exists(folder / "elsewhere/junheng.db"));
  EXPECT_FALSE(fs::exists(data));
}

TEST(ImportFault, KilledImportLeavesAWholeSnapshotOrNone) {
  const testing::ScratchFolder folder;
  const std::string dataset = generated(folder / "data");
  int number = 0;
  // Bytes in the write-ahead log when the process is killed: as soon as there is one, in the middle, and near its end.
  for (const std::uintmax_t written : {0U, 20'000U, 100'000U, 300'000U, 1'000'000U}) {
    const fs::path place = folder / ("place-" + std::to_string(++number));
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      static_cast<void>(import_into(dataset, place));
      ::_exit(0);
    }
    const fs::path log = place / "junheng.db-wal";
    int status = 0;
    std::error_code failure;
    bool has_ended = false;
    while (!has_ended && (!fs::exists(log, failure) || fs::file_size(log, failure) < written)) {
      has_ended = ::waitpid(child, &status, WNOHANG) != 0;
      std::this_thread::yield();
    }
    if (!has_ended) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
    }
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

/// What must hold of a store whenever an import into it was cut off. True where the snapshot was kept.
bool expect_whole_or_nothing(store::Store& store, const fs::path& place, std::size_t schools, std::size_t years) {
  OfficeOptions options;
  options.uploads = place / "uploads";
  options.clock = some_time;
  const auto office = expect_value(Office::open(store, std::move(options)));
  auto transaction = expect_value(store.read());
  const auto snapshots = expect_value(store::list_snapshots(transaction));
  const auto runs = expect_value(store::list_runs(transaction, {}));
  EXPECT_LE(snapshots.size(), 1U);
  if (snapshots.empty()) {
    EXPECT_TRUE(runs.empty());
    return false;
  }
  EXPECT_EQ(expect_value(store::load_snapshot(transaction, snapshots[0].id)).schools.size(), schools);
  std::size_t assessed = 0;
  for (const store::Run& run : runs) {
    const std::string name = run.request.kind == "import" ? "findings." : "overview.";
    const bool is_done = run.state == store::RunState::Done;
    EXPECT_TRUE(is_done || (run.request.kind == "assess" && run.state == store::RunState::Interrupted)) << to_string(run.state);
    assessed += run.request.kind == "assess";
    if (!is_done) continue;
    std::size_t bodies = 0;
    for (const store::RunResult& result : expect_value(store::list_results(transaction, run.id))) bodies += result.name.starts_with(name);
    EXPECT_GE(bodies, 2U) << run.request.kind << " in both languages";
  }
  EXPECT_EQ(assessed, years) << "planned with the snapshot";
  EXPECT_EQ(runs.size(), years + 1) << "and its findings";
  return true;
}

TEST(ImportFault, KilledAtAnyStepLeavesTrueStates) {
  const testing::ScratchFolder folder;
  synth::GenerateOptions made_up;
  made_up.counties = 1;
  made_up.schools = 6;
  made_up.years = 2;
  const std::string dataset = (folder / "data").string();
  expect_value(synth::generate_dataset(made_up, dataset));
  Session session;
  session.today = {2026, 11, 27};
  LoadedDataset loaded = expect_value(load_dataset({dataset, ""}, session));
  const auto open = [](const fs::path& place) {
    store::StoreOptions options;
    options.place = place.string();
    options.time = some_time();
    return expect_value(store::Store::open(options));
  };
  int kept = 0;
  int lost = 0;
  bool has_ended = false;
  // Each of the first calls, then ever fewer.
  for (int call = 1; !has_ended; call += 1 + call / 24) {
    const fs::path place = folder / ("place-" + std::to_string(call));
    { const store::Store made = open(place); }
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto plan = std::make_shared<store::FaultPlan>();
      store::Store store = store::over_killing_database(open(place), plan);
      OfficeOptions options;
      options.clock = some_time;
      options.has_jobs = false;
      const auto office = expect_value(Office::open(store, std::move(options)));
      plan->fail_at(call);
      const JobContext context{{}, [](double, std::string_view) {}};
      const auto done = keep_dataset(*office, full_access(), {"x", dataset, "", {"cn.quality-2017"}}, loaded, context);
      ::_exit(done ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    has_ended = WIFEXITED(status);
    if (has_ended) {
      EXPECT_EQ(WEXITSTATUS(status), 0);
    }
    SCOPED_TRACE("call " + std::to_string(call));
    store::Store store = open(place);
    ++(expect_whole_or_nothing(store, place, 6, 2) ? kept : lost);
    fs::remove_all(place);
  }
  EXPECT_GT(lost, 10);
  EXPECT_GT(kept, 5);
}

TEST(ImportFault, ServerLeavesTheImportOfAnotherProgramAlone) {
  OfficeScene scene;
  OfficeOptions options;
  options.clock = [&] { return scene.now(); };
  options.has_jobs = false;
  auto other = expect_value(Office::open(scene.store(), std::move(options)));
  store::RunId run;
  {
    auto transaction = expect_value(scene.store().write());
    store::RunRequest request;
    request.kind = "assess";
    request.owner = other->owner();
    run = expect_value(store::create_run(transaction, request));
    expect_done(store::start_run(transaction, run, scene.now()));
    expect_done(transaction.commit());
  }
  const auto state = [&] {
    auto transaction = expect_value(scene.store().read());
    return expect_value(store::find_run(transaction, run))->state;
  };
  scene.open_office();
  EXPECT_EQ(state(), store::RunState::Running);
  other.reset();
  expect_done(scene.office().upkeep());
  EXPECT_EQ(state(), store::RunState::Interrupted) << "once that program has ended";
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
