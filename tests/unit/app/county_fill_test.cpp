// What brings a county to its standard. The limits are those of cn.quality-2017; every expected number is worked out beside it.
#include "unit/app/county_fill_scene.h"

#include <gtest/gtest.h>

namespace junheng::app {
namespace {

using assess::Verdict;
using testing::DatasetBuilder;

DatasetBuilder county() {
  DatasetBuilder data;
  data.county("330182", "青溪县");
  return data;
}

TEST(CountyFill, CountyWithNothingToFillStaysAsItIs) {
  auto data = county();
  add_good_school(data, "A");
  const FillScene scene(data.build());
  EXPECT_TRUE(scene.filled->ledger->changes().empty());
}

// 3.0 per 100 pupils are below the floor of 3.57: 36 teachers of 1,000 pupils, while six of seven indicators reach the standard. So many
// teachers above the required degree are 36 teachers, all of whom had a certificate, the training and a degree.
TEST(CountyFill, TeachersThatAreAddedAreCompleteAsThoseBefore) {
  auto data = county();
  add_good_school(data, "A").set("teachers_above_required", 30).set("teachers", 30).set("staff", 33);
  data.set("teachers_certified", 30).set("teachers_trained_360h", 30).set("teachers_mid_title", 12);
  for (const char* degree : {"phd", "master", "college", "upper_secondary", "below"}) data.set("teachers_" + std::string(degree), 0);
  data.set("teachers_bachelor", 30);
  const FillScene scene(data.build());
  EXPECT_EQ(scene.added("A", "teachers_above_required"), 36);
  for (const char* measure : {"teachers", "teachers_certified", "teachers_trained_360h"})
    EXPECT_EQ(scene.added("A", measure), 36) << measure;
  EXPECT_EQ(scene.added("A", "teachers_college"), 6) << "the lowest degree above the required one of primary schools";
  EXPECT_FALSE(scene.added("A", "teachers_bachelor"));
  EXPECT_FALSE(scene.added("A", "teachers_mid_title"));
  EXPECT_FALSE(scene.added("A", "staff"));
  EXPECT_EQ(scene.ids("A", "teachers_certified"), std::vector<std::string_view>{"L1"});
}

// Equipment of 2,000 and 10,000 yuan per pupil: mean 6,000, CV 4,000 / 6,000. (10,000 - t) / (10,000 + t) = 0.5 at t = 3,333.3, which
// are 3,333,333.3 yuan.
TEST(CountyFill, LowestSchoolsAreRaisedUntilTheCvIsAtItsLimit) {
  auto data = county();
  add_good_school(data, "A");
  add_good_school(data, "B").set("equipment_value_yuan", 10000000);
  const FillScene scene(data.build());
  EXPECT_EQ(scene.added("A", "equipment_value_yuan"), 3333334);
  EXPECT_EQ(scene.ids("A", "equipment_value_yuan"), std::vector<std::string_view>{"L6"});
  EXPECT_EQ(scene.filled->ledger->added().size(), 1U);
  EXPECT_EQ(scene.filled->after.areas.front().stages.front().indicators[5].cv_verdict, Verdict::Met);
}

TEST(CountyFill, WhereAllTeachersAreAskedForEachSchoolComesToThem) {
  auto data = county();
  add_good_school(data, "A").set("teachers", 60).set("teachers_trained_360h", 57).set("teachers_certified", 60);
  add_good_school(data, "B").set("teachers", 50).set("teachers_trained_360h", 50).set("teachers_certified", 49);
  const FillScene scene(data.build());
  EXPECT_EQ(scene.added("A", "teachers_trained_360h"), 60);
  EXPECT_EQ(scene.added("B", "teachers_certified"), 50);
  EXPECT_EQ(scene.filled->ledger->added().size(), 2U);
  EXPECT_EQ(scene.item("G9"), Verdict::Met);
  EXPECT_EQ(scene.item("G12"), Verdict::Met);
}

/// A school of 1,000 pupils with a campus of 240, which has five classes of 46 to 50.
model::Dataset school_with_campus(const char* band, double classes) {
  auto data = county();
  add_good_school(data, "A").set("teachers", 60).set("teachers_trained_360h", 57).set("classes", classes).set("music_rooms_96m2", 1);
  data.set("art_rooms_90m2", 3).band(Stage::Primary, band).set("classes", classes);
  add_good_school(data, "B", 0.24).campus_of(0).set("teachers", 20).set("teachers_trained_360h", 18).set("classes", 5);
  data.set("music_rooms_96m2", 1).set("art_rooms_90m2", 0).band(Stage::Primary, "46_50").set("classes", 5);
  return data.build();
}

// 23 and 5 classes are 28 and ask for 3 music rooms: one and one are there. 240 pupils of the campus are 6 classes of 40.
TEST(CountyFill, CampusesAreRaisedInTheirOwnRowsAndCountWithTheirSchool) {
  const FillScene scene(school_with_campus("41_45", 23));
  EXPECT_EQ(scene.added("A", "teachers_trained_360h"), 60);
  EXPECT_EQ(scene.added("B", "teachers_trained_360h"), 20);
  EXPECT_EQ(scene.added("A", "music_rooms_96m2"), 2);
  EXPECT_FALSE(scene.added("B", "music_rooms_96m2"));
  EXPECT_EQ(scene.added("B", "classes_36_to_40"), 6);
  EXPECT_EQ(scene.added("B", "classes_46_to_50"), 0);
  EXPECT_FALSE(scene.added("A", "classes_41_to_45"));
  for (const char* item : {"G3", "G5", "G9"}) EXPECT_EQ(scene.item(item), Verdict::Met) << item;
}

// Twenty classes of 40 at most have no room for the 1,000 pupils of the school itself: 23 of 43 or 44.
TEST(CountyFill, MemberWhoseBandsAreTooSmallForItsPupilsIsDividedWithTheOther) {
  const FillScene scene(school_with_campus("36_40", 20));
  EXPECT_EQ(scene.added("A", "classes_36_to_40"), 0);
  EXPECT_EQ(scene.added("A", "classes_41_to_45"), 23);
  EXPECT_EQ(scene.added("B", "classes_36_to_40"), 6);
  EXPECT_EQ(scene.item("G5"), Verdict::Met);
}

TEST(CountyFill, RowOfTheWholeSchoolMovesWithThoseOfItsStages) {
  auto data = county();
  data.school("A", 312, "A").founder(7).setting(121).stage(Stage::Primary).set("pupils", 500).set("teachers", 30);
  data.set("teachers_trained_360h", 28).stage(Stage::Junior).set("pupils", 300).set("teachers", 20).set("teachers_trained_360h", 20);
  data.stage(Stage::All).set("pupils", 800).set("teachers", 50).set("teachers_trained_360h", 48);
  const FillScene scene(data.build());
  EXPECT_EQ(scene.added("A", "teachers_trained_360h"), 30);
  EXPECT_EQ(scene.added("A", "teachers_trained_360h", Stage::All), 50);
  EXPECT_FALSE(scene.added("A", "teachers_trained_360h", Stage::Junior));
  EXPECT_EQ(scene.item("G9"), Verdict::Met);
}

TEST(CountyFill, MissingNumbersStayMissing) {
  auto data = county();
  add_good_school(data, "A").set("teachers", 60).set("teachers_trained_360h", 57);
  add_good_school(data, "B").set("teachers", 50);
  const FillScene scene(data.build());
  EXPECT_EQ(scene.added("A", "teachers_trained_360h"), 60);
  EXPECT_FALSE(scene.added("B", "teachers_trained_360h"));
  EXPECT_EQ(scene.item("G9"), Verdict::Unknown);
}

// G11: 10 % of 150 eligible teachers are 15; 3 and 4 rotate. School A lacks 7 to its 10, B one to its 5: 8 in all. Then 20 % of the 15 are
// backbone teachers: 3, and 2 and 0 are: A holds 2 of 10, B lacks one of 5.
TEST(CountyFill, ShareOfTheCountyIsReachedFromThoseFarthestBelow) {
  auto data = county();
  add_good_school(data, "A").set("teachers_rotation_eligible", 100).set("teachers_rotated", 3).set("backbone_rotated", 2);
  add_good_school(data, "B").set("teachers_rotation_eligible", 50).set("teachers_rotated", 4).set("backbone_rotated", 0);
  const FillScene scene(data.build());
  EXPECT_EQ(scene.added("A", "teachers_rotated"), 10);
  EXPECT_EQ(scene.added("B", "teachers_rotated"), 5);
  EXPECT_EQ(scene.added("B", "backbone_rotated"), 1);
  EXPECT_EQ(scene.item("G11"), Verdict::Met);
}

// G3: 25 classes ask for 3 rooms of each kind, the smallest of 96 and 90 m2.
TEST(CountyFill, RoomsOfEachKindAreRaisedToWhatTheClassesNeed) {
  auto data = county();
  add_good_school(data, "A").set("classes", 25).set("music_rooms_96m2", 1).set("art_rooms_90m2", 3);
  add_good_school(data, "B").set("classes", 25);
  for (int i = 0; i < 3; ++i) data.room(0).set("area_m2", 100);
  data.room(1).set("area_m2", 95).room(1).set("area_m2", 60);
  const FillScene scene(data.build());
  EXPECT_EQ(scene.added("A", "music_rooms_96m2"), 3);
  EXPECT_FALSE(scene.added("A", "art_rooms_90m2"));
  EXPECT_EQ(scene.added("B", "art_rooms_90m2"), 3) << "one listed is large enough";
  EXPECT_FALSE(scene.added("B", "music_rooms_96m2"));
  EXPECT_EQ(scene.item("G3"), Verdict::Met);
}

// G5, 45 in primary schools: 20 classes of 46 to 50 have 1,000 pupils at most 50 each; 1000 / 45 are 23 classes of 43.5.
TEST(CountyFill, ClassesAboveTheLimitAreDivided) {
  auto data = county();
  add_good_school(data, "A").set("classes", 20);
  data.band(Stage::Primary, "46_50").set("classes", 20);
  const FillScene scene(data.build());
  EXPECT_EQ(scene.added("A", "classes_46_to_50"), 0);
  EXPECT_EQ(scene.added("A", "classes_41_to_45"), 23);
  EXPECT_EQ(scene.filled->ledger->added().size(), 2U) << "the number of classes follows from the bands";
  EXPECT_EQ(scene.item("G5"), Verdict::Met);
}

// 1,100 pupils are typed where 20 classes of 45 hold 900: ceil(1100 / 45) = 25 classes of 44.
TEST(CountyFill, TypedBandsThatAreTooSmallAreDivided) {
  auto data = county();
  add_good_school(data, "A", 1.1).set("classes", 25);
  data.band(Stage::Primary, "41_45").set("classes", 25);
  const FillScene scene(data.build(), {{SchoolIndex(0), Stage::Primary, "classes_41_to_45", model::Quantity::of(20)}});
  EXPECT_EQ(scene.added("A", "classes_41_to_45"), 25);
  EXPECT_EQ(scene.item("G5"), Verdict::Met);
}

// 1,080 pupils typed are more than 25 classes of 36 to 40 hold, and fewer than 25 of 45: 20 classes of 43 and five of 44 do.
TEST(CountyFill, ClassesThatTypedPupilsOutgrowAreDivided) {
  auto data = county();
  add_good_school(data, "A").set("classes", 25);
  data.band(Stage::Primary, "36_40").set("classes", 25);
  const FillScene scene(data.build(), {{SchoolIndex(0), Stage::Primary, "pupils", model::Quantity::of(1080)}});
  EXPECT_EQ(scene.added("A", "classes_36_to_40"), 0);
  EXPECT_EQ(scene.added("A", "classes_41_to_45"), 25);
  EXPECT_EQ(scene.item("G5"), Verdict::Met);
}

// 10^15 pupils ask for more square metres than a figure may have.
TEST(CountyFill, NothingIsRaisedAboveTheLargestFigure) {
  auto data = county();
  add_good_school(data, "A");
  const FillScene scene(data.build(), {{SchoolIndex(0), Stage::Primary, "pupils", model::Quantity::of(1e15)}});
  for (const assess::ValueChange& each : scene.filled->ledger->changes()) EXPECT_LE(each.value.value, 1e15) << each.measure;
}

// G6: a school of 50 pupils is paid for 100 at 650 yuan. G7: 20 pupils of a special school ask for 160,000 yuan.
TEST(CountyFill, MoneyComesToTheLimitOfTheSchool) {
  auto data = county();
  data.item("public_funds_quota_primary_yuan", 650).item("public_funds_quota_junior_yuan", 850);
  add_good_school(data, "A", 0.05).set("public_funds_yuan", 40000).set("teachers_above_required", 3).set("teachers_pe_arts", 1);
  data.set("teachers_backbone", 1).set("multimedia_rooms", 2);
  data.school("S", 511, "特教").founder(7).setting(121).stage(Stage::Primary).set("pupils", 20).set("public_funds_yuan", 100000);
  const FillScene scene(data.build());
  EXPECT_EQ(scene.added("A", "public_funds_yuan"), 65000);
  EXPECT_EQ(scene.added("S", "public_funds_yuan"), 160000);
  EXPECT_EQ(scene.item("G6"), Verdict::Met);
  EXPECT_EQ(scene.item("G7"), Verdict::Met);
}

/// Three primary schools of 2,100, 1,000 and 600 pupils in a row from west to east: B is near A, C far.
model::Dataset too_large() {
  auto data = county();
  const auto add = [&](const char* id, double thousands, double lon) {
    add_good_school(data, id, thousands);
    return lon;
  };
  const double lons[] = {add("A", 2.1, 120), add("B", 1, 120.1), add("C", 0.6, 121)};
  model::Dataset out = data.build();
  out.schools.lon = model::NumberColumn(3);
  out.schools.lat = model::NumberColumn(3);
  for (std::size_t i = 0; i < 3; ++i) {
    out.schools.lon.set(i, model::Quantity::of(lons[i]));
    out.schools.lat.set(i, model::Quantity::of(30));
  }
  return out;
}

// G4: A has 100 pupils too many, and B takes a tenth of its own: 100. B then lacks what 1,100 pupils ask for: of teachers above the
// required degree 42 / 11 = 3.8 per 100 and everything else below its standard too, so six of seven have to come up.
TEST(CountyFill, SchoolThatIsTooLargeGivesItsSurplusToTheNearest) {
  const FillScene scene(too_large());
  EXPECT_EQ(scene.added("A", "pupils"), 2000);
  EXPECT_EQ(scene.added("B", "pupils"), 1100);
  EXPECT_FALSE(scene.added("C", "pupils"));
  EXPECT_EQ(scene.item("G4"), Verdict::Met);
  EXPECT_EQ(scene.added("B", "area_teaching_m2"), 4950) << "4.5 x 1,100";
  EXPECT_EQ(scene.filled->after.areas.front().stages.front().schools_unmet, 0U);
}

TEST(CountyFill, SurplusWithoutRoomStays) {
  auto data = county();
  add_good_school(data, "A", 2.1);
  add_good_school(data, "B", 1.95);
  const FillScene scene(data.build());
  EXPECT_FALSE(scene.added("A", "pupils"));
  EXPECT_EQ(scene.item("G4"), Verdict::Unmet);
}

// (1, 1, 9) have the mean 11 / 3; with the two lower at t the CV is sqrt(2) (9 - t) / (9 + 2 t), which is 0.65 at t = 2.53403. Numbers are
// a hundredfold, so that whole things hide nothing. More halls would be more of the teaching rooms: grounds are added, 2.53403 x 510,000
// less the 10,000 of the halls.
TEST(CountyFill, CompositeOf2012IsReachedAtOneShareOfTheMeans) {
  auto data = county();
  for (const auto& [id, factor] : {std::pair{"A", 1.0}, {"B", 1.0}, {"C", 9.0}}) {
    data.school(id, 211, id).founder(7).setting(121).stage(Stage::Primary).set("pupils", 100000).set("teachers", 5000 * factor);
    data.set("teachers_above_required", 4000 * factor).set("teachers_mid_title", 2000 * factor).set("area_teaching_m2", 400000 * factor);
    data.set("area_indoor_sports_m2", 10000 * factor).set("area_sports_ground_m2", 500000 * factor).set("floor_area_m2", 900000 * factor);
    data.set("equipment_value_yuan", 10000000 * factor).set("computers", 10000 * factor).set("books", 1000000 * factor);
  }
  const FillScene scene(data.build(), {}, "cn.basic-2012");
  const auto& stage = scene.filled->after.areas.front().stages.front();
  EXPECT_EQ(stage.composite_verdict, Verdict::Met);
  EXPECT_NEAR(*stage.composite_cv, 0.65, 0.0005);
  for (const char* school : {"A", "B"}) {
    EXPECT_NEAR(scene.added(school, "books").value(), 2534030, 1000);
    EXPECT_NEAR(scene.added(school, "teachers").value(), 12671, 5);
    EXPECT_NEAR(scene.added(school, "area_sports_ground_m2").value(), 1282355, 500);
    EXPECT_NEAR(scene.added(school, "area_teaching_m2").value(), 1013612, 500);
    EXPECT_NEAR(scene.added(school, "floor_area_m2").value(), 1013612, 500) << "900,000 m2 would be less than the teaching rooms";
    EXPECT_FALSE(scene.added(school, "area_indoor_sports_m2"));
  }
  EXPECT_FALSE(scene.added("C", "books"));
}

TEST(CountyFill, FillingAgainAddsNothing) {
  FillScene scene(too_large());
  scene.asked = scene.filled->ledger->changes();
  scene.refill();
  EXPECT_TRUE(scene.filled->ledger->added().empty());
}

}  // namespace
}  // namespace junheng::app
