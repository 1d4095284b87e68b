// Which classes by band a what-if starts from, and what follows from those that are typed.
#include "junheng/report/input_list.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using nlohmann::json;

assess::ValueChange change(const char* measure, double value, Stage stage = Stage::Primary, std::size_t school = 0) {
  return {SchoolIndex(school), stage, measure, model::Quantity::of(value)};
}

/// G5 allows no class above 45 pupils.
const assess::ItemResult& class_sizes(const assess::Assessment& assessment) {
  for (const assess::ItemResult& item : assessment.areas.front().items)
    if (item.item->id == "G5") return item;
  throw std::logic_error("no item G5");
}

/// Under changes, with the numbers of classes that follow from them.
assess::Assessment under(const testing::Scene& scene, std::vector<assess::ValueChange> changes) {
  for (const DerivedChange& each : classes_of_bands(*scene.assessment, changes)) changes.push_back(each.change);
  return scene.assessor->reassess(scene.area().area, changes).value();
}

std::string verdict_of(const testing::Scene& scene, const std::vector<assess::ValueChange>& changes) {
  return std::string(to_string(class_sizes(under(scene, changes)).verdict));
}

std::vector<std::string_view> warnings_of(const testing::Scene& scene, const std::vector<assess::ValueChange>& changes) {
  const auto& warnings = class_sizes(under(scene, changes)).clauses.front().warnings;
  return {warnings.begin(), warnings.end()};
}

/// A primary school of five classes; of the bands 31 to 35 and 41 to 45 the numbers are missing.
model::Dataset school_with_gaps() {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 180).set("classes", 5);
  data.band(Stage::Primary, "36_40").set("classes", 2);
  data.band(Stage::Primary, "31_35");
  data.band(Stage::Primary, "41_45");
  return data.build();
}

TEST(ClassBandInputs, BandWithoutItsNumberIsNotZero) {
  const json values = ViewScene(scene_of(school_with_gaps(), "cn.quality-2017")).inputs()["values"];
  EXPECT_EQ(values["classes_36_to_40"], json({2}));
  EXPECT_EQ(values["classes_31_to_35"], json::array({nullptr}));
  EXPECT_EQ(values["classes_41_to_45"], json::array({nullptr}));
  EXPECT_EQ(values["classes_46_to_50"], json({0}));
}

// A class of unknown size may be of any band.
TEST(ClassBandInputs, ListWithAClassOfUnknownSizeTellsNoBand) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").stage(Stage::Primary).set("pupils", 80).set("classes", 2);
  data.class_of(1).set("pupils", 40);
  data.class_of(2);
  const json values = ViewScene(scene_of(data.build(), "cn.quality-2017")).inputs()["values"];
  EXPECT_EQ(values["classes_36_to_40"], json::array({nullptr}));
}

// Three classes typed where none is told are some of the five; one more in a band that is told is a sixth.
TEST(ClassBandInputs, TypedNumbersOfUntoldBandsAreNoClassesMore) {
  const auto scene = scene_of(school_with_gaps(), "cn.quality-2017");
  EXPECT_TRUE(classes_of_bands(*scene->assessment, std::vector{change("classes_31_to_35", 3)}).empty());
  const auto derived = classes_of_bands(*scene->assessment, std::vector{change("classes_31_to_35", 3), change("classes_36_to_40", 3)});
  ASSERT_EQ(derived.size(), 1U);
  EXPECT_EQ(derived[0].change.value.get(), 6);
}

// 2 classes of 36 to 40 and 3 of 31 to 35 are all five and hold 185 pupils, when no other band is open.
TEST(ClassBandInputs, GapEndsWhenEveryUntoldBandIsTyped) {
  const auto scene = scene_of(school_with_gaps(), "cn.quality-2017");
  EXPECT_EQ(verdict_of(*scene, {}), "unknown");
  EXPECT_EQ(verdict_of(*scene, {change("classes_31_to_35", 3)}), "unknown");
  EXPECT_EQ(verdict_of(*scene, {change("classes_31_to_35", 3), change("classes_41_to_45", 0)}), "met");
  EXPECT_EQ(verdict_of(*scene, {change("classes_31_to_35", 1), change("classes_41_to_45", 0)}), "unknown") << "3 of 5 classes";
}

/// A primary school of 12 classes of 36 to 40 for 456 pupils: they hold 480.
model::Dataset school_of_bands() {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 456).set("classes", 12);
  data.band(Stage::Primary, "36_40").set("classes", 12);
  return data.build();
}

TEST(ClassSizesOfTypedPupils, BandsThatCannotHoldThemAreUnknown) {
  const auto scene = scene_of(school_of_bands(), "cn.quality-2017");
  EXPECT_EQ(verdict_of(*scene, {change("pupils", 480)}), "met");
  EXPECT_TRUE(warnings_of(*scene, {change("pupils", 480)}).empty());
  EXPECT_EQ(verdict_of(*scene, {change("pupils", 481)}), "unknown");
  EXPECT_EQ(warnings_of(*scene, {change("pupils", 481)}), std::vector<std::string_view>{"item.bands_too_small"});
  // 541 pupils in 12 classes are more than 45 in one of them.
  EXPECT_EQ(verdict_of(*scene, {change("pupils", 541)}), "unmet");
}

// Classes of 38 and 37 pupils may have 40 each.
TEST(ClassSizesOfTypedPupils, ListedClassesMayFillTheirBand) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 75).set("classes", 2);
  data.class_of(1).set("pupils", 38);
  data.class_of(2).set("pupils", 37);
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  EXPECT_EQ(verdict_of(*scene, {change("pupils", 80)}), "met");
  EXPECT_EQ(verdict_of(*scene, {change("pupils", 81)}), "unknown");
}

// Of a school that tells nothing of its classes nothing is too small.
TEST(ClassSizesOfTypedPupils, SchoolWithoutBandsHasNoneThatAreTooSmall) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 75).set("classes", 2);
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  EXPECT_TRUE(warnings_of(*scene, {change("pupils", 80)}).empty());
}

// Pupils of the whole school are those of its only stage, and not those of a stage with a row of its own.
TEST(ClassSizesOfTypedPupils, PupilsOfTheWholeSchoolCountWhereNoRowOfTheStageTellsThem) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::All).set("pupils", 75).set("classes", 2);
  data.band(Stage::Primary, "36_40").set("classes", 2);
  const auto whole = scene_of(data.build(), "cn.quality-2017");
  EXPECT_EQ(verdict_of(*whole, {}), "met");
  EXPECT_EQ(verdict_of(*whole, {change("pupils", 81, Stage::All)}), "unknown");
  testing::DatasetBuilder both;
  both.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  both.stage(Stage::Primary).set("pupils", 81).set("classes", 2).stage(Stage::All).set("pupils", 81);
  both.band(Stage::Primary, "36_40").set("classes", 2);
  const auto by_stage = scene_of(both.build(), "cn.quality-2017");
  EXPECT_EQ(verdict_of(*by_stage, {}), verdict_of(*by_stage, {change("pupils", 90, Stage::All)}));
}

/// G3 asks for a music and an art room per 12 classes. A nine-year school of 24 + 12 classes counts its rooms by stage, 2 + 1 music rooms
/// and 3 art rooms; its campus of 12 classes lists one of each.
model::Dataset school_with_rooms_of_two_stages(double junior_music) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("3133000001", 312, "九年一贯").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 960).set("classes", 24).set("music_rooms_96m2", 2).set("art_rooms_90m2", 3);
  data.stage(Stage::Junior).set("pupils", 480).set("classes", 12).set("music_rooms_96m2", junior_music).set("art_rooms_90m2", 0);
  data.school("3133000002", 312, "东校区").campus_of(0).stage(Stage::Primary).set("pupils", 480).set("classes", 12);
  data.room(0).set("area_m2", 100).room(1).set("area_m2", 100);
  return data.build();
}

std::string rooms_verdict(const testing::Scene& scene, const std::vector<assess::ValueChange>& changes) {
  const assess::Assessment after = scene.assessor->reassess(scene.area().area, changes).value();
  for (const assess::ItemResult& item : after.areas.front().items)
    if (item.item->id == "G3") return std::string(to_string(item.verdict));
  throw std::logic_error("no item G3");
}

// 48 classes need 4 music rooms: those typed for a stage, those recorded for the other, and the one that the campus lists.
TEST(RoomsOfTwoStages, TypedForOneOfThemTheOtherIsAsRecorded) {
  const auto art = [](double rooms) { return change("art_rooms_90m2", rooms); };
  const auto music = [](double rooms, Stage stage) { return change("music_rooms_96m2", rooms, stage); };
  const auto scene = scene_of(school_with_rooms_of_two_stages(1), "cn.quality-2017");
  EXPECT_EQ(rooms_verdict(*scene, {art(3), music(2, Stage::Primary)}), "met") << "2 + 1 + 1";
  EXPECT_EQ(rooms_verdict(*scene, {art(3), music(1, Stage::Primary)}), "unmet") << "1 + 1 + 1";
  EXPECT_EQ(rooms_verdict(*scene, {art(3), music(1, Stage::Junior)}), "met") << "2 + 1 + 1";
  EXPECT_EQ(rooms_verdict(*scene, {art(3), music(0, Stage::Junior)}), "unmet") << "2 + 0 + 1";
  EXPECT_EQ(rooms_verdict(*scene, {art(3), music(0, Stage::Primary), music(3, Stage::Junior)}), "met") << "0 + 3 + 1";
  const auto none = scene_of(school_with_rooms_of_two_stages(0), "cn.quality-2017");
  EXPECT_EQ(rooms_verdict(*none, {art(3), music(2, Stage::Primary)}), "unmet") << "2 + 0 + 1";
}

}  // namespace
}  // namespace junheng::report
