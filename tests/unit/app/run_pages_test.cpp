// From an import to every page: against the same assessment made without the store.
#include <array>
#include <set>

#include <gtest/gtest.h>

#include "junheng/app/area_case.h"
#include "junheng/app/scenario_case.h"
#include "junheng/app/snapshot_case.h"
#include "junheng/core/codes.h"
#include "junheng/store/audit.h"
#include "unit/app/office_scene.h"

namespace junheng::app {
namespace {

using nlohmann::json;

json parse(const Result<StoredBody>& body) { return json::parse(*expect_value(body).bytes); }
json parse(const Result<std::string>& text) { return json::parse(expect_value(text)); }

/// A province of two counties, imported by an administrator.
class RunPages : public ::testing::Test {
 protected:
  RunPages() : admin_(scene_.account("admin", Role::Admin)), made_(scene_.import_snapshot(scene_.generated(), admin_)) {
    const json areas = parse(search_areas(scene_.office(), admin_, {*made_.snapshot_id, "", "", 100}));
    root_ = areas["areas"][0]["code"];
    const json league_table = parse(league(scene_.office(), admin_, {run(), "", Lang::En}, "county"));
    for (const json& code : league_table["code"]) counties_.push_back(code);
  }

  [[nodiscard]] std::int64_t run() const { return made_.run_ids.front(); }
  [[nodiscard]] AreaOfRun at(const std::string& area, Lang lang = Lang::En) const { return {run(), area, lang}; }
  Office& office() { return scene_.office(); }

  OfficeScene scene_;
  Access admin_;
  JobResult made_;
  std::string root_;
  std::vector<std::string> counties_;
};

TEST_F(RunPages, EveryYearIsAssessedNewestFirst) {
  ASSERT_EQ(made_.run_ids.size(), 2U);
  const json runs = parse(list_run_views(office(), admin_, {made_.snapshot_id, {}}, Lang::En))["runs"];
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(parse(show_run(office(), admin_, made_.run_ids[0], Lang::En))["school_year"], 2024);
  EXPECT_EQ(parse(show_run(office(), admin_, made_.run_ids[1], Lang::En))["school_year"], 2023);
  for (const json& each : runs) EXPECT_EQ(each["state"], "done");
}

TEST_F(RunPages, OverviewDrillsFromTopToCounty) {
  std::string code = root_;
  for (int depth = 0; depth < 4; ++depth) {
    const json view = parse(area_overview(office(), admin_, at(code)));
    EXPECT_EQ(view["area"]["code"], code);
    EXPECT_EQ(view["run"]["state"], "done");
    if (view["area"]["level"] == "county") {
      EXPECT_EQ(view["counties"], nullptr);
      EXPECT_FALSE(view["path"].empty());
      EXPECT_EQ(view["path"][0]["code"], root_);
      return;
    }
    EXPECT_EQ(view["counties"]["met"].get<int>() + view["counties"]["unmet"].get<int>() + view["counties"]["unknown"].get<int>(), 2);
    code = view["children"][0]["code"];
  }
  FAIL() << "no county below " << root_;
}

TEST_F(RunPages, PagesAgreeWithEachOther) {
  const json overview = parse(area_overview(office(), admin_, at(counties_[0])));
  const json schools = parse(area_schools(office(), admin_, at(counties_[0])));
  const json what = parse(what_if(office(), admin_, at(counties_[0]), {}));
  // The county loaded by itself is judged as it was within the whole.
  EXPECT_EQ(what["before"]["verdict"], overview["verdict"]);
  EXPECT_EQ(what["before"]["stages"], overview["stages"]);
  EXPECT_EQ(what["before"]["items"], overview["items"]);
  EXPECT_EQ(what["before"], what["after"]);
  EXPECT_TRUE(what["schools"].empty());
  const json page = parse(school_page(office(), admin_, run(), schools["school_id"][0], Lang::En));
  EXPECT_EQ(page["county"]["code"], counties_[0]);
  EXPECT_EQ(page["history"].size() % 2, 0U) << "two years";
  const std::string indicator = page["stages"][0]["indicators"][0]["id"];
  EXPECT_EQ(page["stages"][0]["indicators"][0]["value"], schools["values"][indicator][0]);
  EXPECT_FALSE(page["sources"].empty());
}

TEST_F(RunPages, FailingsOfCountiesAgreeWithTheirPages) {
  const json list = parse(county_failings(office(), admin_, at(root_)));
  ASSERT_EQ(list["counties"].size(), counties_.size());
  for (const json& county : list["counties"]) {
    const json page = parse(area_overview(office(), admin_, at(county["code"])));
    EXPECT_EQ(county["verdict"], page["verdict"]);
    EXPECT_EQ(county["schools"].is_number(), true);
    ASSERT_EQ(county["failings"].size(), page["reasons"].size());
    bool is_unmet = true;
    for (const json& each : county["failings"]) {
      EXPECT_TRUE(is_unmet || each["verdict"] != "unmet") << "unmet clauses come first";
      is_unmet = each["verdict"] == "unmet";
      const json& clause = list["clauses"][each["clause"].get<std::size_t>()];
      if (clause["kind"] != "cv" || each["margin"].is_null()) continue;
      // By the definition: what a CV may be, less what it is.
      EXPECT_NEAR(each["margin"].get<double>(), each["limit"].get<double>() - each["value"].get<double>(), 1e-12);
    }
  }
  EXPECT_EQ(parse(county_failings(office(), admin_, at("-")))["counties"], list["counties"]);
  EXPECT_EQ(parse(county_failings(office(), admin_, at(counties_[0])))["counties"], json::array({list["counties"][0]}));
}

// The list above the counties and the page of each tell the same verdict and the same reasons, to each reader.
TEST_F(RunPages, FailingsOfCountiesAreTheReasonsOfTheirPagesForEveryReader) {
  using Reasons = std::multiset<std::array<std::string, 3>>;
  const auto word = [](const json& of, const char* key) {
    return of.contains(key) && of[key].is_string() ? of[key].get<std::string>() : "";
  };
  for (const Access& reader : {admin_, scene_.account("reader", Role::Viewer), scene_.account("own", Role::Viewer, counties_[1])}) {
    const std::string from = reader.area_code.empty() ? root_ : reader.area_code;
    const json list = parse(county_failings(office(), reader, at(from)));
    ASSERT_EQ(list["counties"].size(), reader.area_code.empty() ? counties_.size() : 1U);
    for (const json& county : list["counties"]) {
      const json page = parse(area_overview(office(), reader, at(county["code"])));
      EXPECT_EQ(county["verdict"], page["verdict"]) << reader.login;
      Reasons listed;
      for (const json& each : county["failings"]) {
        const json& clause = list["clauses"][each["clause"].get<std::size_t>()];
        listed.insert({word(each, "verdict"), word(clause, "stage"), word(clause, "clause")});
      }
      Reasons told;
      for (const json& reason : page["reasons"]) told.insert({word(reason, "verdict"), word(reason, "stage"), word(reason, "clause")});
      EXPECT_EQ(listed, told) << reader.login << " " << county["code"];
    }
  }
}

TEST_F(RunPages, TrendHasBothYears) {
  const json trend = parse(area_trend(office(), admin_, at(root_)));
  ASSERT_EQ(trend["years"].size(), 2U);
  EXPECT_EQ(trend["years"][0]["school_year"], 2023);
  EXPECT_EQ(trend["years"][1]["school_year"], 2024);
}

TEST_F(RunPages, WhatIfChangesTheSchoolOnly) {
  const json inputs = parse(area_inputs(office(), admin_, at(counties_[0])));
  const std::string measure = "area_sports_ground_m2";
  std::size_t row = 0;
  while (inputs["values"][measure][row].is_null() || inputs["stage"][row] != "primary") ++row;
  const std::string school = inputs["school_id"][row];
  const Stage stage = *parse_stage(inputs["stage"][row].get<std::string>());
  const double twice = 2 * inputs["values"][measure][row].get<double>();
  const json what = parse(what_if(office(), admin_, at(counties_[0]), {{{school, stage, measure, twice}}}));
  ASSERT_FALSE(what["schools"].empty());
  for (const json& each : what["schools"]) EXPECT_EQ(each["school_id"], school);
  EXPECT_NE(what["before"]["stages"], what["after"]["stages"]);
  const auto unknown = what_if(office(), admin_, at(counties_[0]), {{{school, stage, "no_such_measure", 1}}});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, Code::UnknownWhatIfMeasure);
  const auto refused = [&](const std::vector<ValueOfSchool>& changes) {
    const auto answer = what_if(office(), admin_, at(counties_[0]), {changes});
    return answer ? std::string() : answer.error().message(Lang::Zh);
  };
  const std::string name = inputs["name"][row];
  const std::string words(stage_name(stage, Lang::Zh));
  EXPECT_EQ(refused({{school, stage, "teachers", 20}, {school, stage, "teachers", 21}}),
            "“" + name + "”（" + words + "）的“专任教师”改了两次：20 和 21");
  EXPECT_EQ(refused({{school, stage, "classes_26_to_30", 1}, {school, stage, "classes_26_to_30", 1}}),
            "“" + name + "”（" + words + "）的“26—30 人的班数”改了两次：1 和 1");
  EXPECT_EQ(refused({{school, stage, "teachers", 20.5}}), "“" + name + "”（" + words + "）的“专任教师”填的是 20.5，应为整数");
  EXPECT_EQ(refused({{school, stage, "area_teaching_m2", 800.5}}), "");
  EXPECT_EQ(refused({{school, Stage::All, "classes_26_to_30", 1}}), "“" + name + "”没有“全校”的“26—30 人的班数”可改");
}

TEST_F(RunPages, LineageComparisonMonitorsAndReports) {
  const json chain = parse(lineage(office(), admin_, at(counties_[0]), {Stage::Primary, "", ""}));
  EXPECT_FALSE(chain["indicators"].empty());
  EXPECT_NE(chain["text"], "");
  const json changes = parse(compare_runs(office(), admin_, at(root_), made_.run_ids[1]));
  EXPECT_FALSE(changes["areas"].empty());
  EXPECT_TRUE(area_monitors(office(), admin_, *made_.snapshot_id, counties_[0], Lang::En));
  for (const char* format : {"html", "xlsx", "csv", "json"}) {
    const ReportFile file = expect_value(area_report(office(), admin_, at(counties_[0]), format));
    EXPECT_GT(std::filesystem::file_size(file.path), 1000U) << format;
  }
}

TEST_F(RunPages, CountyAccountSeesItselfOnly) {
  const Access county = scene_.account("county", Role::Editor, counties_[0]);
  const json own = parse(area_overview(office(), county, at(counties_[0])));
  EXPECT_TRUE(own["path"].empty());
  EXPECT_EQ(own["area"]["code"], counties_[0]);
  for (const std::string& other : {counties_[1], root_, std::string("-"), std::string("no-such")}) {
    const auto refused = area_overview(office(), county, at(other));
    ASSERT_FALSE(refused) << other;
    EXPECT_EQ(refused.error().code, Code::UnknownAreaCode) << other;
    EXPECT_FALSE(area_schools(office(), county, at(other)));
    EXPECT_FALSE(area_trend(office(), county, at(other)));
    EXPECT_FALSE(area_inputs(office(), county, at(other)));
    EXPECT_FALSE(area_lacks(office(), county, at(other)));
    EXPECT_FALSE(what_if(office(), county, at(other), {}));
    EXPECT_FALSE(lineage(office(), county, at(other), {}));
    EXPECT_FALSE(area_report(office(), county, at(other), "csv"));
    EXPECT_FALSE(area_monitors(office(), county, *made_.snapshot_id, other, Lang::En));
    EXPECT_FALSE(league(office(), county, at(other), "county"));
    EXPECT_FALSE(county_failings(office(), county, at(other)));
    EXPECT_FALSE(compare_runs(office(), county, at(other), made_.run_ids[1]));
  }
  const json rows = parse(league(office(), county, at(""), "county"));
  EXPECT_EQ(rows["code"], json::array({counties_[0]}));
  const json schools = parse(search_schools(office(), county, {*made_.snapshot_id, "", "", "", 1000}, Lang::En));
  for (const json& school : schools["schools"]) EXPECT_EQ(school["county_code"], counties_[0]);
  EXPECT_EQ(schools["total"], schools["schools"].size());
  const json others = parse(area_schools(office(), admin_, at(counties_[1])));
  EXPECT_FALSE(school_page(office(), county, run(), others["school_id"][0], Lang::En));
  const json snapshots = parse(list_snapshot_views(office(), county))["snapshots"];
  ASSERT_EQ(snapshots.size(), 1U);
  EXPECT_EQ(snapshots[0]["areas"][0]["code"], counties_[0]);
  EXPECT_EQ(snapshots[0]["schools"], schools["total"]);
  EXPECT_EQ(snapshots[0].dump().find(counties_[1]), std::string::npos);
}

TEST_F(RunPages, AccountOfAForeignAreaSeesNoSnapshot) {
  const Access foreign = scene_.account("foreign", Role::Viewer, "999999");
  EXPECT_TRUE(parse(list_snapshot_views(office(), foreign))["snapshots"].empty());
  EXPECT_TRUE(parse(list_run_views(office(), foreign, {}, Lang::En))["runs"].empty());
  const auto hidden = show_run(office(), foreign, run(), Lang::En);
  ASSERT_FALSE(hidden);
  EXPECT_EQ(hidden.error().code, Code::NoSuchRun);
  EXPECT_FALSE(show_snapshot(office(), foreign, *made_.snapshot_id, Lang::En));
}

TEST_F(RunPages, TwoPlannersAtOnceConflict) {
  const Access planner = scene_.account("planner", Role::Planner);
  const ScenarioDraft draft{"more teachers", "", run(), counties_[0], {}};
  const json first = parse(save_scenario(office(), planner, draft));
  EXPECT_EQ(first["version"], 1);
  const std::int64_t id = first["id"];
  EXPECT_EQ(parse(change_scenario(office(), planner, id, 1, draft))["version"], 2);
  const auto late = change_scenario(office(), planner, id, 1, draft);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, Code::StoreConflict);
  EXPECT_EQ(parse(list_scenario_views(office(), planner, {run(), ""}))["scenarios"].size(), 1U);
  const Access other = scene_.account("other", Role::Planner, counties_[1]);
  EXPECT_TRUE(parse(list_scenario_views(office(), other, {run(), ""}))["scenarios"].empty());
  EXPECT_FALSE(show_scenario(office(), other, id));
  EXPECT_FALSE(remove_scenario(office(), other, id));
  expect_done(remove_scenario(office(), planner, id));
}

TEST_F(RunPages, WritesAreNotedAndDeletionTakesAll) {
  expect_done(remove_snapshot(office(), admin_, *made_.snapshot_id));
  EXPECT_TRUE(parse(list_snapshot_views(office(), admin_))["snapshots"].empty());
  EXPECT_FALSE(area_overview(office(), admin_, at(root_)));
  auto transaction = expect_value(scene_.store().read());
  std::vector<std::string> events;
  for (const store::AuditEntry& entry : expect_value(store::list_audit(transaction, {}))) events.push_back(entry.event.event);
  EXPECT_EQ(events, (std::vector<std::string>{"snapshot:delete", "run:create", "run:create", "snapshot:import"}));
}

}  // namespace
}  // namespace junheng::app
