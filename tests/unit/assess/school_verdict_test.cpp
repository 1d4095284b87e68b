// School rule, entry and three-valued verdicts of cn.quality-2017: standards.md 2.1, 2.2; dataset-format.md, last section.
#include <gtest/gtest.h>

#include <map>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;

using Values = std::map<std::string, double>;

/// A primary school of 1,000 pupils that meets every standard exactly.
const Values kAtStandard = {
    {"pupils", 1000},           {"teachers_above_required", 42}, {"teachers_backbone", 10},       {"teachers_pe_arts", 9},
    {"area_teaching_m2", 4700}, {"area_indoor_sports_m2", 200},  {"area_sports_ground_m2", 7300}, {"equipment_value_yuan", 2000000},
    {"multimedia_rooms", 23}};

void add_school(DatasetBuilder& data, const std::string& id, const Values& values, int kind = 211) {
  data.school(id, kind).stage(Stage::Primary);
  for (const auto& [measure, value] : values) data.set(measure, value);
}

std::optional<Verdict> verdict_of(const Values& values) {
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", values);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  return scene->assessment->schools_of(Stage::Primary).verdicts.front();
}

Values with(Values values, const std::string& measure, double value) {
  values[measure] = value;
  return values;
}

Values without(Values values, const std::string& measure) {
  values.erase(measure);
  return values;
}

TEST(SchoolVerdict, ExactlyAtEveryStandardIsMet) { EXPECT_EQ(verdict_of(kAtStandard), Verdict::Met); }

TEST(SchoolVerdict, OneAtItsFloorIsMet) { EXPECT_EQ(verdict_of(with(kAtStandard, "equipment_value_yuan", 1700000)), Verdict::Met); }

TEST(SchoolVerdict, OneBelowItsFloorIsUnmet) { EXPECT_EQ(verdict_of(with(kAtStandard, "equipment_value_yuan", 1699999)), Verdict::Unmet); }

TEST(SchoolVerdict, TwoBelowTheStandardAreUnmet) {
  EXPECT_EQ(verdict_of(with(with(kAtStandard, "equipment_value_yuan", 1900000), "multimedia_rooms", 22)), Verdict::Unmet);
}

TEST(SchoolVerdict, SixMetAndOneMissingIsUnknown) { EXPECT_EQ(verdict_of(without(kAtStandard, "multimedia_rooms")), Verdict::Unknown); }

TEST(SchoolVerdict, TwoBelowTheStandardAreUnmetEvenWithGaps) {
  EXPECT_EQ(verdict_of(without(with(with(kAtStandard, "equipment_value_yuan", 1900000), "teachers_backbone", 9), "multimedia_rooms")),
            Verdict::Unmet);
}

TEST(SchoolVerdict, OneBelowItsFloorIsUnmetEvenWithGaps) {
  EXPECT_EQ(verdict_of({{"pupils", 1000}, {"teachers_backbone", 1}}), Verdict::Unmet);
}

TEST(SchoolVerdict, EighteenArtsTeachersForTwoThousandPupilsMeetL3) {
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", {{"pupils", 2000}, {"teachers_pe_arts", 18}});
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_EQ(scene->column(Stage::Primary, "L3").states.front(), IndicatorState::Met);
}

TEST(SchoolVerdict, FloorOfFloorAreaIsNotLostToRounding) {
  // 0.85 x 4.5 = 3.825 m2 for 40 pupils are 153 m2.
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", {{"pupils", 40}, {"area_teaching_m2", 153}, {"area_indoor_sports_m2", 0}});
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_EQ(scene->column(Stage::Primary, "L4").states.front(), IndicatorState::Floor);
}

TEST(SchoolVerdict, TeachersAboveTheRequiredDegreeAreSummedByStage) {
  DatasetBuilder data;
  data.county("330102").school("3133000001", 312);
  for (const Stage stage : kCompulsoryStages) {
    data.stage(stage)
        .set("pupils", 100)
        .set("teachers_phd", 0)
        .set("teachers_master", 1)
        .set("teachers_bachelor", 5)
        .set("teachers_college", 3);
  }
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_DOUBLE_EQ(scene->column(Stage::Primary, "L1").values.at(0).value, 9);
  EXPECT_DOUBLE_EQ(scene->column(Stage::Junior, "L1").values.at(0).value, 6);
}

TEST(Entry, TeachingPointsEnterFromFiftyPupils) {
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", with(kAtStandard, "pupils", 49), 218);
  add_school(data, "2133000002", with(kAtStandard, "pupils", 50), 218);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_EQ(scene->stage(Stage::Primary).schools, 1U);
  EXPECT_EQ(scene->stage(Stage::Primary).schools_outside, 1U);
}

std::uint32_t schools_entering(const std::string& standard, int founder) {
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", kAtStandard);
  data.founder(founder);
  add_school(data, "2133000002", kAtStandard);
  data.founder(7);
  return assess_scene(data.build(), built_in_standard(standard))->stage(Stage::Primary).schools;
}

TEST(Entry, PrivateSchoolsEnterThe2017StandardOnly) {
  EXPECT_EQ(schools_entering("cn.quality-2017", 10), 2U);
  EXPECT_EQ(schools_entering("cn.basic-2012", 10), 1U);
}

TEST(Entry, SchoolsOfHigherAuthoritiesAreOutsideThe2012Standard) {
  EXPECT_EQ(schools_entering("cn.quality-2017", 3), 2U);
  EXPECT_EQ(schools_entering("cn.basic-2012", 3), 1U);
  EXPECT_EQ(schools_entering("cn.basic-2012", 8), 2U);
}

TEST(Entry, UnknownKindEntersButIsNeverMet) {
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", kAtStandard, 0);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_EQ(scene->stage(Stage::Primary).schools_entry_uncertain, 1U);
  EXPECT_EQ(scene->stage(Stage::Primary).verdict, Verdict::Unknown);
}

TEST(Entry, SchoolWithoutPupilsIsOutsideEverything) {
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", kAtStandard);
  add_school(data, "2133000002", with(kAtStandard, "pupils", 0));
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_EQ(scene->stage(Stage::Primary).schools, 1U);
  EXPECT_EQ(scene->stage(Stage::Primary).schools_without_pupils, 1U);
  EXPECT_EQ(scene->stage(Stage::Primary).verdict, Verdict::Met);
}

TEST(CountyVerdict, GapMakesTheCvUnknownButKeepsItsNumber) {
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", kAtStandard);
  add_school(data, "2133000002", kAtStandard);
  add_school(data, "2133000003", without(kAtStandard, "multimedia_rooms"));
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  const auto& summary = scene->summary(Stage::Primary, "L7");
  EXPECT_EQ(summary.cv, 0.0) << "the two schools with a value are alike";
  EXPECT_EQ(summary.cv_verdict, Verdict::Unknown);
  EXPECT_EQ(summary.schools_valued, 2U);
  EXPECT_DOUBLE_EQ(summary.pupils_valued, 2000);
  EXPECT_EQ(scene->stage(Stage::Primary).composite_cv, 0.0);
}

TEST(CountyVerdict, OneValueOfSeveralSchoolsGivesNoCvAndNoComposite) {
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", kAtStandard);
  add_school(data, "2133000002", without(kAtStandard, "multimedia_rooms"));
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  const auto& summary = scene->summary(Stage::Primary, "L7");
  EXPECT_EQ(summary.schools_valued, 1U);
  EXPECT_DOUBLE_EQ(summary.pupils_valued, 1000);
  EXPECT_EQ(summary.cv, std::nullopt);
  EXPECT_EQ(summary.cv_verdict, Verdict::Unknown);
  EXPECT_EQ(scene->stage(Stage::Primary).composite_cv, std::nullopt);
}

TEST(CountyVerdict, ZeroMeanGivesANullCvAndANullComposite) {
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", with(kAtStandard, "teachers_backbone", 0));
  add_school(data, "2133000002", with(kAtStandard, "teachers_backbone", 0));
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_EQ(scene->summary(Stage::Primary, "L2").cv, std::nullopt);
  EXPECT_EQ(scene->summary(Stage::Primary, "L2").cv_verdict, Verdict::Unknown);
  EXPECT_EQ(scene->stage(Stage::Primary).composite_cv, std::nullopt);
}

TEST(CountyVerdict, StageWithoutSchoolsIsUnknown) {
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", kAtStandard);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_EQ(scene->stage(Stage::Junior).verdict, Verdict::Unknown);
}

TEST(CountyVerdict, LostRowKeepsTheStageFromBeingMet) {
  DatasetBuilder data;
  data.county("330102");
  add_school(data, "2133000001", kAtStandard);
  model::Dataset dataset = data.build();
  dataset.lost_rows.push_back({AreaIndex(0), Stage::Primary});
  const auto scene = assess_scene(std::move(dataset), built_in_standard("cn.quality-2017"));
  EXPECT_EQ(scene->stage(Stage::Primary).verdict, Verdict::Unknown);
}

TEST(Pooled, CityHasNoVerdictButCounts) {
  DatasetBuilder data;
  data.area("330100", model::AreaLevel::City);
  data.county("330102");
  add_school(data, "2133000001", with(kAtStandard, "equipment_value_yuan", 100));
  data.county("330103");
  add_school(data, "2133000002", kAtStandard);
  model::Dataset dataset = data.build();
  dataset.areas.parents[1] = AreaIndex(0);
  dataset.areas.parents[2] = AreaIndex(0);
  const auto scene = assess_scene(std::move(dataset), built_in_standard("cn.quality-2017"), {SchoolYear{2024}, model::AreaLevel::City, {}});
  ASSERT_EQ(scene->assessment->areas.size(), 1U);
  EXPECT_EQ(scene->area().verdict, std::nullopt);
  EXPECT_EQ(scene->area().counties_unmet, 1U);
  EXPECT_EQ(scene->area().counties_unknown, 1U);
  EXPECT_EQ(scene->stage(Stage::Primary).schools, 2U);
}

}  // namespace
}  // namespace junheng::assess
