// What an account finds of its own among much of others, and what of it it may delete.
#include <set>

#include <gtest/gtest.h>

#include "junheng/app/area_case.h"
#include "junheng/app/run_case.h"
#include "junheng/app/snapshot_case.h"
#include "junheng/app/stored_jobs.h"
#include "junheng/core/codes.h"
#include "junheng/store/audit.h"
#include "unit/app/office_scene.h"

namespace junheng::app {
namespace {

using nlohmann::json;

class OwnRecords : public ::testing::Test {
 protected:
  OwnRecords() : admin_(scene_.account("admin", Role::Admin)) {}

  Office& office() { return scene_.office(); }
  static json parse(const Result<std::string>& text) { return json::parse(expect_value(text)); }
  json runs(const Access& access, std::optional<std::int64_t> before = {}) {
    return parse(list_run_views(office(), access, {std::nullopt, before}, Lang::En));
  }
  /// Runs of nobody about a snapshot, done.
  void add_runs(std::int64_t snapshot, int count) {
    auto transaction = expect_value(scene_.store().write());
    for (int i = 0; i < count; ++i) {
      store::RunRequest request;
      request.kind = "assess";
      request.snapshots = {{snapshot}};
      request.standard_id = "cn.quality-2017";
      request.parameters = R"({"school_year":2024,"is_partial":false,"tolerances":[]})";
      request.actor = {std::nullopt, scene_.now()};
      const auto id = expect_value(store::create_run(transaction, request));
      expect_done(store::start_run(transaction, id, scene_.now()));
      expect_done(store::end_run(transaction, id, {store::RunState::Done, "", scene_.now()}));
    }
    expect_done(transaction.commit());
  }
  /// The one county of a generated dataset, as an account of it imports it.
  std::string county_code() {
    const auto made = scene_.import_snapshot(scene_.generated(1, 6, 1), admin_);
    const std::string code = first_county(made.run_ids.front());
    expect_done(remove_snapshot(office(), admin_, *made.snapshot_id));
    return code;
  }
  std::string first_county(std::int64_t run) {
    return json::parse(*expect_value(league(office(), admin_, {run, "", Lang::En}, "county")).bytes)["code"][0];
  }

  OfficeScene scene_;
  Access admin_;
};

TEST_F(OwnRecords, RunsOfOthersDoNotPushTheOwnOutOfTheList) {
  const JobResult own = scene_.import_snapshot(scene_.generated(), admin_);
  const JobResult foreign = scene_.import_snapshot(JUNHENG_SOURCE_DIR "/tests/datasets/small_school", admin_, {});
  add_runs(*foreign.snapshot_id, 1500);
  const std::string root = parse(search_areas(office(), admin_, {*own.snapshot_id, "", "", 100}))["areas"][0]["code"];
  const Access province = scene_.account("province", Role::Viewer, root);
  const json seen = runs(province);
  ASSERT_EQ(seen["runs"].size(), own.run_ids.size());
  EXPECT_EQ(seen["next"], nullptr);
  EXPECT_EQ(parse(area_trend(office(), province, {own.run_ids.front(), root, Lang::En}))["years"].size(), 2U);
}

TEST_F(OwnRecords, PagesOfRunsLoseNoneAndDoubleNone) {
  const JobResult foreign = scene_.import_snapshot(JUNHENG_SOURCE_DIR "/tests/datasets/small_school", admin_, {});
  add_runs(*foreign.snapshot_id, 2000);
  std::set<std::int64_t> ids;
  std::size_t listed = 0;
  std::optional<std::int64_t> before;
  do {
    const json page = runs(admin_, before);
    for (const json& run : page["runs"]) ids.insert(run["id"].get<std::int64_t>());
    listed += page["runs"].size();
    before = page["next"].is_null() ? std::nullopt : std::optional(page["next"].get<std::int64_t>());
  } while (before);
  EXPECT_EQ(listed, 2000U);
  EXPECT_EQ(ids.size(), 2000U);
}

TEST_F(OwnRecords, JobsOfOthersDoNotPushTheOwnOutOfTheList) {
  const Access editor = scene_.account("editor", Role::Editor);
  const Access other = scene_.account("other", Role::Editor);
  const auto add = [&](const Access& access) {
    Job job;
    job.kind = "upload";
    job.account_id = access.account_id;
    job.created = scene_.now();
    expect_value(create_job(scene_.store(), job, {}));
  };
  add(editor);
  for (int i = 0; i < 300; ++i) add(other);
  EXPECT_EQ(expect_value(office().jobs().list(editor)).size(), 1U);
  EXPECT_EQ(expect_value(office().jobs().list(other)).size(), 100U);
}

TEST_F(OwnRecords, CountyDeletesItsOwnWrongImport) {
  const std::string code = county_code();
  const Access county = scene_.account("county", Role::Editor, code);
  const Access colleague = scene_.account("colleague", Role::Editor, code);
  const JobResult made = scene_.import_snapshot(scene_.generated(1, 6, 1), county);
  const auto refused = remove_snapshot(office(), colleague, *made.snapshot_id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::SnapshotNotOwn);
  expect_done(remove_snapshot(office(), county, *made.snapshot_id));
  EXPECT_TRUE(parse(list_snapshot_views(office(), county))["snapshots"].empty());
  auto transaction = expect_value(scene_.store().read());
  const auto entries = expect_value(store::list_audit(transaction, {}));
  EXPECT_EQ(entries.front().event.event, "snapshot:delete");
  EXPECT_EQ(entries.front().event.actor.account, store::AccountId{county.account_id});
}

TEST_F(OwnRecords, WhatOthersBuiltUponIsNotDeleted) {
  const std::string code = county_code();
  const Access county = scene_.account("county", Role::Editor, code);
  const JobResult made = scene_.import_snapshot(scene_.generated(1, 6, 1), county);
  add_runs(*made.snapshot_id, 2);
  const auto refused = remove_snapshot(office(), county, *made.snapshot_id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::SnapshotUsedByOthers);
  expect_done(remove_snapshot(office(), admin_, *made.snapshot_id));
}

TEST_F(OwnRecords, SnapshotOfMoreThanTheOwnAreaIsNotOwn) {
  const JobResult made = scene_.import_snapshot(scene_.generated(), admin_);
  Access narrowed = admin_;
  narrowed.area_code = first_county(made.run_ids.front());
  const auto refused = remove_snapshot(office(), narrowed, *made.snapshot_id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::SnapshotNotOwn);
}

}  // namespace
}  // namespace junheng::app
