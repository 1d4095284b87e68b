#include "junheng/report/what_if_view.h"

#include <gtest/gtest.h>

#include "junheng/report/input_list.h"
#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using nlohmann::json;

// G5 reads the sizes of classes from tables that no change of pupils reaches, G1 is reported, G4 counts pupils of schools.
TEST(WhatIf, TellsWhichItemsChangesDoNotReachAndWhy) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 104).set("classes", 2);
  data.class_of(1).set("pupils", 58);
  data.class_of(2).set("pupils", 46);
  data.item("G1", 1);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  const json result = json::parse(what_if_json({scene.input(), scene.input(), nullptr}));
  const auto reason = [&](std::string_view id) -> std::string {
    for (const json& each : result["not_recomputed"])
      if (each["id"] == id) return each["reason"];
    return {};
  };
  EXPECT_EQ(
      reason("G5"),
      "class sizes come from the table of classes or of class bands, which changes of pupils leave as they are; change the classes by band "
      "among the figures of county items");
  EXPECT_EQ(reason("G1"), "reported for the county");
  EXPECT_EQ(reason("G4"), "");
}

/// The verdict of an item under changes.
std::string verdict_of(const testing::Scene& scene, std::string_view item, const std::vector<assess::ValueChange>& changes) {
  const assess::Assessment after = scene.assessor->reassess(scene.area().area, changes).value();
  for (const assess::ItemResult& each : after.areas.front().items)
    if (each.item->id == item) return std::string(to_string(each.verdict));
  return "none";
}

const json& measure_of(const json& inputs, std::string_view id) {
  static const json none;
  for (const json& each : inputs["measures"])
    if (each["id"] == id) return each;
  return none;
}

// G5 allows no class above 45 pupils. One of two classes is in the band of 46 to 50; moved to 41 to 45, none is.
TEST(WhatIf, ClassesByBandDecideClassSizes) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 88).set("classes", 2);
  data.band(Stage::Primary, "41_45").set("classes", 1);
  data.band(Stage::Primary, "46_50").set("classes", 1);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  const json inputs = scene.inputs();
  EXPECT_EQ(measure_of(inputs, "classes_46_to_50")["group"], "class_bands");
  EXPECT_EQ(measure_of(inputs, "classes_46_to_50")["items"], json({"G5"}));
  EXPECT_EQ(inputs["values"]["classes_46_to_50"], json({1}));
  EXPECT_EQ(inputs["values"]["classes_26_to_30"], json({0}));
  const auto change = [](const char* band, double value) {
    return assess::ValueChange{SchoolIndex(0), Stage::Primary, band, model::Quantity::of(value)};
  };
  EXPECT_EQ(verdict_of(*scene.scene, "G5", {}), "unmet");
  EXPECT_EQ(verdict_of(*scene.scene, "G5", {change("classes_41_to_45", 2), change("classes_46_to_50", 0)}), "met");
  EXPECT_EQ(verdict_of(*scene.scene, "G5", {change("classes_66_up", 1)}), "unmet");
}

// A list of classes of 58 and 46 pupils; three smaller classes are typed in their place, so that there is one class more.
TEST(WhatIf, BandsThatAreTypedHoldBeforeTheListAndTellHowManyClassesThereAre) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 104).set("classes", 2);
  data.class_of(1).set("pupils", 58);
  data.class_of(2).set("pupils", 46);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  EXPECT_EQ(scene.inputs()["values"]["classes_56_to_60"], json({1}));
  std::vector<assess::ValueChange> changes;
  for (const auto& [band, count] : {std::pair{"classes_56_to_60", 0}, {"classes_46_to_50", 0}, {"classes_31_to_35", 3}})
    changes.push_back({SchoolIndex(0), Stage::Primary, band, model::Quantity::of(count)});
  const auto derived = classes_of_bands(*scene.scene->assessment, changes);
  ASSERT_EQ(derived.size(), 1U);
  EXPECT_EQ(derived[0].change.measure, "classes");
  EXPECT_EQ(derived[0].before, 2);
  EXPECT_EQ(derived[0].change.value.get(), 3);
  changes.push_back(derived[0].change);
  EXPECT_EQ(verdict_of(*scene.scene, "G5", changes), "met");
  EXPECT_TRUE(classes_of_bands(*scene.scene->assessment, changes).empty()) << "the number of classes is typed";
  WhatIfInput input{scene.input(), scene.input(), nullptr};
  input.changes = changes;
  const json result = json::parse(what_if_json(input));
  for (const json& each : result["not_recomputed"]) EXPECT_NE(each["id"], "G5");
}

// G3 asks for a music room of 96 m2 and an art room of 90 m2 for 12 classes. The school lists a small music room and a large art room.
TEST(WhatIf, RoomsThatAreTypedHoldBeforeTheList) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 400).set("classes", 10);
  data.room(0).set("area_m2", 80);
  data.room(1).set("area_m2", 120);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  const json inputs = scene.inputs();
  EXPECT_EQ(measure_of(inputs, "music_rooms_96m2")["group"], "items");
  EXPECT_EQ(inputs["values"]["music_rooms_96m2"], json({0}));
  EXPECT_EQ(verdict_of(*scene.scene, "G3", {}), "unmet");
  EXPECT_EQ(verdict_of(*scene.scene, "G3", {{SchoolIndex(0), Stage::Primary, "music_rooms_96m2", model::Quantity::of(1)}}), "met");
}

// G3 asks for 2 rooms of a kind for 20 classes on two campuses. The main one lists a small music room, the other a large one; each lists a
// large art room. One typed for the main campus and the one that the other lists are two; the list of the other alone is one.
TEST(WhatIf, RoomsThatAreTypedForACampusLeaveTheListsOfTheOthers) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 400).set("classes", 10);
  data.room(0).set("area_m2", 80).room(1).set("area_m2", 120);
  data.school("2133000002", 211, "一小东校区").campus_of(0).stage(Stage::Primary).set("pupils", 400).set("classes", 10);
  data.room(0).set("area_m2", 100).room(1).set("area_m2", 120);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  const auto typed = [](std::uint32_t school, double rooms) {
    return assess::ValueChange{SchoolIndex(school), Stage::Primary, "music_rooms_96m2", model::Quantity::of(rooms)};
  };
  EXPECT_EQ(verdict_of(*scene.scene, "G3", {}), "unmet");
  EXPECT_EQ(verdict_of(*scene.scene, "G3", {typed(0, 1)}), "met");
  EXPECT_EQ(verdict_of(*scene.scene, "G3", {typed(0, 0)}), "unmet");
  EXPECT_EQ(verdict_of(*scene.scene, "G3", {typed(1, 2)}), "met");
  EXPECT_EQ(verdict_of(*scene.scene, "G3", {typed(0, 1), typed(1, 0)}), "unmet");
}

}  // namespace
}  // namespace junheng::report
