// What somebody gets who may not see numbers of 1 to 4 pupils.
#include <filesystem>
#include <fstream>
#include <tuple>

#include <gtest/gtest.h>

#include "junheng/app/area_case.h"
#include "junheng/app/scenario_case.h"
#include "junheng/app/snapshot_case.h"
#include "junheng/core/codes.h"
#include "junheng/store/scenarios.h"
#include "unit/app/office_scene.h"

namespace junheng::app {
namespace {

using nlohmann::json;

constexpr const char* kCounty = "341881";

/// A county of three primary schools with 213, 577 and 4 pupils.
class ViewerPages : public ::testing::Test {
 protected:
  ViewerPages()
      : admin_(scene_.account("admin", Role::Admin)),
        viewer_(scene_.account("viewer", Role::Viewer)),
        made_(scene_.import_snapshot(JUNHENG_SOURCE_DIR "/tests/datasets/small_school", admin_)) {}

  [[nodiscard]] AreaOfRun at(const std::string& area = kCounty) const { return {made_.run_ids.front(), area, Lang::En}; }
  Office& office() { return scene_.office(); }
  static json parse(const Result<StoredBody>& body) { return json::parse(*expect_value(body).bytes); }
  static json parse(const Result<std::string>& text) { return json::parse(expect_value(text)); }
  /// The mean of the first indicator, in all its digits.
  std::string exact_mean() { return parse(area_overview(office(), admin_, at()))["stages"][0]["indicators"][0]["mean"].dump(); }

  OfficeScene scene_;
  Access admin_;
  Access viewer_;
  JobResult made_;
};

// 791 to 794 pupils agree in steps of 5: 792.5 is shown as 795.
TEST_F(ViewerPages, OverviewKeepsVerdictsAndRoundsWhatTheSmallSchoolTouches) {
  const json real = parse(area_overview(office(), admin_, at()));
  const json seen = parse(area_overview(office(), viewer_, at()));
  EXPECT_EQ(real["stages"][0]["pupils"], 794);
  EXPECT_EQ(seen["stages"][0]["pupils"], 795);
  EXPECT_EQ(seen["verdict"], real["verdict"]);
  EXPECT_EQ(seen["stages"][0]["verdict"], real["stages"][0]["verdict"]);
  EXPECT_NE(seen["stages"][0]["indicators"][0]["mean"], real["stages"][0]["indicators"][0]["mean"]);
  EXPECT_FALSE(seen["hidden"].empty());
  EXPECT_EQ(parse(area_schools(office(), viewer_, at()))["pupils"], json::array({213, 577, nullptr}));
}

TEST_F(ViewerPages, AreasAboveTrendLeagueComparisonAndWhatIfDoNotTellTheMeanEither) {
  const std::string mean = exact_mean();
  for (const std::string area : {"341800", "340000"})
    EXPECT_EQ(expect_value(area_overview(office(), viewer_, at(area))).bytes->find(mean), std::string::npos) << area;
  EXPECT_NE(expect_value(area_trend(office(), admin_, at())).find(mean), std::string::npos);
  EXPECT_EQ(expect_value(area_trend(office(), viewer_, at())).find(mean), std::string::npos);
  EXPECT_NE(expect_value(compare_runs(office(), admin_, at(), made_.run_ids.front())).find(mean), std::string::npos);
  EXPECT_EQ(expect_value(compare_runs(office(), viewer_, at(), made_.run_ids.front())).find(mean), std::string::npos);
  EXPECT_EQ(expect_value(what_if(office(), viewer_, at(), {})).find(mean), std::string::npos);
  const json real = parse(league(office(), admin_, at(""), "county"));
  const json seen = parse(league(office(), viewer_, at(""), "county"));
  EXPECT_EQ(seen["verdict"], real["verdict"]);
  EXPECT_NE(seen["values"], real["values"]);
}

// Values of CVs come from the sides, for the county, those above and the whole alike; what counts schools stays.
TEST_F(ViewerPages, CountiesWithWhatTheyMissDoNotTellTheCvs) {
  for (const std::string area : {kCounty, "341800", "340000", "-"}) {
    const json real = parse(county_failings(office(), admin_, at(area)))["counties"][0];
    const json list = parse(county_failings(office(), viewer_, at(area)));
    const json& seen = list["counties"][0];
    EXPECT_EQ(seen["verdict"], real["verdict"]);
    ASSERT_EQ(seen["failings"].size(), real["failings"].size());
    const json overview = parse(area_overview(office(), viewer_, at()));
    EXPECT_EQ(seen["verdict"], overview["verdict"]);
    EXPECT_EQ(seen["failings"].size(), overview["reasons"].size());
    bool has_schools = false;
    for (const json& each : seen["failings"]) {
      const json& clause = list["clauses"][each["clause"].get<std::size_t>()];
      has_schools = has_schools || (clause["kind"] == "schools" && each["value"].is_number());
      if (clause["kind"] != "cv") continue;
      for (const json& stage : overview["stages"])
        for (const json& indicator : stage["indicators"])
          if (stage["stage"] == clause["stage"] && indicator["id"] == clause["clause"]) {
            EXPECT_EQ(each["value"], indicator["cv"]) << clause;
          }
    }
    EXPECT_TRUE(has_schools);
  }
}

// The value of another school, changed bit by bit, must not make the hidden one the tip of the scales.
TEST_F(ViewerPages, WhatIfOfAnotherSchoolIsAnsweredWithoutTheHiddenNumber) {
  const json seen = parse(what_if(office(), viewer_, at(), {{{"2134000001", Stage::Primary, "teachers_above_required", 13}}}));
  EXPECT_EQ(seen["before"]["stages"][0]["pupils"], 795);
  ASSERT_EQ(seen["schools"].size(), 1U);
  const auto refused = what_if(office(), viewer_, at(), {{{"2134000003", Stage::Primary, "teachers_above_required", 9}}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::SmallCountChange);
}

TEST_F(ViewerPages, MonitorsAreShownWithoutThem) {
  const json real = parse(area_monitors(office(), admin_, *made_.snapshot_id, kCounty, Lang::En));
  const json seen = parse(area_monitors(office(), viewer_, *made_.snapshot_id, kCounty, Lang::En));
  EXPECT_FALSE(seen["tables"].empty());
  EXPECT_NE(seen, real);
  EXPECT_EQ(parse(area_monitors(office(), scene_.account("inspector", Role::Inspector), *made_.snapshot_id, kCounty, Lang::En)), real);
}

TEST_F(ViewerPages, ReportsAndLineageStayClosed) {
  for (const auto& refused : {lineage(office(), viewer_, at(), {Stage::Primary, "", ""})}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::SmallCountsHidden);
  }
  const auto report = area_report(office(), viewer_, at(), "csv");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Code::SmallCountsHidden);
}

// Two more counties: one with 213 pupils in two classes, which the import warns of, one without a fault.
TEST_F(ViewerPages, ReportsHoldFindingsOfTheirOwnCountyForThoseWhoSeeSmallCounts) {
  const auto folder = scene_.path("three-counties");
  std::filesystem::copy(JUNHENG_SOURCE_DIR "/tests/datasets/small_school", folder);
  const auto append = [&](const char* file, const std::string& row) { std::ofstream(folder / file, std::ios::app) << row << "\n"; };
  for (const auto& [county, school, classes] : {std::tuple{"341882", "2134000008", "2"}, {"341883", "2134000009", "6"}}) {
    append("areas.csv", std::string(county) + ",某县,county,341800");
    append("schools.csv", std::string(school) + ",城北小学," + county + ",211,7,121,118.98,30.62,0,1,,1958");
    append("stage_facts.csv", std::string(school) + ",2024,primary,213," + classes + ",15,12,1200,0");
  }
  const JobResult made = scene_.import_snapshot(folder.string(), admin_);
  const auto warnings = [&](const Access& access, const std::string& area) -> int {
    const ReportFile file = expect_value(area_report(office(), access, {made.run_ids.front(), area, Lang::En}, "json"));
    std::ifstream in(file.path);
    return json::parse(in)["issues"]["warnings"];
  };
  const Access inspector = scene_.account("inspector", Role::Inspector);
  EXPECT_EQ(warnings(inspector, "341882"), 1);
  EXPECT_EQ(warnings(inspector, "341883"), 0);
  EXPECT_EQ(warnings(inspector, "-"), 1);
  EXPECT_EQ(warnings(viewer_, "341882"), 0);
  EXPECT_EQ(warnings(viewer_, "341883"), 0);
}

TEST_F(ViewerPages, ScenarioLeavesOutWhatWasTypedForFewPupils) {
  const Access planner = scene_.account("planner", Role::Planner);
  const ScenarioDraft draft{"one pupil more",
                            "",
                            made_.run_ids.front(),
                            kCounty,
                            {{"2134000003", Stage::Primary, "pupils", 3}, {"2134000001", Stage::Primary, "teachers", 20}}};
  const std::int64_t id = parse(save_scenario(office(), planner, draft))["id"];
  EXPECT_EQ(parse(show_scenario(office(), planner, id))["changes"].size(), 2U);
  EXPECT_EQ(parse(show_scenario(office(), planner, id))["hidden_changes"], 0);
  const json seen = parse(show_scenario(office(), viewer_, id));
  ASSERT_EQ(seen["changes"].size(), 1U);
  EXPECT_EQ(seen["changes"][0]["measure"], "teachers");
  EXPECT_EQ(seen["hidden_changes"], 1);
}

// 3 of the 213 pupils of the first school board: what its rows are warned of stands beside them.
TEST_F(ViewerPages, WarningsOfASchoolWithASmallCountAreForThoseWhoSeeIt) {
  const auto folder = scene_.path("boarders");
  std::filesystem::copy(JUNHENG_SOURCE_DIR "/tests/datasets/small_school", folder);
  std::ofstream(folder / "stage_facts.csv") << "school_id,school_year,stage,pupils,boarders,classes,teachers,teachers_above_required\n"
                                               "2134000001,2024,primary,213,3,6,15,12\n"
                                               "2134000002,2024,primary,577,90,14,33,28\n";
  const JobResult made = scene_.import_snapshot(folder.string(), admin_);
  const auto warned = [&](const Access& access) {
    const WhatIfQuestion question{
        {{"2134000001", Stage::Primary, "teachers_above_required", 99}, {"2134000002", Stage::Primary, "teachers_above_required", 99}}};
    std::vector<std::string> schools;
    const json answer = parse(what_if(office(), access, {made.run_ids.front(), kCounty, Lang::En}, question));
    for (const json& each : answer["warnings"]) schools.push_back(each["school_id"]);
    return schools;
  };
  // 99 teachers of 15, and of 33.
  EXPECT_EQ(warned(admin_), (std::vector<std::string>{"2134000001", "2134000002"}));
  EXPECT_EQ(warned(viewer_), (std::vector<std::string>{"2134000002"}));
}

// A scenario that was kept before the data changed: every reason for which a what-if refuses a change.
TEST_F(ViewerPages, ChangesThatTheDataDoNotTakeAreShownWithTheirReasons) {
  const Access planner = scene_.account("planner", Role::Planner);
  const std::int64_t id = parse(save_scenario(office(), planner, {"old", "", made_.run_ids.front(), kCounty, {}}))["id"];
  auto transaction = expect_value(office().store().write());
  store::Scenario kept = *expect_value(store::find_scenario(transaction, {id}));
  json changes = json::parse(kept.changes);
  const auto add = [&](const char* school, const char* stage, const char* measure, double value) {
    changes["changes"].push_back({{"school_id", school}, {"stage", stage}, {"measure", measure}, {"value", value}});
  };
  add("2134000009", "primary", "teachers", 20);
  add("2134000001", "primary", "gold", 1);
  add("2134000001", "junior", "teachers", 20);
  add("2134000001", "primary", "classes", 6.5);
  add("2134000001", "primary", "teachers", 20);
  add("2134000001", "primary", "teachers", 21);
  add("2134000001", "all", "teachers", 22);
  add("2134000002", "primary", "pupils", 577.5);
  kept.changes = changes.dump();
  expect_value(store::update_scenario(transaction, kept));
  expect_done(transaction.commit());
  using Refused = std::vector<std::pair<std::string, std::string>>;
  const auto refused = [&](const Access& access) {
    Refused out;
    const json shown = parse(show_scenario(office(), access, id, Lang::Zh));
    for (const json& each : shown["not_applied"]) {
      EXPECT_EQ(each.size(), 5U) << each;
      out.emplace_back(each["value"].dump(), each["reason"]);
    }
    return out;
  };
  Refused expected = {{"20", "没有编号为“2134000009”的学校"},
                      {"1", "没有名为“gold”的数据项"},
                      {"20", "“中心小学”没有“初中”的“专任教师”可改"},
                      {"6.5", "“中心小学”（小学）的“班级数”填的是 6.5，应为整数"},
                      {"21", "“中心小学”（小学）的“专任教师”改了两次：20 和 21"},
                      {"22", "“中心小学”没有“全校”的“专任教师”可改"},
                      {"577.5", "“河沥小学”（小学）的“在校生数”填的是 577.5，应为整数"}};
  EXPECT_EQ(refused(planner), expected);
  expected.pop_back();
  EXPECT_EQ(refused(viewer_), expected) << "a reason may quote another number of pupils";
}

}  // namespace
}  // namespace junheng::app
