#include "junheng/report/what_if_view.h"

#include <array>
#include <tuple>

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

assess::ValueChange of_bands(Stage stage, const char* band, double value) {
  return {SchoolIndex(0), stage, band, model::Quantity::of(value)};
}

// Grades 1 and 2 have a class each; a band of one more makes three.
TEST(WhatIf, NumberOfClassesFollowsBandsWhereTheGradesTellIt) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 88);
  data.grade(1).set("pupils", 44).set("classes", 1);
  data.grade(2).set("pupils", 44).set("classes", 1);
  data.band(Stage::Primary, "41_45").set("classes", 2);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  std::vector<assess::ValueChange> changes = {of_bands(Stage::Primary, "classes_41_to_45", 0),
                                              of_bands(Stage::Primary, "classes_26_to_30", 3)};
  const auto derived = classes_of_bands(*scene.scene->assessment, changes);
  ASSERT_EQ(derived.size(), 1U);
  EXPECT_EQ(derived[0].change.stage, Stage::Primary);
  EXPECT_EQ(derived[0].before, 2);
  EXPECT_EQ(derived[0].change.value.get(), 3);
  changes.push_back(derived[0].change);
  const assess::Assessment after = scene.scene->assessor->reassess(scene.scene->area().area, changes).value();
  EXPECT_EQ(after.units.whole.classes.get(0), 3);
  EXPECT_EQ(verdict_of(*scene.scene, "G5", changes), "met");
}

// 88 pupils in two classes of unknown size: both are typed to be of 41 to 45, and stay two.
TEST(WhatIf, BandsOfASchoolWithoutAnyTellWhichClassesThereAre) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 88).set("classes", 2);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  const std::vector<assess::ValueChange> changes = {of_bands(Stage::Primary, "classes_41_to_45", 2)};
  EXPECT_TRUE(classes_of_bands(*scene.scene->assessment, changes).empty());
  EXPECT_EQ(verdict_of(*scene.scene, "G5", {}), "unknown");
  EXPECT_EQ(verdict_of(*scene.scene, "G5", changes), "met");
}

// A nine-year school of 2 and 1 classes counts 3 for the whole: one more of each stage makes 3, 2 and 5.
TEST(WhatIf, NumberOfClassesOfTheWholeSchoolFollowsTheBandsOfBothStages) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 312, "九年一贯").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 80).set("classes", 2);
  data.stage(Stage::Junior).set("pupils", 40).set("classes", 1);
  data.stage(Stage::All).set("pupils", 120).set("classes", 3);
  data.band(Stage::Primary, "36_40").set("classes", 2);
  data.band(Stage::Junior, "36_40").set("classes", 1);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  const auto derived = classes_of_bands(*scene.scene->assessment, std::vector{of_bands(Stage::Primary, "classes_36_to_40", 3),
                                                                              of_bands(Stage::Junior, "classes_36_to_40", 2)});
  ASSERT_EQ(derived.size(), 3U);
  using Row = std::tuple<Stage, double, double>;
  const std::array expected = {Row{Stage::Primary, 2, 3}, Row{Stage::Junior, 1, 2}, Row{Stage::All, 3, 5}};
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_EQ((Row{derived[i].change.stage, derived[i].before.value(), derived[i].change.value.value}), expected[i]);
}

// 12 classes of 36 to 40 for 456 pupils. Three of 41 to 45 hold 135 at most: 456 pupils in 3 classes prove one of more than 45. Twelve of
// 25 at most hold 300: what they are is not known.
TEST(WhatIf, BandsWithoutRoomForThePupilsAreNeverMet) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 456).set("classes", 12);
  data.band(Stage::Primary, "36_40").set("classes", 12);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  EXPECT_EQ(verdict_of(*scene.scene, "G5", {}), "met");
  const auto under = [&](std::vector<assess::ValueChange> changes) {
    for (const DerivedChange& each : classes_of_bands(*scene.scene->assessment, changes)) changes.push_back(each.change);
    return changes;
  };
  const auto empty = of_bands(Stage::Primary, "classes_36_to_40", 0);
  EXPECT_EQ(verdict_of(*scene.scene, "G5", under({empty, of_bands(Stage::Primary, "classes_41_to_45", 3)})), "unmet");
  const auto small = under({empty, of_bands(Stage::Primary, "classes_0_to_25", 12)});
  EXPECT_EQ(verdict_of(*scene.scene, "G5", small), "unknown");
  const assess::Assessment after = scene.scene->assessor->reassess(scene.scene->area().area, small).value();
  for (const assess::ItemResult& item : after.areas.front().items)
    if (item.item->id == "G5") {
      ASSERT_EQ(item.clauses.front().warnings.size(), 1U);
      EXPECT_EQ(item.clauses.front().warnings[0], "item.bands_too_small");
    }
  // 12 x 38 = 456: eleven classes of 40 and one of 16 hold them.
  EXPECT_EQ(verdict_of(*scene.scene, "G5",
                       under({of_bands(Stage::Primary, "classes_36_to_40", 11), of_bands(Stage::Primary, "classes_0_to_25", 1)})),
            "met");
}

// 12 classes of 36 to 40 hold 480 pupils: 450 leave G5 as it is, 600 leave it unknown, which is no verdict of the recorded data.
TEST(WhatIf, ClassSizesThatPupilsContradictAreJudgedAnew) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 456).set("classes", 12);
  data.band(Stage::Primary, "36_40").set("classes", 12);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  const auto is_left = [&](double pupils) {
    const std::vector<assess::ValueChange> changes = {{SchoolIndex(0), Stage::Primary, "pupils", model::Quantity::of(pupils)}};
    const assess::Assessment after = scene.scene->assessor->reassess(scene.scene->area().area, changes).value();
    const SmallCounts shown(after, after.areas.front(), Masking::Full);
    WhatIfInput input{scene.input(), {&after, &after.areas.front(), &shown, Lang::En}};
    input.changes = changes;
    const json left = json::parse(what_if_json(input))["not_recomputed"];
    return std::ranges::any_of(left, [](const json& each) { return each["id"] == "G5"; });
  };
  EXPECT_TRUE(is_left(450));
  EXPECT_FALSE(is_left(600));
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

// A list of rooms tells no stage: of a school without a row of the whole it stands in the first of its stages, where it can be changed.
TEST(WhatIf, RoomsListedByASchoolOfTwoStagesStandInTheFirst) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("3133000001", 312, "九年一贯").founder(7).setting(121);
  data.stage(Stage::Junior).set("pupils", 400).set("classes", 8);
  data.stage(Stage::Primary).set("pupils", 400).set("classes", 10);
  data.room(0).set("area_m2", 100).room(1).set("area_m2", 100).room(1).set("area_m2", 120);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  const json inputs = scene.inputs();
  ASSERT_EQ(inputs["stage"], json({"junior", "primary"}));
  EXPECT_EQ(inputs["values"]["music_rooms_96m2"], json({nullptr, 1}));
  EXPECT_EQ(inputs["values"]["art_rooms_90m2"], json({nullptr, 2}));
  EXPECT_EQ(verdict_of(*scene.scene, "G3", {}), "unmet");
  EXPECT_TRUE(scene.scene->assessor->stages_of(SchoolIndex(0)).has(Stage::Primary));
  EXPECT_EQ(verdict_of(*scene.scene, "G3", {{SchoolIndex(0), Stage::Primary, "music_rooms_96m2", model::Quantity::of(2)}}), "met");
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
