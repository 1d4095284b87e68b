#include "junheng/app/area_forecast.h"

#include <cmath>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "junheng/app/snapshot_case.h"
#include "junheng/core/codes.h"
#include "unit/app/office_scene.h"

namespace junheng::app {
namespace {

using nlohmann::json;

constexpr const char* kCounty = "330102";

struct Year {
  int year = 2024;
  /// In each grade of the second school.
  int small = 40;
};

/// A county with two primary schools of two grades, a class each: 50 and 50 pupils, and as many as asked for in each grade of the other.
std::string write_county(const OfficeScene& scene, const std::string& name, const std::vector<Year>& years) {
  const std::filesystem::path folder = scene.path(name);
  std::filesystem::create_directories(folder);
  const auto write = [&](const char* file, const std::string& text) { std::ofstream(folder / file) << text; };
  write("dataset.toml", "format = 1\ntitle = \"" + name + "\"\nsource = \"hand\"\ncountry = \"CN\"\n");
  write("areas.csv",
        "area_code,name,level,parent_code\n330000,Province,province,\n330102,County,county,330000\n330102001,Town,township,330102\n");
  write("schools.csv", "school_id,name,area_code,kind\n2133000001,Large,330102001,211\n2133000002,Small,330102001,211\n");
  std::string stages = "school_id,school_year,stage,pupils\n";
  std::string grades = "school_id,school_year,grade,pupils,classes\n";
  for (const Year& each : years) {
    const std::string year = std::to_string(each.year);
    const std::string small = std::to_string(each.small);
    stages += "2133000001," + year + ",primary,100\n2133000002," + year + ",primary," + std::to_string(2 * each.small) + "\n";
    grades += "2133000001," + year + ",1,50,1\n2133000001," + year + ",2,50,1\n2133000002," + year + ",1," + small + ",1\n2133000002," +
              year + ",2," + small + ",1\n";
  }
  write("stage_facts.csv", stages);
  write("grade_facts.csv", grades);
  return folder.string();
}

/// The same with teachers of Chinese (a man of 1960 and a woman of 1990 in the large school, a woman of 1991 in the other) and two
/// settlements, of 120 primary pupils and as many as asked for.
std::string write_plan_county(const OfficeScene& scene, const std::string& name, int second_settlement) {
  const std::string folder = write_county(scene, name, {{2023}, {2024}});
  const auto write = [&](const char* file, const std::string& text) { std::ofstream(std::filesystem::path(folder) / file) << text; };
  write("teachers.csv",
        "teacher_id,school_year,school_id,stage,sex,birth_year,post,subject\nt1,2024,2133000001,primary,m,1960,teacher,语文\n"
        "t2,2024,2133000001,primary,f,1990,teacher,语文\nt3,2024,2133000002,primary,f,1991,teacher,语文\n");
  write("settlements.csv", "settlement_id,name,area_code,pupils_primary,pupils_junior\nv1,V1,330102001,120,0\nv2,V2,330102001," +
                               std::to_string(second_settlement) + ",0\n");
  return folder;
}

class AreaForecast : public ::testing::Test {
 protected:
  AreaForecast() : admin_(scene_.account("admin", Role::Admin)), viewer_(scene_.account("viewer", Role::Viewer)), room_(scene_.office()) {}

  JobResult import(const std::string& name, const std::vector<Year>& years) {
    return scene_.import_snapshot(write_county(scene_, name, years), admin_);
  }
  json area(const JobResult& made, const Access& access, const ForecastQuestion& question = {}, const std::string& code = kCounty) {
    return json::parse(*expect_value(room_.of_area(access, {made.run_ids.front(), code, Lang::En}, question)).bytes);
  }
  json plan(const JobResult& made, const Access& access, const ForecastQuestion& question = {.years = 2}) {
    return json::parse(*expect_value(room_.plan_of_area(access, {made.run_ids.front(), kCounty, Lang::En}, question)).bytes);
  }
  json school(const JobResult& made, const Access& access, const std::string& id) {
    return json::parse(*expect_value(room_.of_school(access, made.run_ids.front(), id, {}, Lang::En)).bytes);
  }

  OfficeScene scene_;
  Access admin_;
  Access viewer_;
  ForecastRoom room_;
};

const json& series_of(const json& forecast, const std::string& id) {
  for (const json& each : forecast["series"])
    if (each["id"] == id) return each;
  throw std::logic_error("no series " + id);
}

// Nothing changes from year to year, so nothing does in the forecast: 50 + 50 + 40 + 40 pupils. At 45 in a class 2 + 2 + 1 + 1 classes;
// today's four hold 180, of the large school 90: its 100 pupils lack 10 places, and the 10 that are free elsewhere do not help it.
TEST_F(AreaForecast, TellsPupilsClassesAndPlacesByYear) {
  const auto made = import("county", {{2023}, {2024}});
  const json found = area(made, admin_, {.years = 2});
  EXPECT_EQ(found["first_history_year"], 2023);
  EXPECT_EQ(found["last_history_year"], 2024);
  EXPECT_EQ(found["standard"], "cn.quality-2017");
  const json& all = series_of(found, "all");
  EXPECT_EQ(all["history"], json::array({180, 180}));
  ASSERT_EQ(all["pupils"].size(), 2);
  EXPECT_NEAR(all["pupils"][0].get<double>(), 180, 3);
  EXPECT_EQ(all["in_todays_schools"], json::array({180, 180}));
  EXPECT_EQ(all["classes"], json::array({6, 6}));
  EXPECT_LT(all["low"][1], all["pupils"][1]);
  EXPECT_LT(all["pupils"][1], all["high"][1]);
  EXPECT_EQ(series_of(found, "primary")["history"], all["history"]);
  EXPECT_EQ(series_of(found, "g2")["in_todays_schools"], json::array({90, 90}));
  EXPECT_EQ(found["needs"][0]["places"], 180);
  EXPECT_EQ(found["needs"][0]["places_missing"], 10);
  EXPECT_EQ(found["schools_total"], 2);
  EXPECT_EQ(found["schools_with_places"], 2);
  EXPECT_EQ(found["schools"][0]["places_missing"], json::array({10, 10}));
  EXPECT_EQ(found["imports"][0]["school_years"], json::array({2023, 2024}));
  // The classes of the area are those of its schools: 4 and 2.
  EXPECT_EQ(found["needs"][0]["classes_at_limit"], 6);
  EXPECT_EQ(found["schools"][0]["classes"], json::array({4, 4}));
  EXPECT_EQ(found["schools"][1]["classes"], json::array({2, 2}));
  EXPECT_TRUE(found["left_out"].empty());
  EXPECT_EQ(found["standard_title"], "High-quality balance of county compulsory education (2017)");
}

// The large school has 50 pupils in each of its classes already; the other has 80 pupils, fewer than 100.
TEST_F(AreaForecast, ASchoolBeyondALimitTodayIsNoneThatComesThere) {
  const json found = area(import("county", {{2023}, {2024}}), admin_);
  ASSERT_EQ(found["breaches"].size(), 2);
  EXPECT_EQ(found["breaches"][0]["kind"], "class_size");
  EXPECT_EQ(found["breaches"][0]["is_today"], true);
  EXPECT_EQ(found["breaches"][0]["school_year"], 2024);
  EXPECT_EQ(found["breaches"][0]["pupils"], 50);
  EXPECT_EQ(found["breaches"][1]["kind"], "below_small");
  EXPECT_EQ(found["breaches"][1]["what"], "below 100 pupils (mark of planning)");
}

// A demonstration of the same county stands in the store: it tells no year of the real one.
TEST_F(AreaForecast, MadeUpDataStandBesideNoRealOnes) {
  const std::string folder = write_county(scene_, "demo", {{2021}, {2022}});
  std::ofstream(std::filesystem::path(folder) / "dataset.toml", std::ios::app) << "synthetic = true\n";
  const auto demo = scene_.import_snapshot(folder, admin_);
  const json found = area(import("county", {{2023}, {2024}}), admin_);
  EXPECT_EQ(found["first_history_year"], 2023);
  EXPECT_EQ(found["imports"].size(), 1);
  EXPECT_EQ(found["is_synthetic"], false);
  EXPECT_EQ(found["findings"][0]["id"], "forecast_import_left_out");
  EXPECT_EQ(area(demo, admin_)["first_history_year"], 2021);
}

// No births are told: the lever is on the entrants. Half of 50 and of 40.
TEST_F(AreaForecast, LeversMoveEntrants) {
  const auto made = import("county", {{2023}, {2024}});
  const json found = area(made, admin_, {.years = 1, .births = {0.5}});
  EXPECT_EQ(series_of(found, "g1")["in_todays_schools"], json::array({45}));
  EXPECT_EQ(found["births"], json::array({0.5}));
  EXPECT_EQ(found["counties_with_births"], 0);
  EXPECT_TRUE(found["births_move_from"].is_null());
}

TEST_F(AreaForecast, EarlierImportsAddTheirYearsUntilTheyAreDeleted) {
  const auto before = import("before", {{2022}, {2023}});
  const auto made = import("after", {{2023, 44}, {2024}});
  json found = area(made, admin_);
  // Of 2023 the newer import counts: 50 + 50 + 44 + 44.
  EXPECT_EQ(series_of(found, "all")["history"], json::array({180, 188, 180}));
  EXPECT_EQ(found["imports"][0]["school_years"], json::array({2023, 2024}));
  EXPECT_EQ(found["imports"][1]["school_years"], json::array({2022}));
  // A run of the earlier import does not know the later one.
  EXPECT_EQ(area(before, admin_)["last_history_year"], 2023);
  expect_done(remove_snapshot(scene_.office(), admin_, *before.snapshot_id));
  found = area(made, admin_);
  EXPECT_EQ(found["first_history_year"], 2023);
  EXPECT_EQ(found["imports"].size(), 1);
}

TEST_F(AreaForecast, OneYearSaysWhatIsAssumed) {
  const json found = area(import("county", {{2024}}), admin_);
  bool is_said = false;
  for (const json& each : found["assumptions"])
    is_said = is_said || each.get<std::string>().find("one school year only") != std::string::npos;
  EXPECT_TRUE(is_said) << found["assumptions"];
}

TEST_F(AreaForecast, ASchoolIsTellingItsOwnNumbers) {
  const auto made = import("county", {{2023}, {2024}});
  const json found = school(made, admin_, "2133000001");
  EXPECT_EQ(found["school"]["name"], "Large");
  EXPECT_EQ(series_of(found, "all")["history"], json::array({100, 100}));
  EXPECT_EQ(series_of(found, "all")["classes"], json::array({4, 4, 4, 4, 4}));
  EXPECT_EQ(found["needs"][0]["places_missing"], 10);
  EXPECT_EQ(found["schools_total"], 1);
}

TEST_F(AreaForecast, PlacesThatHaveNoneAreNamed) {
  const auto made = import("county", {{2023}, {2024}});
  const std::int64_t run = made.run_ids.front();
  EXPECT_EQ(room_.of_area(admin_, {run, "330102001", Lang::En}, {}).error().code, Code::AreaNotAssessed);
  EXPECT_EQ(room_.of_area(admin_, {run, "999999", Lang::En}, {}).error().code, Code::UnknownAreaCode);
  EXPECT_EQ(room_.of_area(admin_, {run + 100, kCounty, Lang::En}, {}).error().code, Code::NoSuchRun);
  EXPECT_EQ(room_.of_school(admin_, run, "nobody", {}, Lang::En).error().code, Code::NoSuchSchool);
  const Access foreign = scene_.account("foreign", Role::Editor, "330102001");
  EXPECT_EQ(room_.of_area(foreign, {run, kCounty, Lang::En}, {}).error().code, Code::UnknownAreaCode);
  // Of its own township's schools it sees the forecasts.
  EXPECT_EQ(school(made, foreign, "2133000001")["school"]["school_id"], "2133000001");
}

const json& element_of(const json& elements, const std::string& id) {
  for (const json& each : elements)
    if (each["id"] == id) return each;
  throw std::logic_error("no " + id);
}

// Shandong's curriculum: Chinese 8 periods in grades 1 and 2, load 14. Classes at 45: (2 + 1) x 2 grades = 6; 48 periods; 48 / 14 = 3.43
// teachers of whom 3 are on post. The man of 1960 is gone in the first year: 1.43 to hire.
TEST_F(AreaForecast, PlanTellsTeachersBySubject) {
  const json found = plan(scene_.import_snapshot(write_plan_county(scene_, "county", 60), admin_), admin_);
  const json& chinese = element_of(found["teachers"]["subjects"], "chinese");
  EXPECT_EQ(chinese["primary_need"], json::array({3.428571, 3.428571}));
  EXPECT_EQ(chinese["junior_need"], json::array({0.0, 0.0}));
  EXPECT_EQ(chinese["on_post"], 3);
  EXPECT_EQ(chinese["shortage"], json::array({0.428571, 0.428571}));
  EXPECT_EQ(chinese["retired"], json::array({1.0, 1.0}));
  EXPECT_EQ(chinese["to_hire"], json::array({1.428571, 1.428571}));
  EXPECT_FALSE(found["teachers"]["retirements_withheld"].get<bool>());
  EXPECT_EQ(found["teachers"]["subjects"][0]["id"], "all");
  EXPECT_EQ(element_of(found["tables"], "staff_subjects")["group"], "teachers");
  // Whole persons to read: 1.43 to hire are two, 3.43 needed four.
  for (const json& row : element_of(found["tables"], "staff_subjects")["rows"]) {
    if (row[0]["text"] != "Chinese") continue;
    EXPECT_EQ(row[1]["text"], "2");
    EXPECT_EQ(row[2]["text"], "4");
  }
}

// Thirty teachers of Chinese, of whom 3.43 are needed, and none of any other subject: 26 to spare fill nothing of what the others lack.
TEST_F(AreaForecast, PlanTellsHowTeachersAreToSpareAndToHireAtOnce) {
  const std::string folder = write_plan_county(scene_, "county", 60);
  std::ofstream teachers(std::filesystem::path(folder) / "teachers.csv");
  teachers << "teacher_id,school_year,school_id,stage,sex,birth_year,post,subject\n";
  for (int i = 0; i < 30; ++i) teachers << "t" << i << ",2024,213300000" << (i == 0 ? 2 : 1) << ",primary,m,1990,teacher,语文\n";
  teachers.close();
  const json found = plan(scene_.import_snapshot(folder, admin_), admin_);
  double need = 0;
  double shortage = 0;
  int known = 0;
  for (const json& subject : found["teachers"]["subjects"]) {
    if (subject["id"] == "all" || subject["need"][1].is_null()) continue;
    need += subject["need"][1].get<double>();
    shortage += subject["shortage"][1].get<double>();
    ++known;
  }
  ASSERT_GT(known, 2);
  const json& subjects = element_of(found["tables"], "staff_subjects");
  const json& all = subjects["rows"].back();
  EXPECT_EQ(all[0]["text"], "All together (added up, then rounded)");
  EXPECT_EQ(all[1]["number"], std::ceil(shortage)) << "nobody retires";
  EXPECT_EQ(all[2]["number"], std::ceil(need));
  EXPECT_EQ(all[3]["number"], 30);
  EXPECT_EQ(all[4]["number"], std::ceil(shortage));
  EXPECT_EQ(all[5]["number"], 26);
  const json& years = element_of(found["tables"], "staff_years");
  EXPECT_EQ(years["columns"][5]["title"], "To spare, all subjects");
  EXPECT_EQ(years["rows"][1][5]["number"], 26);
  const std::string note = years["notes"][0];
  EXPECT_EQ(
      note.find("In 2026/27 " + std::to_string(static_cast<int>(std::floor(30 - need))) + " teachers more are on post than are needed"), 0U)
      << note;
}

// Two thirds of the 180 pupils live in V1.
TEST_F(AreaForecast, PlanDividesPupilsAmongSettlements) {
  const json found = plan(scene_.import_snapshot(write_plan_county(scene_, "county", 60), admin_), admin_);
  EXPECT_EQ(found["settlements"], 2);
  const json& rows = element_of(found["tables"], "settlements")["rows"];
  ASSERT_EQ(rows.size(), 4);
  EXPECT_EQ(rows[0][0]["text"], "V1 (v1)");
  EXPECT_EQ(rows[0][3]["number"], 120);
  EXPECT_NEAR(rows[0][4]["number"].get<double>(), 120, 1e-6);
  EXPECT_NEAR(rows[1][5]["number"].get<double>(), 60, 1e-6);
}

// Half of the entrants of grade 1, twenty-five and twenty pupils, sit in 1 + 1 classes instead of 2 + 1: 5 x 8 / 14 teachers.
TEST_F(AreaForecast, PlanFollowsTheLevers) {
  const auto made = scene_.import_snapshot(write_plan_county(scene_, "county", 60), admin_);
  const json found = plan(made, admin_, {.years = 1, .births = {0.5}});
  EXPECT_EQ(element_of(found["teachers"]["subjects"], "chinese")["need"], json::array({2.857143}));
}

TEST_F(AreaForecast, PlanWithoutTablesSaysWhichAreMissing) {
  const json found = plan(import("county", {{2023}, {2024}}), admin_);
  EXPECT_EQ(found["settlements"], 0);
  EXPECT_EQ(found["findings"][0]["id"], "forecast_subject_staff");
  EXPECT_EQ(found["findings"].size(), 1);
  const json& chinese = element_of(found["teachers"]["subjects"], "chinese");
  EXPECT_EQ(chinese["need"], json::array({3.428571, 3.428571}));
  EXPECT_TRUE(chinese["on_post"].is_null());
  EXPECT_EQ(chinese["to_hire"], json::array({nullptr, nullptr}));
}

// 3.43 - 3 are missing whoever retires.
TEST_F(AreaForecast, PlanTellsNobodyWhoRetiresWhoMayNotSeePersons) {
  const json found = plan(scene_.import_snapshot(write_plan_county(scene_, "county", 60), admin_), viewer_);
  const json& chinese = element_of(found["teachers"]["subjects"], "chinese");
  EXPECT_TRUE(found["teachers"]["retirements_withheld"].get<bool>());
  EXPECT_EQ(chinese["on_post"], 3);
  EXPECT_EQ(chinese["retired"], json::array({nullptr, nullptr}));
  EXPECT_EQ(chinese["retired_at_least"], json::array({0.0, 0.0}));
  EXPECT_EQ(chinese["to_hire"], json::array({nullptr, nullptr}));
  EXPECT_EQ(chinese["to_hire_at_least"], json::array({0.428571, 0.428571}));
}

/// What a viewer or another account sees of the plan of a county whose second settlement has so many pupils.
std::string plan_seen_with(int pupils, Role role) {
  OfficeScene scene;
  const Access admin = scene.account("admin", Role::Admin);
  const Access access = scene.account("other", role);
  const auto made = scene.import_snapshot(write_plan_county(scene, "county", pupils), admin);
  ForecastRoom room(scene.office());
  return *expect_value(room.plan_of_area(access, {made.run_ids.front(), kCounty, Lang::En}, {})).bytes;
}

TEST(AreaForecastOfViewers, PlanDoesNotDependOnHiddenPupilsOfSettlements) {
  const std::string one = plan_seen_with(1, Role::Viewer);
  for (const int pupils : {2, 3, 4}) EXPECT_EQ(plan_seen_with(pupils, Role::Viewer), one) << pupils;
  EXPECT_NE(plan_seen_with(1, Role::Planner), plan_seen_with(4, Role::Planner));
}

/// What a viewer sees of a county whose small school has so many pupils.
std::string seen_with(int small, bool is_viewer, const std::string& school_id) {
  OfficeScene scene;
  const Access admin = scene.account("admin", Role::Admin);
  const Access viewer = scene.account("viewer", Role::Viewer);
  const auto made = scene.import_snapshot(write_county(scene, "county", {{2022}, {2023, 5}, {2024, small}}), admin);
  ForecastRoom room(scene.office());
  const Access& access = is_viewer ? viewer : admin;
  const std::int64_t run = made.run_ids.front();
  return school_id.empty() ? *expect_value(room.of_area(access, {run, kCounty, Lang::En}, {})).bytes
                           : *expect_value(room.of_school(access, run, school_id, {}, Lang::En)).bytes;
}

TEST(AreaForecastOfViewers, NothingDependsOnTheHiddenNumbers) {
  for (const char* school : {"", "2133000001", "2133000002"}) {
    const std::string one = seen_with(1, true, school);
    for (const int small : {2, 3, 4}) EXPECT_EQ(seen_with(small, true, school), one) << small << " in " << school;
    EXPECT_NE(one, seen_with(1, false, school));
  }
}

TEST(AreaForecastOfViewers, AHiddenSchoolIsHiddenInTheYearsAheadToo) {
  const json found = json::parse(seen_with(3, true, "2133000002"));
  const json& all = series_of(found, "all");
  EXPECT_EQ(all["history"], json::array({80, 10, nullptr}));
  EXPECT_EQ(all["pupils"], json::array({nullptr, nullptr, nullptr, nullptr, nullptr}));
}

}  // namespace
}  // namespace junheng::app
