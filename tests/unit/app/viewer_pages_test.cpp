// What somebody gets who may not see numbers of 1 to 4 pupils.
#include <filesystem>
#include <fstream>
#include <tuple>

#include <gtest/gtest.h>

#include "junheng/app/area_case.h"
#include "junheng/app/scenario_case.h"
#include "junheng/app/snapshot_case.h"
#include "junheng/core/codes.h"
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

}  // namespace
}  // namespace junheng::app
