#include <gtest/gtest.h>

#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using nlohmann::json;

const json& find(const json& list, std::string_view key, std::string_view value) {
  for (const json& each : list)
    if (each.at(key) == value) return each;
  throw std::logic_error("no " + std::string(value));
}

TEST(Overview, CountyHasMeansCvsMarginsAndSchoolsByStage) {
  const json view = ViewScene(scene_of(small_county(), "cn.quality-2017")).overview();
  EXPECT_EQ(view["area"]["code"], "330182");
  EXPECT_EQ(view["counties"], nullptr);
  const json& primary = find(view["stages"], "stage", "primary");
  // 1000 + 600 + 400 + 300; the teaching point below 50 pupils does not enter.
  EXPECT_EQ(primary["pupils"], 2300);
  EXPECT_EQ(primary["schools"], 4);
  EXPECT_EQ(primary["schools_outside"], 1);
  // 100 x (42 + 30 + 20 + 15) / 2300 = 4.6522; the CV by hand: values 4.2, 5, 5, 5 with weights 1000, 600, 400, 300:
  // variance (1000 x 0.45217^2 + 1300 x 0.34783^2) / 2300 = 0.15728, square root 0.39658, over 4.65217 = 0.085246.
  const json& l1 = find(primary["indicators"], "id", "L1");
  EXPECT_NEAR(l1["mean"].get<double>(), 4.6521739, 1e-6);
  EXPECT_NEAR(l1["cv"].get<double>(), 0.085246, 1e-5);
  EXPECT_EQ(l1["cv_limit"], 0.5);
  EXPECT_NEAR(l1["cv_margin"].get<double>(), 0.414754, 1e-5);
  EXPECT_EQ(l1["cv_verdict"], "met");
  EXPECT_EQ(l1["standard"], 4.2);
  EXPECT_EQ(l1["schools_met"], 4);
  EXPECT_EQ(l1["direction"], "at_least");
  EXPECT_NE(l1["clause"].get<std::string>(), "");
}

TEST(Overview, ReasonsAndItemsHaveWords) {
  const json view = ViewScene(scene_of(small_county(), "cn.quality-2017"), Masking::Full, Lang::Zh).overview();
  ASSERT_FALSE(view["reasons"].empty());
  for (const json& reason : view["reasons"]) EXPECT_NE(reason["text"].get<std::string>(), "") << reason;
  const json& reported = find(view["items"], "id", "G1");
  EXPECT_EQ(reported["verdict"], "met");
  const json& missing = find(view["items"], "id", "G3");
  EXPECT_EQ(missing["verdict"], "unknown");
  EXPECT_EQ(missing["value"], nullptr);
}

// G1 is reported as 1: yes. G3 asks for a yes and has no report. The word says what a 1 would not.
TEST(Overview, RequirementsOfYesOrNoHaveTheAnswerInWords) {
  const json view = ViewScene(scene_of(small_county(), "cn.quality-2017")).overview();
  EXPECT_EQ(find(view["items"], "id", "G1")["value_text"], "yes");
  EXPECT_EQ(find(view["items"], "id", "G1")["limit_text"], "yes");
  for (const json& item : view["items"])
    if (item["unit_text"] != "") {
      EXPECT_FALSE(item.contains("value_text")) << item;
    }
}

TEST(Overview, OffendersSayWhatTheyAreFoundShortOf) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 104).set("classes", 2);
  data.class_of(1).set("pupils", 58);
  data.class_of(2).set("pupils", 46);
  const json view = ViewScene(scene_of(data.build(), "cn.quality-2017")).overview();
  const json& sizes = find(view["items"], "id", "G5");
  ASSERT_EQ(sizes["offenders"].size(), 1U) << sizes;
  const json& offender = sizes["offenders"][0];
  EXPECT_EQ(offender["name"], "一小");
  EXPECT_EQ(offender["verdict"], "unmet");
  EXPECT_EQ(offender["text"], "2 classes above 45 pupils");
  const json& first = view["first_schools"].at(0);
  EXPECT_EQ(first["school_id"], "2133000001");
  EXPECT_EQ(first["items"],
            json::parse(R"([{"id": "G5", "name": ")" + sizes["name"].get<std::string>() + R"(", "text": "2 classes above 45 pupils"}])"));
}

TEST(Overview, FirstSchoolsHaveTheirVerdicts) {
  const json view = ViewScene(scene_of(small_county(), "cn.quality-2017")).overview();
  const json schools = ViewScene(scene_of(small_county(), "cn.quality-2017")).schools();
  for (const json& first : view["first_schools"])
    for (std::size_t row = 0; row < schools["school_id"].size(); ++row)
      if (schools["school_id"][row] == first["school_id"] && schools["stage"][row] == first["stage"]) {
        EXPECT_EQ(first["verdict"], schools["verdict"][row]) << first;
      }
}

TEST(Overview, FirstSchoolsLackSomething) {
  const json view = ViewScene(scene_of(small_county(), "cn.quality-2017")).overview();
  ASSERT_FALSE(view["first_schools"].empty());
  const json& second = find(view["first_schools"], "school_id", "2133000002");
  // 0.9 x 6 = 5.4 teachers of arts are needed, there are 5; equipment 900,000 of 2,000 x 600 = 1,200,000 yuan.
  EXPECT_NE(second["shortfall"].get<std::string>().find("L6 300,000 yuan"), std::string::npos) << second;
}

TEST(Overview, NoStageWithoutSchoolsHasNumbers) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").stage(Stage::Primary).set("pupils", 100);
  const json view = ViewScene(scene_of(data.build(), "cn.quality-2017")).overview();
  const json& junior = find(view["stages"], "stage", "junior");
  EXPECT_EQ(junior["schools"], 0);
  for (const json& indicator : junior["indicators"]) EXPECT_EQ(indicator["mean"], nullptr);
}

TEST(SchoolResults, ColumnsHaveOneEntryForEachSchoolAndStage) {
  const json view = ViewScene(scene_of(small_county(), "cn.quality-2017")).schools();
  // Four primary units, the teaching point outside, one junior unit.
  const std::size_t lines = 6;
  for (const char* column : {"school_id", "name", "stage", "kind", "township_code", "lon", "lat", "pupils", "verdict", "met", "outside"})
    EXPECT_EQ(view[column].size(), lines) << column;
  for (const auto& [id, values] : view["values"].items()) EXPECT_EQ(values.size(), lines) << id;
  for (const auto& [id, states] : view["states"].items()) EXPECT_EQ(states.size(), lines) << id;
  EXPECT_EQ(view["school_id"][4], "2133000005");
  EXPECT_EQ(view["verdict"][4], nullptr);
  EXPECT_NE(view["outside"][4], "");
  EXPECT_EQ(view["values"]["L1"][0], 4.2);
  EXPECT_EQ(view["states"]["L6"][1], "unmet");
  EXPECT_EQ(view["states"]["L7"][2], "unknown");
  EXPECT_EQ(view["indicators"][0]["stage_limits"]["primary"]["standard"], 4.2);
}

TEST(Inputs, RowsAreAsRecorded) {
  const ViewScene scene(scene_of(small_county(), "cn.quality-2017"));
  const json view = json::parse(inputs_json(scene.input()));
  // Five schools with primary rows, one with a junior row besides.
  ASSERT_EQ(view["school_id"].size(), 6U);
  EXPECT_EQ(view["values"]["teachers_above_required"][0], 42);
  EXPECT_EQ(view["values"]["multimedia_rooms"][2], nullptr);
  const json& area = find(view["measures"], "id", "area_sports_ground_m2");
  EXPECT_EQ(area["indicators"], json::array({"L5"}));
}

// Teachers, rooms and classes by band are counted; square metres and yuan are measured.
TEST(Inputs, TellWhichMeasuresComeWhole) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").stage(Stage::Primary);
  data.set("pupils", 80)
      .set("classes", 2)
      .set("teachers_above_required", 4)
      .set("music_rooms_96m2", 1)
      .band(Stage::Primary, "36_40")
      .set("classes", 2);
  const json view = ViewScene(scene_of(data.build(), "cn.quality-2017")).inputs();
  for (const char* id : {"pupils", "classes", "teachers_above_required", "multimedia_rooms", "music_rooms_96m2", "classes_36_to_40"})
    EXPECT_EQ(find(view["measures"], "id", id)["is_whole"], true) << id;
  for (const char* id : {"area_teaching_m2", "area_sports_ground_m2", "equipment_value_yuan"})
    EXPECT_EQ(find(view["measures"], "id", id)["is_whole"], false) << id;
}

TEST(SchoolPage, LacksAndSourcesStandBesideValues) {
  const json page = ViewScene(scene_of(small_county(), "cn.quality-2017")).page("2133000002");
  ASSERT_EQ(page["stages"].size(), 1U);
  const json& equipment = find(page["stages"][0]["indicators"], "id", "L6");
  // 900,000 yuan for 600 pupils are 1,500 each, against 2,000.
  EXPECT_EQ(equipment["value"], 1500);
  EXPECT_EQ(equipment["state"], "unmet");
  EXPECT_EQ(page["stages"][0]["pupils"], 600);
  const json& cell = find(page["sources"], "measure", "equipment_value_yuan");
  EXPECT_EQ(cell["value"], 900000);
  EXPECT_EQ(cell["file"], "stage_facts.csv");
  EXPECT_EQ(cell["row"], 3);
  ASSERT_EQ(page["history"].size(), 1U);
  EXPECT_EQ(page["history"][0]["values"]["L6"], 1500);
}

TEST(SchoolPage, OutsideSchoolSaysWhy) {
  const json page = ViewScene(scene_of(small_county(), "cn.quality-2017")).page("2133000005");
  EXPECT_NE(page["outside"].get<std::string>().find("50"), std::string::npos);
  EXPECT_EQ(page["stages"][0]["verdict"], nullptr);
}

TEST(WhatIf, ListsTheSchoolsThatChange) {
  const auto before = scene_of(small_county(), "cn.quality-2017");
  const SchoolIndex school = *before->dataset.schools.find("2133000002");
  const assess::ValueChange change{school, Stage::Primary, "equipment_value_yuan", model::Quantity::of(1200000)};
  const auto after = before->assessor->reassess(before->area().area, std::span(&change, 1));
  ASSERT_TRUE(after);
  const SmallCounts none(*before->assessment, before->area(), Masking::Full);
  const json view = json::parse(
      what_if_json({{before->assessment.get(), &before->area(), &none, Lang::En}, {&*after, &after->areas.front(), &none, Lang::En}}));
  ASSERT_EQ(view["schools"].size(), 1U);
  EXPECT_EQ(view["schools"][0]["school_id"], "2133000002");
  EXPECT_EQ(view["schools"][0]["values_before"]["L6"], 1500);
  EXPECT_EQ(view["schools"][0]["values_after"]["L6"], 2000);
}

TEST(CountyFailings, UnmetComeFirstWithTheirMargins) {
  const auto scene = scene_of(small_county(), "cn.quality-2017");
  const LeagueRow row{&scene->area(), "330182", "青溪县", "山市", 5};
  const json view =
      json::parse(county_failings_json({scene->assessment.get(), ViewScene::run(), "county", Lang::En}, std::span(&row, 1), Masking::Full));
  ASSERT_EQ(view["counties"].size(), 1U);
  const json& county = view["counties"][0];
  EXPECT_EQ(county["name"], "青溪县");
  EXPECT_EQ(county["failings"].size(), scene->area().reasons.size());
  bool has_cv = false;
  for (const json& each : county["failings"]) {
    const json& clause = view["clauses"][each["clause"].get<std::size_t>()];
    if (clause["kind"] == "schools" && clause["stage"] == "primary" && each["verdict"] == "unmet") {
      // Of the four primary schools the first meets the rule.
      EXPECT_EQ(each["limit"], 4);
      EXPECT_DOUBLE_EQ(each["shortfall"].get<double>(), each["value"].get<double>() / 4);
    }
    if (clause["kind"] != "cv" || each["verdict"] != "unmet") continue;
    has_cv = true;
    EXPECT_LT(each["margin"].get<double>(), 0);
    EXPECT_DOUBLE_EQ(each["margin"].get<double>(), each["limit"].get<double>() - each["value"].get<double>());
    EXPECT_DOUBLE_EQ(each["shortfall"].get<double>(), each["value"].get<double>() / each["limit"].get<double>() - 1);
  }
  EXPECT_EQ(has_cv, std::ranges::any_of(scene->area().reasons,
                                        [](const assess::Reason& reason) { return reason.kind == assess::ReasonKind::CvAboveLimit; }));
}

// Of 3 teachers and 1 to 4 pupils the CV has no digit in common; how many of three schools meet the rule is a verdict.
TEST(CountyFailings, HiddenSchoolLeavesWhatAllSidesHaveInCommonInTheOrderOfTheStandard) {
  const ViewScene scene(scene_of(county_with_pupils(100, 200, 4), "cn.quality-2017"), Masking::SmallCountsHidden);
  const json masked = json::parse(scene.shown([](const AreaViewInput& view) {
    const LeagueRow row{view.area, "330182", "青溪县", "", 3};
    return county_failings_json({view.assessment, ViewScene::run(), "county", Lang::En}, std::span(&row, 1), Masking::SmallCountsHidden);
  }));
  const json& failings = masked["counties"][0]["failings"];
  ASSERT_EQ(failings.size(), scene.scene->area().reasons.size());
  std::size_t last = 0;
  bool has_schools = false;
  for (const json& each : failings) {
    const auto at = each["clause"].get<std::size_t>();
    const json& clause = masked["clauses"][at];
    if (each["verdict"] == "unmet") {
      EXPECT_GE(at, last);
      last = at;
    }
    has_schools = has_schools || (clause["kind"] == "schools" && each["limit"] == 3);
    if (clause["kind"] != "cv" || clause["clause"] != "L1") continue;
    EXPECT_EQ(each["value"], nullptr);
    EXPECT_EQ(each["margin"], nullptr);
  }
  EXPECT_TRUE(has_schools);
}

TEST(Overview, ItemThatCountsClassesIsInClasses) {
  // G5 limits the pupils of a class, but its value is the number of classes above that limit.
  const json view = ViewScene(scene_of(small_county(), "cn.quality-2017")).overview();
  EXPECT_EQ(find(view["items"], "id", "G5")["unit_text"], "classes");
}

TEST(League, RowsHaveCvsAndShares) {
  const auto scene = scene_of(small_county(), "cn.quality-2017");
  const LeagueRow row{&scene->area(), "330182", "青溪县", "", 5};
  const json view = json::parse(league_json({scene->assessment.get(), ViewScene::run(), "county", Lang::En}, std::span(&row, 1)));
  EXPECT_EQ(view["code"], json::array({"330182"}));
  EXPECT_NEAR(view["values"]["primary.cv.L1"][0].get<double>(), 0.085246, 1e-5);
  EXPECT_EQ(find(view["columns"], "id", "primary.cv.L1")["limit"], 0.5);
  // None of the four primary schools meets all seven, the first meets the rule.
  EXPECT_EQ(view["values"]["primary.schools_met_share"][0].get<double>(), 100.0 * scene->stage(Stage::Primary).schools_met / 4);
}

}  // namespace
}  // namespace junheng::report
