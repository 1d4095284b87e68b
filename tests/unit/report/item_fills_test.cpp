// `item_fills` of a what-if: what would end that one school keeps a county item of cn.quality-2017 from being met.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "junheng/report/fill_view.h"
#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using assess::ValueChange;
using nlohmann::json;

/// Of a school under the changes, by item.
std::map<std::string, json> fills_of(const testing::Scene& scene, const std::string& school, const std::vector<ValueChange>& changes = {},
                                     Masking masking = Masking::Full) {
  const assess::Assessment after = scene.assessor->assess(changes);
  const SmallCounts hidden(after, after.areas.front(), masking);
  formats::JsonWriter writer;
  writer.begin_object();
  write_item_fills(writer, *scene.assessment,
                   {{&after, &after.areas.front(), &hidden, Lang::En},
                    &scene.assessor->campuses(),
                    scene.dataset.schools.find(school).value(),
                    changes});
  std::map<std::string, json> out;
  const json written = json::parse(writer.end_object().take());
  for (const json& each : written["item_fills"]) out[each["id"]] = each["changes"];
  return out;
}

/// A of 2,100 pupils in 45 classes of 46 to 50, with 2 of 4 rooms of each kind; B in order.
model::Dataset two_schools(double catchment = 900) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("A", 211, "一小").founder(7).setting(121).set("is_boarding", 0);
  data.stage(Stage::Primary).set("pupils", 2100).set("classes", 45).set("teachers", 110).set("teachers_trained_360h", 108);
  data.set("music_rooms_96m2", 2).set("art_rooms_90m2", 4).set("pupils_in_catchment", catchment);
  data.band(Stage::Primary, "46_50").set("classes", 45);
  data.school("B", 211, "二小").founder(7).setting(121).stage(Stage::Primary).set("pupils", 400).set("classes", 10);
  data.set("teachers", 20).set("teachers_trained_360h", 20).set("music_rooms_96m2", 1).set("art_rooms_90m2", 1);
  data.set("pupils_in_catchment", 400);
  data.band(Stage::Primary, "36_40").set("classes", 10);
  return data.build();
}

TEST(ItemFills, EachItemHasTheChangesThatEndIt) {
  const auto scene = scene_of(two_schools(), "cn.quality-2017");
  const auto fills = fills_of(*scene, "A");
  ASSERT_EQ(fills.at("G9").size(), 1U);
  const json& training = fills.at("G9").front();
  EXPECT_EQ(training["school_id"], "A");
  EXPECT_EQ(training["stage"], "primary");
  EXPECT_EQ(training["measure"], "teachers_trained_360h");
  EXPECT_EQ(training["before"], 108);
  EXPECT_EQ(training["value"], 110);
  EXPECT_EQ(fills.at("G3").front()["measure"], "music_rooms_96m2");
  EXPECT_EQ(fills.at("G3").front()["value"], 4) << "45 classes, one for every 12";
  EXPECT_EQ(fills.at("G13").front()["value"], 2100);
}

// 45 classes of 46 to 50 hold 2,070 to 2,250: 2,100 / 45 are 47 classes of 44.7.
TEST(ItemFills, ClassesAreDivided) {
  const auto scene = scene_of(two_schools(), "cn.quality-2017");
  const json changes = fills_of(*scene, "A").at("G5");
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0]["measure"], "classes_41_to_45");
  EXPECT_EQ(changes[0]["before"], 0);
  EXPECT_EQ(changes[0]["value"], 47);
  EXPECT_EQ(changes[1]["value"], 0);
}

TEST(ItemFills, AnItemThatTakesAnotherSchoolHasNone) {
  const auto scene = scene_of(two_schools(), "cn.quality-2017");
  EXPECT_EQ(scene->item("G4").verdict, assess::Verdict::Unmet);
  EXPECT_FALSE(fills_of(*scene, "A").contains("G4"));
  EXPECT_TRUE(fills_of(*scene, "B").empty());
}

// 450 pupils are typed where ten classes of 40 are: 450 / 45 are ten classes of 45.
TEST(ItemFills, TypedBandsThatAreTooSmallAreDivided) {
  const auto scene = scene_of(two_schools(), "cn.quality-2017");
  const SchoolIndex school = scene->dataset.schools.find("B").value();
  const auto fills = fills_of(*scene, "B",
                              {{school, Stage::Primary, "pupils", model::Quantity::of(450)},
                               {school, Stage::Primary, "classes_36_to_40", model::Quantity::of(10)}});
  const json& changes = fills.at("G5");
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0]["measure"], "classes_36_to_40");
  EXPECT_EQ(changes[0]["value"], 0);
  EXPECT_EQ(changes[1]["value"], 10) << "classes of 41 to 45";
}

TEST(ItemFills, SchoolWithAHiddenCountHasNone) {
  const auto scene = scene_of(two_schools(3), "cn.quality-2017");
  EXPECT_FALSE(fills_of(*scene, "A").empty());
  EXPECT_TRUE(fills_of(*scene, "A", {}, Masking::SmallCountsHidden).empty());
}

}  // namespace
}  // namespace junheng::report
