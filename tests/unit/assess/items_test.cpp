// County items of cn.quality-2017: standards.md 2.3 to 2.6, 3.1, 9.5.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;
using junheng::testing::Scene;

DatasetBuilder county() {
  DatasetBuilder data;
  data.county("330102");
  return data;
}

/// Adds a primary school, so that there is something to assess.
DatasetBuilder& with_school(DatasetBuilder& data, double pupils, double classes, const char* id = "2133000001", int kind = 211) {
  data.school(id, kind).stage(Stage::Primary).set("pupils", pupils).set("classes", classes);
  return data;
}

std::unique_ptr<Scene> scene_of(DatasetBuilder& data, const standards::ToleranceChoice& tolerances = {}) {
  return assess_scene(data.build(), built_in_standard("cn.quality-2017", tolerances));
}

TEST(Retention, FollowsTheOfficialForm) {
  DatasetBuilder data = county();
  data.item("junior_final_grade_pupils", 480)
      .item("junior_in_3y", 30)
      .item("junior_out_3y", 42)
      .item("junior_entrants_3y_ago", 500)
      .item("junior_deaths_3y", 1);
  with_school(data, 100, 3);
  const auto scene = scene_of(data);
  EXPECT_NEAR(*scene->item("Q1").value, 98.597, 0.0005);
  EXPECT_EQ(scene->item("Q1").basis, Basis::Computed);
  EXPECT_EQ(scene->item("Q1").verdict, Verdict::Met);
}

TEST(Retention, OneMissingTermIsNamedAndUnknown) {
  DatasetBuilder data = county();
  data.item("junior_final_grade_pupils", 480).item("junior_in_3y", 30).item("junior_out_3y", 42).item("junior_entrants_3y_ago", 500);
  with_school(data, 100, 3);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->item("Q1").verdict, Verdict::Unknown);
  EXPECT_EQ(scene->item("Q1").basis, Basis::Missing);
  EXPECT_EQ(testing::names(scene->item("Q1").clauses.front().missing), std::vector<std::string_view>{"junior_deaths_3y"});
}

TEST(Retention, ReportedRateStandsInForWhatCannotBeComputed) {
  DatasetBuilder data = county();
  data.item("Q1", 94.9);
  with_school(data, 100, 3);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->item("Q1").verdict, Verdict::Unmet);
  EXPECT_EQ(scene->item("Q1").basis, Basis::Reported);
}

TEST(DocumentItem, OneIsMetZeroIsUnmetNothingIsUnknown) {
  DatasetBuilder data = county();
  data.item("G1", 1).item("G10", 0);
  with_school(data, 100, 3);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->item("G1").verdict, Verdict::Met);
  EXPECT_EQ(scene->item("G10").verdict, Verdict::Unmet);
  EXPECT_EQ(scene->item("Q3").verdict, Verdict::Unknown);
}

TEST(Veto, OneMeansThatItHasHappened) {
  DatasetBuilder data = county();
  data.item("V1", 1).item("V2", 0);
  with_school(data, 100, 3);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->item("V1").verdict, Verdict::Unmet);
  EXPECT_EQ(scene->item("V2").verdict, Verdict::Met);
}

TEST(ClassSize, CountsListedClassesAboveTheLimit) {
  DatasetBuilder data = county();
  with_school(data, 136, 3);
  data.class_of(1).set("pupils", 45).class_of(2).set("pupils", 46).class_of(3).set("pupils", 45);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->item("G5").value, 1.0);
  EXPECT_EQ(scene->item("G5").verdict, Verdict::Unmet);
}

TEST(ClassSize, BandsAboveFortyFiveOffend) {
  DatasetBuilder data = county();
  with_school(data, 400, 10);
  data.band(Stage::Primary, "41_45").set("classes", 8).band(Stage::Primary, "46_50").set("classes", 2);
  EXPECT_EQ(scene_of(data)->item("G5").value, 2.0);
}

TEST(ClassSize, AverageAboveTheLimitProvesAnOffenderWithoutAList) {
  DatasetBuilder data = county();
  with_school(data, 460, 10);
  EXPECT_EQ(scene_of(data)->item("G5").verdict, Verdict::Unmet);
}

TEST(ClassSize, AverageBelowTheLimitProvesNothing) {
  DatasetBuilder data = county();
  with_school(data, 440, 10);
  EXPECT_EQ(scene_of(data)->item("G5").verdict, Verdict::Unknown);
}

/// 10 classes of 440 pupils: the average proves nothing, so it takes the sizes of the classes.
TEST(ClassSize, OnlyTheTableThatLeavesItOpenIsNamed) {
  using Names = std::vector<std::string_view>;
  struct Case {
    const char* what;
    void (*add)(DatasetBuilder&);
    Names missing;
  };
  for (const Case& one :
       {Case{"neither table", [](DatasetBuilder&) {}, {"classes", "class_bands"}},
        Case{"a class without pupils",
             [](DatasetBuilder& data) {
               for (int i = 0; i < 10; ++i) i == 0 ? data.class_of(1) : data.class_of(1).set("pupils", 44);
             },
             {"classes"}},
        Case{"a list of 9 classes",
             [](DatasetBuilder& data) {
               for (int i = 0; i < 9; ++i) data.class_of(1).set("pupils", 44);
             },
             {"classes"}},
        Case{"a band without classes",
             [](DatasetBuilder& data) { data.band(Stage::Primary, "41_45").set("classes", 9).band(Stage::Primary, "46_50"); },
             {"class_bands"}},
        Case{"bands of 9 classes", [](DatasetBuilder& data) { data.band(Stage::Primary, "41_45").set("classes", 9); }, {"class_bands"}}}) {
    DatasetBuilder data = county();
    with_school(data, 440, 10);
    one.add(data);
    const auto scene = scene_of(data);
    EXPECT_EQ(scene->item("G5").verdict, Verdict::Unknown) << one.what;
    EXPECT_EQ(testing::names(scene->item("G5").clauses.front().missing), one.missing) << one.what;
  }
}

TEST(ClassSize, WhatOneSchoolLacksIsNotNamedForTheNext) {
  // Both schools have classes without pupils in their lists and no bands.
  DatasetBuilder data = county();
  for (const char* id : {"2133000001", "2133000002"}) {
    with_school(data, 440, 10, id);
    for (int i = 0; i < 10; ++i) data.class_of(1);
  }
  EXPECT_EQ(testing::names(scene_of(data)->item("G5").clauses.front().missing), std::vector<std::string_view>{"classes"});
  // Bands that tell 9 of 10 classes.
  DatasetBuilder coarse = county();
  for (const char* id : {"3133000001", "3133000002"}) {
    coarse.school(id, 311).stage(Stage::Junior).set("pupils", 480).set("classes", 10);
    coarse.band(Stage::Junior, "46_50").set("classes", 9);
  }
  EXPECT_EQ(testing::names(scene_of(coarse)->item("G5").clauses.front().missing), std::vector<std::string_view>{"class_bands"});
}

/// 300 pupils, and no number of classes: two listed classes of 50 hold 100 of them, six hold all; seven of 41 to 45 hold 315 at most, six
/// 270.
TEST(ClassSize, WithoutANumberOfClassesThoseToldMustHoldThePupils) {
  for (const int classes : {2, 6}) {
    DatasetBuilder data = county();
    data.school("3133000001", 311).stage(Stage::Junior).set("pupils", 300);
    for (int i = 0; i < classes; ++i) data.class_of(7 + i % 3).set("pupils", 50);
    EXPECT_EQ(scene_of(data)->item("G5").verdict, classes == 6 ? Verdict::Met : Verdict::Unknown) << classes;
  }
  for (const int classes : {6, 7}) {
    DatasetBuilder data = county();
    data.school("3133000001", 311).stage(Stage::Junior).set("pupils", 300);
    data.band(Stage::Junior, "41_45").set("classes", classes);
    EXPECT_EQ(scene_of(data)->item("G5").verdict, classes == 7 ? Verdict::Met : Verdict::Unknown) << classes;
  }
}

TEST(ClassSize, WithNeitherClassesNorPupilsTheListMayLackSome) {
  DatasetBuilder data = county();
  data.school("3133000001", 311).stage(Stage::Junior).set("teachers", 20);
  data.class_of(7).set("pupils", 50);
  EXPECT_EQ(scene_of(data)->item("G5").verdict, Verdict::Unknown);
}

TEST(SchoolSize, NineYearSchoolsMayHaveTwoThousandFiveHundred) {
  DatasetBuilder data = county();
  with_school(data, 2000, 50);
  data.school("3133000001", 312).stage(Stage::Primary).set("pupils", 1500).stage(Stage::Junior).set("pupils", 1000);
  EXPECT_EQ(scene_of(data)->item("G4").verdict, Verdict::Met);
  DatasetBuilder above = county();
  with_school(above, 2001, 50);
  EXPECT_EQ(scene_of(above)->item("G4").verdict, Verdict::Unmet);
}

TEST(SchoolSize, ToleranceLiftsTheLimitForOldBuildings) {
  DatasetBuilder data = county();
  with_school(data, 2300, 52);
  model::Dataset dataset = data.build();
  dataset.schools.planned_built_year.set(0, model::Quantity::of(2010));
  const auto scene =
      assess_scene(std::move(dataset), built_in_standard("cn.quality-2017", {standards::ToleranceChoice::Mode::InForce, {}}, {2020, 9, 1}));
  EXPECT_EQ(scene->item("G4").verdict, Verdict::Met);
}

TEST(SpecialRooms, OneOfEachPerTwelveClasses) {
  DatasetBuilder data = county();
  with_school(data, 500, 13).set("music_rooms_96m2", 2).set("art_rooms_90m2", 2);
  EXPECT_EQ(scene_of(data)->item("G3").verdict, Verdict::Met);
  DatasetBuilder lacking = county();
  with_school(lacking, 500, 13).set("music_rooms_96m2", 3).set("art_rooms_90m2", 1);
  const auto scene = scene_of(lacking);
  EXPECT_EQ(scene->item("G3").verdict, Verdict::Unmet);
  const Offender& offender = scene->item("G3").clauses.front().offenders.front();
  EXPECT_EQ(offender.value, 3) << "two of the three music rooms and the art room count";
  EXPECT_EQ(offender.limit, 4);
  ASSERT_TRUE(offender.rooms.has_value());
  EXPECT_EQ(offender.rooms->music, 3);
  EXPECT_EQ(offender.rooms->art, 1);
  EXPECT_EQ(offender.rooms->needed, 2);
}

/// A small village school whose largest class is below 30 may have rooms of 54 m2 (standards.md 2.3). Classes of 26 to 30 may be of 30.
TEST(SpecialRooms, EasingOfVillageSchoolsNeedsClassesKnownToBeBelowThirty) {
  for (const auto& [band, verdict] :
       {std::pair{"le25", Verdict::Met}, std::pair{"26_30", Verdict::Unmet}, std::pair{"31_35", Verdict::Unmet}}) {
    DatasetBuilder data = county();
    with_school(data, 90, 4).set("music_rooms_96m2", 0).set("art_rooms_90m2", 0).set("music_rooms_54m2", 1).set("art_rooms_54m2", 1);
    data.setting(220).band(Stage::Primary, band).set("classes", 4);
    EXPECT_EQ(scene_of(data, {standards::ToleranceChoice::Mode::Named, {"G3-small-rural-primary"}})->item("G3").verdict, verdict) << band;
  }
}

TEST(SpecialSchoolFunds, SchoolWithoutRowsIsUnknownNotWithoutPupils) {
  DatasetBuilder data = county();
  with_school(data, 100, 3);
  data.school("5133000001", 514).stage(Stage::All).set("pupils", 10).set("public_funds_yuan", 80000);
  EXPECT_EQ(scene_of(data)->item("G7").verdict, Verdict::Met);
  DatasetBuilder silent = county();
  with_school(silent, 100, 3);
  silent.school("5133000001", 514).stage(Stage::All).set("pupils", 10).set("public_funds_yuan", 80000);
  silent.school("5133000002", 514);
  EXPECT_EQ(scene_of(silent)->item("G7").verdict, Verdict::Unknown);
}

TEST(SpecialSchoolFunds, CountyWithoutSuchASchoolIsUnknownAndLacksNoMeasure) {
  DatasetBuilder data = county();
  with_school(data, 100, 3).set("public_funds_yuan", 100000);
  const auto scene = scene_of(data);
  const ItemResult& item = scene->item("G7");
  EXPECT_EQ(item.verdict, Verdict::Unknown);
  EXPECT_EQ(item.basis, Basis::Missing);
  EXPECT_TRUE(item.clauses[0].missing.empty());
  EXPECT_EQ(testing::names(item.clauses[0].warnings), std::vector<std::string_view>{"item.no_special_school"});
}

TEST(SpecialSchoolFunds, CountyWithoutSuchASchoolReportsTheItem) {
  for (const auto& [reported, verdict] : {std::pair{1.0, Verdict::Met}, std::pair{0.0, Verdict::Unmet}}) {
    DatasetBuilder data = county();
    data.item("G7", reported);
    with_school(data, 100, 3);
    const auto scene = scene_of(data);
    EXPECT_EQ(scene->item("G7").verdict, verdict);
    EXPECT_EQ(scene->item("G7").basis, Basis::Reported);
    EXPECT_TRUE(scene->item("G7").clauses[0].warnings.empty());
  }
}

TEST(Catchment, RuralCountyHasNoSchoolInScope) {
  DatasetBuilder data = county();
  with_school(data, 100, 3);
  data.founder(7).setting(220);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->item("G13").verdict, Verdict::Unknown);
  EXPECT_EQ(testing::names(scene->item("G13").clauses[0].warnings), std::vector<std::string_view>{"item.no_school_in_scope"});
}

TEST(Rotation, BothRatiosMustHold) {
  DatasetBuilder data = county();
  with_school(data, 500, 13).set("teachers_rotation_eligible", 100).set("teachers_rotated", 10).set("backbone_rotated", 2);
  EXPECT_EQ(scene_of(data)->item("G11").verdict, Verdict::Met);
  DatasetBuilder lacking = county();
  with_school(lacking, 500, 13).set("teachers_rotation_eligible", 100).set("teachers_rotated", 10).set("backbone_rotated", 1);
  EXPECT_EQ(scene_of(lacking)->item("G11").verdict, Verdict::Unmet);
}

TEST(Certificates, OneKnownShortfallIsUnmetWhateverElseIsMissing) {
  DatasetBuilder data = county();
  with_school(data, 500, 13).set("teachers", 30).set("teachers_certified", 29);
  with_school(data, 500, 13, "2133000002");
  EXPECT_EQ(scene_of(data)->item("G12").verdict, Verdict::Unmet);
}

TEST(Certificates, OnlyWhatLacksIsNamed) {
  using Names = std::vector<std::string_view>;
  // A school has both numbers, the other lacks one.
  for (const auto& [given, missing] : {std::pair{"teachers", "teachers_certified"}, std::pair{"teachers_certified", "teachers"}}) {
    DatasetBuilder data = county();
    with_school(data, 500, 13).set("teachers", 30).set("teachers_certified", 30);
    with_school(data, 500, 13, "2133000002").set(given, 30);
    const auto scene = scene_of(data);
    EXPECT_EQ(scene->item("G12").verdict, Verdict::Unknown);
    EXPECT_EQ(testing::names(scene->item("G12").clauses.front().missing), Names{missing});
  }
}

TEST(RotatingTeachers, OnlyWhatLacksIsNamed) {
  DatasetBuilder data = county();
  with_school(data, 500, 13).set("teachers_rotation_eligible", 100).set("backbone_rotated", 2);
  const auto scene = scene_of(data);
  for (const ClauseResult& clause : scene->item("G11").clauses)
    EXPECT_EQ(testing::names(clause.missing), std::vector<std::string_view>{"teachers_rotated"});
}

TEST(Survey, ShareOfSatisfiedFormsWithItsWarnings) {
  DatasetBuilder data = county();
  data.item("resident_population", 1'000'000);
  for (std::uint32_t form = 0; form < 20; ++form)
    data.answer(form, form < 9 ? model::Respondent::Parent : model::Respondent::Teacher, form < 17 ? 4 : 3);
  with_school(data, 100, 3);
  const auto scene = scene_of(data);
  EXPECT_DOUBLE_EQ(*scene->item("S1").value, 85);
  EXPECT_EQ(scene->item("S1").verdict, Verdict::Met);
  EXPECT_EQ(testing::names(scene->item("S1").clauses.front().warnings),
            (std::vector<std::string_view>{"survey.sample_small", "survey.few_parents"}));
}

/// Each county is judged on its own schools, forms, monitoring results and recognition, in whatever order they stand.
TEST(Counties, EachHasItsOwnRecords) {
  DatasetBuilder data;
  const auto add_county = [&](const char* code, const char* school, double score, double level, int accredited) {
    data.county(code)
        .answer(1, model::Respondent::Parent, score)
        .quality("math", level, 0.1)
        .accredited(model::AccreditationKind::Basic, accredited);
    data.item("G1", score == 5 ? 1 : 0);
    with_school(data, 2000 + (score == 5 ? 0 : 1), 50, school);
  };
  add_county("330103", "2133000002", 1, 2, 2022);
  add_county("330102", "2133000001", 5, 3, 2021);
  const auto scene = scene_of(data);
  const auto& areas = scene->assessment->areas;
  ASSERT_EQ(areas.size(), 2U);
  for (std::size_t a = 0; a < areas.size(); ++a) {
    const Verdict expected = a == 0 ? Verdict::Met : Verdict::Unmet;
    for (const char* id : {"G1", "G4", "Q9", "S1", "P1"}) {
      const auto item = std::ranges::find_if(areas[a].items, [&](const ItemResult& result) { return result.item->id == id; });
      EXPECT_EQ(item->verdict, expected) << id << " of county " << a;
    }
  }
}

TEST(Prerequisite, ThreeYearsSinceBasicBalance) {
  for (const auto& [year, verdict] : {std::pair{2021, Verdict::Met}, std::pair{2022, Verdict::Unmet}}) {
    DatasetBuilder data = county();
    data.accredited(model::AccreditationKind::Basic, year);
    with_school(data, 100, 3);
    EXPECT_EQ(scene_of(data)->item("P1").verdict, verdict);
  }
}

TEST(QualityMonitoring, ShareMustBeBelowItsLimit) {
  for (const auto& [share, verdict] : {std::pair{0.1499, Verdict::Met}, std::pair{0.15, Verdict::Unmet}}) {
    DatasetBuilder data = county();
    data.quality("math", 3, share);
    with_school(data, 100, 3);
    EXPECT_EQ(scene_of(data)->item("Q9").verdict, verdict);
  }
}

TEST(Score, BoundsDecideWhileItemsAreMissing) {
  DatasetBuilder data = county();
  for (int item = 1; item <= 17; ++item) data.item("A" + std::to_string(item), 0);
  with_school(data, 100, 3).set("teachers", 6);
  const auto unmet = assess_scene(data.build(), built_in_standard("cn.basic-2012"));
  EXPECT_EQ(unmet->area().score_verdict, Verdict::Unmet);
  DatasetBuilder open = county();
  with_school(open, 100, 3);
  const auto unknown = assess_scene(open.build(), built_in_standard("cn.basic-2012"));
  EXPECT_EQ(unknown->area().score_verdict, Verdict::Unknown);
  EXPECT_EQ(unknown->area().score, std::nullopt);
  EXPECT_DOUBLE_EQ(*unknown->area().score_high, 100);
}

TEST(Reassess, GivesWhatAWholeAssessmentOfChangedDataGives) {
  const auto build = [](double equipment) {
    DatasetBuilder data = county();
    with_school(data, 100, 3).set("equipment_value_yuan", equipment);
    with_school(data, 300, 8, "2133000002").set("equipment_value_yuan", 900000);
    return data.build();
  };
  const auto before = assess_scene(build(200000), built_in_standard("cn.quality-2017"));
  const auto after = assess_scene(build(250000), built_in_standard("cn.quality-2017"));
  const std::vector<ValueChange> changes = {{SchoolIndex(0), Stage::Primary, "equipment_value_yuan", model::Quantity::of(250000)}};
  const auto again = before->assessor->reassess(AreaIndex(0), changes);
  const auto slot = before->assessment->rules_of(Stage::Primary).find("L6").value();
  EXPECT_EQ(again->areas.front().stages.front().indicators[slot].cv, after->summary(Stage::Primary, "L6").cv);
  EXPECT_NE(again->areas.front().stages.front().indicators[slot].cv, before->summary(Stage::Primary, "L6").cv);
}

}  // namespace
}  // namespace junheng::assess
