// What is not known is never taken for nothing: schools and stages without rows, campuses, lists that are not whole, scopes that are
// not decided (dataset-format.md, "Validation and verdicts").
#include <gtest/gtest.h>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;
using junheng::testing::Scene;

std::unique_ptr<Scene> scene_of(DatasetBuilder& data, const standards::ToleranceChoice& tolerances = {}) {
  return assess_scene(data.build(), built_in_standard("cn.quality-2017", tolerances));
}

/// A county with one primary and one junior school of 10 classes with 400 pupils.
DatasetBuilder county() {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 400).set("classes", 10);
  data.band(Stage::Primary, "36_40").set("classes", 10);
  data.school("3133000001", 311).stage(Stage::Junior).set("pupils", 400).set("classes", 10);
  data.band(Stage::Junior, "36_40").set("classes", 10);
  return data;
}

TEST(Untold, SchoolWithoutAnyRowIsAUnitWithoutValues) {
  DatasetBuilder data = county();
  data.school("2133000002", 211);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->stage(Stage::Primary).schools, 2U);
  EXPECT_EQ(scene->stage(Stage::Primary).schools_without_pupils, 0U);
  EXPECT_EQ(scene->stage(Stage::Junior).schools, 1U);
  EXPECT_EQ(scene->item("G4").verdict, Verdict::Unknown);
  EXPECT_EQ(scene->item("G5").verdict, Verdict::Unknown);
}

TEST(Untold, ClosedOrNotYetOpenedSchoolsAndCampusesAreNotExpected) {
  DatasetBuilder data = county();
  data.school("2133000002", 211).set("closed_year", 2024);
  data.school("2133000003", 211).set("opened_year", 2025);
  data.school("2133000004", 211).campus_of(0);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->stage(Stage::Primary).schools, 1U);
  EXPECT_EQ(scene->item("G4").verdict, Verdict::Met);
  EXPECT_EQ(scene->item("G5").verdict, Verdict::Met);
}

TEST(Untold, StageThatNoSchoolHasIsNotCollected) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 400);
  data.school("3133000001", 311);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->stage(Stage::Junior).schools, 0U);
}

TEST(Untold, NineYearSchoolWithoutJuniorRowHasAJuniorPartThatIsNotKnown) {
  DatasetBuilder data = county();
  data.school("3133000002", 312).stage(Stage::Primary).set("pupils", 100).stage(Stage::All).set("equipment_value_yuan", 210000);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->stage(Stage::Junior).schools, 2U);
  EXPECT_EQ(scene->column(Stage::Primary, "L6").values.at(1).absence, model::Absence::NotSplittable);
  EXPECT_EQ(scene->column(Stage::Junior, "L6").values.at(1).absence, model::Absence::NotSplittable);
}

TEST(Untold, NoPupilsInAStageIsSomethingToldAndTheWholeRowIsTheOtherStages) {
  DatasetBuilder data = county();
  data.school("3133000002", 312)
      .stage(Stage::Primary)
      .set("pupils", 100)
      .stage(Stage::Junior)
      .set("pupils", 0)
      .stage(Stage::All)
      .set("equipment_value_yuan", 210000);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->stage(Stage::Junior).schools, 1U);
  EXPECT_DOUBLE_EQ(scene->column(Stage::Primary, "L6").values.at(1).value, 2100);
}

/// Facilities of a complete secondary school serve its seniors too: without their number nothing can be divided.
TEST(Untold, CompleteSecondaryWithoutSeniorRowIsNotGivenTheWhole) {
  DatasetBuilder data = county();
  data.school("3433000001", 341).stage(Stage::Junior).set("pupils", 600).stage(Stage::All).set("equipment_value_yuan", 10000);
  EXPECT_EQ(scene_of(data)->column(Stage::Junior, "L6").values.at(1).absence, model::Absence::NotSplittable);
}

TEST(Untold, StageOnACampusOfItsOwnIsTold) {
  DatasetBuilder data = county();
  data.school("3133000002", 312).stage(Stage::Junior).set("pupils", 100).stage(Stage::All).set("equipment_value_yuan", 210000);
  data.school("3133000003", 312).campus_of(2).stage(Stage::Primary).set("pupils", 70).set("equipment_value_yuan", 140000);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->stage(Stage::Primary).schools, 2U);
  EXPECT_DOUBLE_EQ(scene->column(Stage::Junior, "L6").values.at(1).value, 2100);
}

/// A campus of a complete secondary with juniors and seniors holds two stages, so it joins its school.
TEST(WholeSchools, CampusWithJuniorsAndSeniorsMerges) {
  DatasetBuilder data = county();
  data.school("3433000001", 341).stage(Stage::Junior).set("pupils", 1100).stage(Stage::Senior).set("pupils", 900);
  data.school("3433000002", 341).campus_of(2).stage(Stage::Junior).set("pupils", 1100).stage(Stage::Senior).set("pupils", 900);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->stage(Stage::Junior).schools, 2U);
  EXPECT_EQ(scene->item("G4").verdict, Verdict::Unmet);
}

/// School size looks at the whole school: 1,400 primary pupils on one campus and 1,400 juniors on another are 2,800.
TEST(WholeSchools, CampusesKeptApartByStageCountTogetherForTheSize) {
  DatasetBuilder data = county();
  data.school("3133000002", 312).stage(Stage::Junior).set("pupils", 1400);
  data.school("3133000003", 312).campus_of(2).stage(Stage::Primary).set("pupils", 1400);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->stage(Stage::Primary).schools, 2U);
  ASSERT_EQ(scene->item("G4").verdict, Verdict::Unmet);
  EXPECT_EQ(scene->item("G4").clauses.front().offenders.front().value, 2800);
  EXPECT_EQ(scene->item("G4").clauses.front().denominator, 3.0);
}

TEST(WholeSchools, SchoolOfUnknownKindMayBeHeldToEitherSize) {
  for (const auto& [pupils, verdict] :
       {std::pair{2000, Verdict::Met}, std::pair{2300, Verdict::Unknown}, std::pair{2501, Verdict::Unmet}}) {
    DatasetBuilder data = county();
    data.school("9933000001", 0).stage(Stage::Primary).set("pupils", pupils);
    EXPECT_EQ(scene_of(data)->item("G4").verdict, verdict) << pupils;
  }
}

TEST(ClassLists, ListThatLeavesOutClassesDoesNotHideTheBands) {
  DatasetBuilder data = county();
  data.school("2133000002", 211).stage(Stage::Primary).set("pupils", 1700).set("classes", 26).class_of(1).set("pupils", 40);
  EXPECT_EQ(scene_of(data)->item("G5").verdict, Verdict::Unmet);  // 1,700 pupils in 26 classes are 65 each
  data = county();
  data.school("2133000002", 211).stage(Stage::Primary).set("pupils", 1000).set("classes", 25).class_of(1).set("pupils", 40);
  EXPECT_EQ(scene_of(data)->item("G5").verdict, Verdict::Unknown);
  data = county();
  data.school("2133000002", 211).stage(Stage::Primary).set("pupils", 1000).set("classes", 25).class_of(1).set("pupils", 40);
  data.band(Stage::Primary, "36_40").set("classes", 20).band(Stage::Primary, "ge66").set("classes", 5);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->item("G5").value, 5.0);
  EXPECT_EQ(scene->item("G5").clauses.front().denominator, 45.0);
}

/// One class of 66 or more may hold 66 of the 600 pupils or all of them; of 66 pupils none can be missing.
TEST(ClassLists, OpenBandProvesOnlyTheLeastThatItHolds) {
  for (const auto& [pupils, is_open] : {std::pair{600, true}, std::pair{66, false}}) {
    DatasetBuilder data = county();
    data.school("2133000002", 211).stage(Stage::Primary).set("pupils", pupils).band(Stage::Primary, "ge66").set("classes", 1);
    const auto scene = scene_of(data);
    EXPECT_EQ(scene->item("G5").clauses.front().value, 1.0);
    EXPECT_EQ(scene->item("G5").clauses.front().missing.empty(), !is_open) << pupils;
  }
}

TEST(ClassLists, FewerClassesInBandsThanTheSchoolHasLeaveItOpen) {
  DatasetBuilder data = county();
  data.school("2133000002", 211)
      .stage(Stage::Primary)
      .set("pupils", 400)
      .set("classes", 12)
      .band(Stage::Primary, "36_40")
      .set("classes", 10);
  EXPECT_EQ(scene_of(data)->item("G5").verdict, Verdict::Unknown);
}

TEST(ClassLists, CampusWithoutClassesLeavesItOpenAndItsAverageMayProveIt) {
  DatasetBuilder data = county();
  data.school("2133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 300).set("classes", 8);
  EXPECT_EQ(scene_of(data)->item("G5").verdict, Verdict::Unknown);
  data = county();
  data.school("2133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 500).set("classes", 8);
  EXPECT_EQ(scene_of(data)->item("G5").verdict, Verdict::Unmet);  // 900 pupils in 18 classes are 50 each
  data = county();
  data.school("2133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 300);
  EXPECT_EQ(scene_of(data)->item("G5").verdict, Verdict::Unknown);
}

TEST(LostRows, NoClauseOverSchoolsIsMetWhereRowsWereLeftOut) {
  DatasetBuilder data = county();
  EXPECT_EQ(scene_of(data)->item("G4").verdict, Verdict::Met);
  data = county();
  data.lost(Stage::Primary);
  const auto scene = scene_of(data);
  for (const char* id : {"G4", "G5", "G12"}) {
    EXPECT_EQ(scene->item(id).verdict, Verdict::Unknown) << id;
    EXPECT_EQ(testing::names(scene->item(id).clauses.front().warnings), std::vector<std::string_view>{"item.lost_rows"}) << id;
  }
}

TEST(LostRows, OffenderIsOneWhateverWasLeftOut) {
  DatasetBuilder data = county();
  data.school("2133000002", 211).stage(Stage::Primary).set("pupils", 2100).lost(Stage::Primary);
  EXPECT_EQ(scene_of(data)->item("G4").verdict, Verdict::Unmet);
}

/// Teachers of the senior stage are none of compulsory education.
TEST(CompulsoryPart, TeachersOfSeniorsDoNotCount) {
  DatasetBuilder data;
  data.county("330102").school("3433000001", 341);
  data.stage(Stage::Junior).set("pupils", 600).set("teachers", 50).set("teachers_certified", 50);
  data.stage(Stage::Senior).set("pupils", 900).set("teachers", 80).set("teachers_certified", 79);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->item("G12").verdict, Verdict::Met);
  EXPECT_EQ(scene->item("G12").clauses.front().denominator, 50.0);
}

TEST(CompulsoryPart, TeachersOnTheRowOfASchoolWithSeniorsCannotBeTold) {
  DatasetBuilder data;
  data.county("330102").school("3433000001", 341).stage(Stage::Junior).set("pupils", 600).stage(Stage::Senior).set("pupils", 900);
  data.stage(Stage::All).set("teachers", 130).set("teachers_certified", 130);
  EXPECT_EQ(scene_of(data)->item("G12").verdict, Verdict::Unknown);
  DatasetBuilder nine_years;
  nine_years.county("330102").school("3133000001", 312).stage(Stage::Primary).set("pupils", 600).stage(Stage::Junior).set("pupils", 900);
  nine_years.stage(Stage::All).set("teachers", 130).set("teachers_certified", 130);
  EXPECT_EQ(scene_of(nine_years)->item("G12").verdict, Verdict::Met);
}

/// A school with 80 juniors and 1,200 seniors is not a small school.
TEST(CompulsoryPart, SmallSchoolIsSmallWithAllItsStages) {
  DatasetBuilder data = county();
  data.item("public_funds_quota_primary_yuan", 1000).item("public_funds_quota_junior_yuan", 1200);
  data.school("3433000001", 341).stage(Stage::Junior).set("pupils", 80).set("public_funds_yuan", 50000);
  data.stage(Stage::Senior).set("pupils", 1200).set("public_funds_yuan", 2000000);
  EXPECT_EQ(scene_of(data)->item("G6").verdict, Verdict::Met);
}

TEST(SmallSchools, PupilsAreNamedWhereTheyAreMissing) {
  DatasetBuilder data = county();
  data.item("public_funds_quota_primary_yuan", 1000).item("public_funds_quota_junior_yuan", 1200);
  data.school("2133000002", 211).stage(Stage::Primary).set("public_funds_yuan", 90000);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->item("G6").verdict, Verdict::Unknown);
  EXPECT_EQ(testing::names(scene->item("G6").clauses.front().missing), std::vector<std::string_view>{"pupils"});
  // Enough for 100 pupils is enough, however many there are.
  DatasetBuilder funded = county();
  funded.item("public_funds_quota_primary_yuan", 1000).item("public_funds_quota_junior_yuan", 1200);
  funded.school("2133000002", 211).stage(Stage::Primary).set("public_funds_yuan", 100000);
  EXPECT_EQ(scene_of(funded)->item("G6").verdict, Verdict::Met);
}

/// Primary schools of a town: one in whose catchment 94 of 100 pupils live, one with all 100; whether the second counts is not known.
DatasetBuilder town(double known_inside, double unknown_inside, bool with_setting) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).founder(7).setting(111).set("is_boarding", 0);
  data.stage(Stage::Primary).set("pupils", 100).set("pupils_in_catchment", known_inside);
  data.school("2133000002", 211).founder(7).setting(with_setting ? 111 : 0).set("is_boarding", 0);
  data.stage(Stage::Primary).set("pupils", 100).set("pupils_in_catchment", unknown_inside);
  return data;
}

Verdict catchment_verdict(DatasetBuilder data) { return scene_of(data)->item("G13").clauses.front().verdict; }

TEST(Scope, UndecidedSchoolsDecideOnlyWhereTheyCannotChangeTheVerdict) {
  EXPECT_EQ(catchment_verdict(town(100, 100, false)), Verdict::Met);
  EXPECT_EQ(catchment_verdict(town(100, 99, true)), Verdict::Unmet);
  EXPECT_EQ(catchment_verdict(town(100, 99, false)), Verdict::Unknown);
  EXPECT_EQ(catchment_verdict(town(94, 100, false)), Verdict::Unmet);
}

TEST(Scope, WhatWouldDecideIsNamed) {
  DatasetBuilder data = town(100, 99, false);
  EXPECT_EQ(testing::names(scene_of(data)->item("G13").clauses.front().missing), std::vector<std::string_view>{"setting"});
}

/// Junior schools need 95 %: 94 of 100 known inside, and 100 of 100 that would lift it to 97 %.
TEST(Scope, SchoolThatMayBeOutsideDoesNotLiftTheRatio) {
  for (const auto& [setting, verdict] : {std::pair{111, Verdict::Met}, std::pair{0, Verdict::Unknown}, std::pair{220, Verdict::Unmet}}) {
    DatasetBuilder data;
    data.county("330102").school("3133000001", 311).founder(7).setting(111).set("is_boarding", 0);
    data.stage(Stage::Junior).set("pupils", 100).set("pupils_in_catchment", 94);
    data.school("3133000002", 311).founder(7).setting(setting).set("is_boarding", 0);
    data.stage(Stage::Junior).set("pupils", 100).set("pupils_in_catchment", 100);
    EXPECT_EQ(scene_of(data)->item("G13").clauses[1].verdict, verdict) << setting;
  }
}

DatasetBuilder twelve_classes() {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 400).set("classes", 12);
  return data;
}

TEST(Rooms, EnoughKnownRoomsAreEnoughWhateverElseIsListed) {
  DatasetBuilder data = twelve_classes();
  data.room(0).set("area_m2", 100).room(0).room(1).set("area_m2", 95);
  EXPECT_EQ(scene_of(data)->item("G3").verdict, Verdict::Met);
  data = twelve_classes();
  data.room(0).room(1).set("area_m2", 95);
  EXPECT_EQ(scene_of(data)->item("G3").verdict, Verdict::Unknown);
  data = twelve_classes();
  data.room(0).set("area_m2", 90).room(1).set("area_m2", 95);
  EXPECT_EQ(scene_of(data)->item("G3").verdict, Verdict::Unmet);
}

TEST(Rooms, ListWithoutMusicAndArtDoesNotHideTheirMeasures) {
  DatasetBuilder data = twelve_classes();
  data.set("music_rooms_96m2", 1).set("art_rooms_90m2", 1).room(2).set("area_m2", 90);
  EXPECT_EQ(scene_of(data)->item("G3").verdict, Verdict::Met);
}

TEST(Rooms, ListThatLeavesOutACampusIsNotWhole) {
  DatasetBuilder data = twelve_classes();
  data.set("music_rooms_96m2", 1).set("art_rooms_90m2", 1).room(0).set("area_m2", 100).room(1).set("area_m2", 95);
  data.school("2133000002", 211)
      .campus_of(0)
      .stage(Stage::Primary)
      .set("pupils", 400)
      .set("classes", 12)
      .set("music_rooms_96m2", 1)
      .set("art_rooms_90m2", 1);
  EXPECT_EQ(scene_of(data)->item("G3").verdict, Verdict::Met);
  data = twelve_classes();
  data.room(0).set("area_m2", 100).room(1).set("area_m2", 95);
  data.school("2133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 400).set("classes", 12);
  EXPECT_EQ(scene_of(data)->item("G3").verdict, Verdict::Unknown);
}

/// An easing asks for smaller rooms; rooms counted at the strict size are large enough for it.
TEST(Rooms, LargerRoomsCountForASmallerSize) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).set("planned_built_year", 2010);
  data.stage(Stage::Primary).set("pupils", 400).set("classes", 12).set("music_rooms_96m2", 1).set("art_rooms_90m2", 1);
  EXPECT_EQ(scene_of(data, {standards::ToleranceChoice::Mode::Named, {"G3-built-2016"}})->item("G3").verdict, Verdict::Met);
}

TEST(Rooms, TooFewRoomsOfTheStrictSizeLeaveAnEasingOpen) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).set("planned_built_year", 2010);
  data.stage(Stage::Primary).set("pupils", 400).set("classes", 13).set("music_rooms_96m2", 1).set("art_rooms_90m2", 2);
  EXPECT_EQ(scene_of(data, {standards::ToleranceChoice::Mode::Named, {"G3-built-2016"}})->item("G3").verdict, Verdict::Unknown);
}

TEST(UnknownKind, SchoolWithNothingByStageMayTeachEitherStage) {
  for (const bool has_whole_row : {false, true}) {
    DatasetBuilder data = county();
    data.school("9933000001", 0);
    if (has_whole_row) data.stage(Stage::All).set("pupils", 1500).set("area_teaching_m2", 1000);
    const auto scene = scene_of(data);
    EXPECT_EQ(scene->stage(Stage::Primary).schools, 2U);
    EXPECT_EQ(scene->stage(Stage::Junior).schools, 2U);
    EXPECT_EQ(scene->stage(Stage::Primary).schools_entry_uncertain, 1U);
    EXPECT_FALSE(scene->column(Stage::Primary, "L4").values.has(1));
  }
}

/// A campus is a part of its school: without a kind of its own it teaches what the school teaches.
TEST(UnknownKind, WholeRowOfACampusBelongsToTheStageOfItsSchool) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 100).set("equipment_value_yuan", 300000);
  data.school("2133000002", 0).campus_of(0).stage(Stage::All).set("pupils", 50).set("equipment_value_yuan", 30000);
  EXPECT_DOUBLE_EQ(scene_of(data)->column(Stage::Primary, "L6").values.at(0).value, 2200);
}

TEST(WholeSchools, PartWithoutItsNumberMakesTheSumMissing) {
  DatasetBuilder data = county();
  data.school("5133000001", 514).stage(Stage::All).set("pupils", 80);
  data.school("5133000002", 514).campus_of(2).stage(Stage::All).set("pupils", 40).set("public_funds_yuan", 400000);
  EXPECT_EQ(scene_of(data)->item("G7").verdict, Verdict::Unknown);
}

TEST(SmallSchools, PupilsMayComeFromTheGrades) {
  DatasetBuilder data = county();
  data.item("public_funds_quota_primary_yuan", 1000).item("public_funds_quota_junior_yuan", 1200);
  data.school("2133000002", 211).stage(Stage::Primary).set("public_funds_yuan", 50000);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", 10);
  EXPECT_EQ(scene_of(data)->item("G6").verdict, Verdict::Unmet);
}

TEST(ClassLists, CampusWithNothingButAWholeRowLeavesItOpen) {
  DatasetBuilder data = county();
  data.school("2133000002", 211).campus_of(0).stage(Stage::All).set("pupils", 300);
  EXPECT_EQ(scene_of(data)->item("G5").verdict, Verdict::Unknown);
}

TEST(Rooms, KnownRoomsSufficeThoughACampusTellsNone) {
  DatasetBuilder data = twelve_classes();
  data.set("music_rooms_96m2", 2).set("art_rooms_90m2", 2);
  data.school("2133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 400).set("classes", 12);
  EXPECT_EQ(scene_of(data)->item("G3").verdict, Verdict::Met);
  data = twelve_classes();
  data.set("music_rooms_96m2", 1).set("art_rooms_90m2", 2);
  data.school("2133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 400).set("classes", 12);
  EXPECT_EQ(scene_of(data)->item("G3").verdict, Verdict::Unknown);
}

TEST(OutsideSchools, SchoolsOfAStageWithoutPupilsAreListed) {
  DatasetBuilder data = county();
  data.school("2133000002", 211).stage(Stage::Primary).set("pupils", 0);
  data.school("2133000003", 211).stage(Stage::Primary).set("pupils", 0);
  data.school("2133000004", 211).campus_of(3).stage(Stage::Primary).set("pupils", 300);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->stage(Stage::Primary).schools_without_pupils, 1U);
  EXPECT_EQ(scene->assessment->units.of(Stage::Primary).empty_schools, std::vector<SchoolIndex>{SchoolIndex(2)});
}

}  // namespace
}  // namespace junheng::assess
