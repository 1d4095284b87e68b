// What a school lacks under a what-if, and the one value that just reaches the standard: cn.quality-2017 asks a primary school for 4.2
// teachers above the required degree per 100 pupils (L1) and 4.5 m2 of teaching rooms per pupil (L4).
#include <gtest/gtest.h>

#include <cmath>

#include "junheng/assess/units.h"
#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using assess::ValueChange;
using nlohmann::json;

/// `lacks` of a school under the changes.
json lacks_of(const testing::Scene& scene, const std::string& school, const std::vector<ValueChange>& changes) {
  const assess::Assessment after = scene.assessor->assess(changes);
  const SmallCounts hidden(after, after.areas.front(), Masking::Full);
  formats::JsonWriter writer;
  writer.begin_object();
  write_school_lacks(writer, {{&after, &after.areas.front(), &hidden, Lang::En},
                              &scene.assessor->campuses(),
                              scene.dataset.schools.find(school).value(),
                              changes});
  return json::parse(writer.end_object().take())["lacks"];
}

/// nullopt where the school does not lack it.
std::optional<json> lack(const testing::Scene& scene, const std::string& school, const std::string& indicator, const std::string& stage,
                         const std::vector<ValueChange>& changes = {}) {
  for (const json& each : lacks_of(scene, school, changes))
    if (each["indicator"] == indicator && each["stage"] == stage) return each;
  return std::nullopt;
}

ValueChange change_to(const testing::Scene& scene, const json& fill, double less = 0) {
  return {scene.dataset.schools.find(fill["school_id"].get<std::string>()).value(), *parse_stage(fill["stage"].get<std::string>()),
          fill["measure"].get<std::string>(), model::Quantity::of(fill["value"].get<double>() - less)};
}

/// The value reaches the standard, and one step less does not.
void expect_just_enough(const testing::Scene& scene, const std::string& school, const std::string& indicator, const std::string& stage,
                        double step) {
  const auto lacking = lack(scene, school, indicator, stage);
  ASSERT_TRUE(lacking) << indicator;
  ASSERT_TRUE((*lacking)["fill"].is_object()) << *lacking;
  EXPECT_FALSE(lack(scene, school, indicator, stage, {change_to(scene, (*lacking)["fill"])})) << *lacking;
  EXPECT_TRUE(lack(scene, school, indicator, stage, {change_to(scene, (*lacking)["fill"], step)})) << *lacking;
}

// 300 pupils need 12.6 such teachers; there are 3, so 9.6 and in whole persons 10 are missing: 13.
TEST(SchoolLacks, FillIsTheWholeNumberThatJustSuffices) {
  const auto scene = scene_of(county_with_pupils(100, 200, 300), "cn.quality-2017");
  const json found = lack(*scene, "2133000003", "L1", "primary").value();
  EXPECT_EQ(found["standard"], 4.2);
  EXPECT_EQ(found["value"], 1);
  EXPECT_EQ(found["fill"]["school_id"], "2133000003");
  EXPECT_EQ(found["fill"]["stage"], "primary");
  EXPECT_EQ(found["fill"]["measure"], "teachers_above_required");
  EXPECT_EQ(found["fill"]["value"], 13);
  expect_just_enough(*scene, "2133000003", "L1", "primary", 1);
}

// Five are typed: 12.6 - 5 = 7.6, so 8 more than the five.
TEST(SchoolLacks, FillStartsFromWhatIsTyped) {
  const auto scene = scene_of(county_with_pupils(100, 200, 300), "cn.quality-2017");
  const std::vector<ValueChange> five = {
      {scene->dataset.schools.find("2133000003").value(), Stage::Primary, "teachers_above_required", model::Quantity::of(5)}};
  EXPECT_EQ(lack(*scene, "2133000003", "L1", "primary", five).value()["fill"]["value"], 13);
}

TEST(SchoolLacks, IndicatorThatIsMetIsNoneAndOneWithoutDataHasNoFill) {
  const auto scene = scene_of(county_with_pupils(100, 200, 300), "cn.quality-2017");
  EXPECT_FALSE(lack(*scene, "2133000003", "L4", "primary")) << "5 m2 per pupil";
  const json unknown = lack(*scene, "2133000003", "L6", "primary").value();
  EXPECT_EQ(unknown["value"], nullptr);
  EXPECT_EQ(unknown["fill"], nullptr);
  EXPECT_NE(unknown["text"], "");
}

/// A school with a campus, and a nine-year school whose rooms stand on the row of the whole school.
model::Dataset shared_rooms() {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  data.school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 200).set("teachers_above_required", 6).set("area_teaching_m2", 600);
  data.set("area_indoor_sports_m2", 0);
  data.school("2133000002", 211, "一小东校区").founder(7).setting(121).campus_of(0);
  data.stage(Stage::Primary).set("pupils", 100).set("teachers_above_required", 2).set("area_teaching_m2", 200);
  data.set("area_indoor_sports_m2", 0);
  data.school("2133000003", 312, "九年一贯").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 300).set("teachers_above_required", 20);
  data.stage(Stage::Junior).set("pupils", 200).set("teachers_above_required", 20);
  data.stage(Stage::All).set("area_teaching_m2", 1500).set("area_indoor_sports_m2", 0);
  return data.build();
}

TEST(SchoolLacks, CampusStandsForItsSchoolAndIsAddedUp) {
  const auto scene = scene_of(shared_rooms(), "cn.quality-2017");
  // 300 pupils need 1,350 m2; 800 are there.
  const json found = lack(*scene, "2133000002", "L4", "primary").value();
  EXPECT_EQ(found["fill"]["school_id"], "2133000001");
  EXPECT_EQ(found["fill"]["value"], 600 + 550);
  expect_just_enough(*scene, "2133000001", "L4", "primary", 1);
  expect_just_enough(*scene, "2133000001", "L1", "primary", 1);
}

// L5 is (halls + grounds) / pupils, and L4 takes the halls off: grounds are raised. 7.5 x 100 = 750 m2 are needed, 300 there.
TEST(SchoolLacks, WhatAnotherIndicatorTakesOffIsNotRaised) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("A", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 100).set("area_teaching_m2", 600).set("area_indoor_sports_m2", 100);
  data.set("area_sports_ground_m2", 200);
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  const json found = lack(*scene, "A", "L5", "primary").value();
  EXPECT_EQ(found["fill"]["measure"], "area_sports_ground_m2");
  EXPECT_EQ(found["fill"]["value"], 200 + 450);
  expect_just_enough(*scene, "A", "L5", "primary", 1);
}

TEST(SchoolLacks, RowOfTheWholeSchoolIsRaisedByWhatTheStageGetsOfIt) {
  const auto scene = scene_of(shared_rooms(), "cn.quality-2017");
  for (const char* stage : {"primary", "junior"}) {
    EXPECT_EQ(lack(*scene, "2133000003", "L4", stage).value()["fill"]["stage"], "all") << stage;
    expect_just_enough(*scene, "2133000003", "L4", stage, 1);
  }
}

}  // namespace
}  // namespace junheng::report
