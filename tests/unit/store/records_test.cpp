// Settings, scenarios, runs.
#include "dataset_of_two_counties.h"
#include "junheng/core/codes.h"
#include "junheng/store/runs.h"
#include "junheng/store/scenarios.h"
#include "junheng/store/settings.h"
#include "junheng/store/snapshots.h"
#include "store_place.h"

namespace junheng::store {
namespace {

class Settings : public StoreTest {};
class Scenarios : public StoreTest {};
class Runs : public StoreTest {};

TEST_F(Settings, TwoEditorsAtOnceAreToldOfEachOther) {
  Store store = open();
  Transaction t = must(store.write());
  EXPECT_FALSE(must(find_setting(t, "report.lang")));
  EXPECT_EQ(must(set_setting(t, {"report.lang", "\"zh\"", kProgram, 0})), 1);
  EXPECT_EQ(code_of(set_setting(t, {"report.lang", "\"en\"", kProgram, 0})), Code::StoreConflict) << "both saw none";
  EXPECT_EQ(must(set_setting(t, {"report.lang", "\"en\"", {std::nullopt, kLater}, 1})), 2);
  EXPECT_EQ(code_of(set_setting(t, {"report.lang", "\"zh\"", kProgram, 1})), Code::StoreConflict);
  const Setting now = *must(find_setting(t, "report.lang"));
  EXPECT_EQ(now.value, "\"en\"");
  EXPECT_EQ(now.changed.time, kLater);
  EXPECT_EQ(now.version, 2);
  must(set_setting(t, {"area", "1", kProgram, 0}));
  EXPECT_EQ(must(list_settings(t))[0].key, "area");
}

TEST_F(Scenarios, KeepTheirVersion) {
  Store store = open();
  const SnapshotId snapshot = must(save_snapshot(store, {.name = "2024", .actor = kProgram}, two_counties()));
  Transaction t = must(store.write());
  Scenario scenario{{}, snapshot, "110101", "three teachers more", R"({"teachers":3})", std::nullopt, kNow, kNow, 1};
  const ScenarioId id = must(create_scenario(t, scenario));
  scenario = *must(find_scenario(t, id));
  EXPECT_EQ(scenario.changes, R"({"teachers":3})");
  scenario.name = "四名教师";
  scenario.changed = kLater;
  EXPECT_EQ(must(update_scenario(t, scenario)), 2);
  EXPECT_EQ(code_of(update_scenario(t, scenario)), Code::StoreConflict);
  ASSERT_EQ(must(list_scenarios(t, snapshot, "110101")).size(), 1u);
  EXPECT_EQ(must(list_scenarios(t, snapshot, "110101"))[0].name, "四名教师");
  EXPECT_TRUE(must(list_scenarios(t, snapshot, "110102")).empty());
  EXPECT_EQ(code_of(delete_snapshot(t, snapshot, kProgram)), Code::SnapshotInUse);
  must(delete_scenario(t, id));
  EXPECT_EQ(code_of(delete_scenario(t, id)), Code::StoreNoRecord);
  scenario.snapshot = SnapshotId{99};
  EXPECT_EQ(code_of(create_scenario(t, scenario)), Code::StoreNoRecord);
}

RunRequest assessment(SnapshotId snapshot) {
  RunRequest request;
  request.kind = "assess";
  request.snapshots = {snapshot};
  request.standard_id = "cn.quality-2017";
  request.parameters = R"({"year":2024})";
  // Does not fit into a signed number.
  request.seed = 18'446'744'073'709'551'615u;
  request.actor = kProgram;
  return request;
}

TEST_F(Runs, GoTheirWayOnce) {
  Store store = open();
  const SnapshotId snapshot = must(save_snapshot(store, {.name = "2024", .actor = kProgram}, two_counties()));
  Transaction t = must(store.write());
  const RunId id = must(create_run(t, assessment(snapshot)));
  EXPECT_EQ(must(find_run(t, id))->state, RunState::Queued);
  must(start_run(t, id, kNow));
  EXPECT_EQ(code_of(start_run(t, id, kNow)), Code::StoreConflict);
  EXPECT_EQ(code_of(delete_run(t, id)), Code::StoreConflict) << "it runs";
  must(end_run(t, id, {RunState::Failed, R"({"code":"x"})", kLater}));
  EXPECT_EQ(code_of(end_run(t, id, {RunState::Done, "", kLater})), Code::StoreConflict);
  const auto run = *must(find_run(t, id));
  EXPECT_EQ(run.request.seed, 18'446'744'073'709'551'615u);
  EXPECT_EQ(run.request.snapshots, std::vector<SnapshotId>{snapshot});
  EXPECT_EQ(run.started, kNow);
  EXPECT_EQ(run.finished, kLater);
  EXPECT_EQ(run.error, R"({"code":"x"})");
  EXPECT_EQ(code_of(start_run(t, RunId{99}, kNow)), Code::StoreNoRecord);
  EXPECT_EQ(code_of(create_run(t, assessment(SnapshotId{99}))), Code::StoreNoRecord);
}

TEST_F(Runs, ListIsNewestFirstByPages) {
  Store store = open();
  const SnapshotId snapshot = must(save_snapshot(store, {.name = "2024", .actor = kProgram}, two_counties()));
  Transaction t = must(store.write());
  const RunId running = must(create_run(t, assessment(snapshot)));
  const RunId queued = must(create_run(t, assessment(snapshot)));
  must(start_run(t, running, kNow));
  RunQuery query;
  query.state = RunState::Running;
  ASSERT_EQ(must(list_runs(t, query)).size(), 1u);
  query = {};
  query.snapshot = snapshot;
  query.kind = "assess";
  query.limit = 1;
  auto page = must(list_runs(t, query));
  ASSERT_EQ(page.size(), 1u);
  EXPECT_EQ(page[0].id, queued) << "newest first";
  query.before = queued;
  EXPECT_EQ(must(list_runs(t, query))[0].id, running);
  EXPECT_EQ(must(list_runs(t, query))[0].request.snapshots, std::vector<SnapshotId>{snapshot});
}

TEST_F(Runs, ResultsComeBackWithTheirEtag) {
  Store store = open();
  Transaction t = must(store.write());
  const RunId id = must(create_run(t, {.kind = "assess", .actor = kProgram}));
  const std::string body(100'000, 'x');
  must(save_results(t, {{id, "110101", "county.json", "application/json", {}, body}, {id, "", "report.html", "text/html", {}, ""}}, 2));
  EXPECT_EQ(must(find_result(t, id, "110101", "county.json"))->body, body);
  EXPECT_EQ(must(find_result(t, id, "", "report.html"))->body, "");
  // echo -n "" | sha256sum
  EXPECT_EQ(must(find_etag(t, id, "", "report.html")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_FALSE(must(find_result(t, id, "110102", "county.json")));
  must(save_results(t, {{id, "", "report.html", "text/html", {}, "abc"}}));
  // echo -n abc | sha256sum
  EXPECT_EQ(must(find_etag(t, id, "", "report.html")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(must(list_results(t, id)).size(), 2u);
  EXPECT_EQ(code_of(save_results(t, {{RunId{99}, "", "x", "", {}, ""}})), Code::StoreNoRecord);
  must(delete_run(t, id));
  EXPECT_TRUE(must(list_results(t, id)).empty());
}

std::string codes(const RunRowPage& page) {
  std::string out;
  for (const RunRow& row : page.rows) out += row.area_code + " ";
  return out;
}

TEST_F(Runs, LeagueTableIsSortedWithUnknownLast) {
  Store store = open();
  Transaction t = must(store.write());
  const RunId id = must(create_run(t, {.kind = "assess", .actor = kProgram}));
  must(save_rows(t, id,
                 {{"a", "甲县", "/p/a/", "county", "met", {{"cv", 0.4}, {"score", 90.0}}},
                  {"b", "乙县", "/p/b/", "county", "unmet", {{"cv", std::nullopt}, {"score", 70.0}}},
                  {"c", "丙县", "/q/c/", "county", "met", {{"cv", 0.2}, {"score", 80.0}}},
                  {"p", "一省", "/p/", "province", "", {}}}));
  RunRowQuery query;
  query.run = id;
  query.level = "county";
  query.key = "cv";
  EXPECT_EQ(codes(must(list_rows(t, query))), "c a b ");
  query.order = Order::Descending;
  EXPECT_EQ(codes(must(list_rows(t, query))), "a c b ");
  query.limit = 1;
  query.offset = 1;
  const RunRowPage page = must(list_rows(t, query));
  EXPECT_EQ(codes(page), "c ");
  EXPECT_EQ(page.total, 3);
  EXPECT_EQ(page.rows[0].keys, (std::vector<std::pair<std::string, std::optional<double>>>{{"cv", 0.2}, {"score", 80.0}}));
  query = {};
  query.run = id;
  query.under_path = "/p/";
  EXPECT_EQ(codes(must(list_rows(t, query))), "p a b ");
  query.verdict = "unmet";
  EXPECT_EQ(codes(must(list_rows(t, query))), "b ");
}

}  // namespace
}  // namespace junheng::store
