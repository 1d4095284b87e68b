// Through-schools and campuses: standards.md 1.3 and 9.2, 9.5.
#include <gtest/gtest.h>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;

DatasetBuilder nine_year_school() {
  DatasetBuilder data;
  data.county("330102").school("3133000001", 312).founder(7);
  data.stage(Stage::Primary).set("pupils", 166).stage(Stage::Junior).set("pupils", 210).stage(Stage::All).set("books", 23226);
  return data;
}

TEST(Split, NineYearSchoolAsPublished) {
  DatasetBuilder data = nine_year_school();
  const auto scene = assess_scene(data.build(), built_in_standard("cn.basic-2012"));
  EXPECT_NEAR(scene->column(Stage::Primary, "B5").numerator.at(0).value, 9711.6272, 1e-4);
  EXPECT_NEAR(scene->column(Stage::Junior, "B5").numerator.at(0).value, 13514.3728, 1e-4);
  EXPECT_NEAR(scene->column(Stage::Primary, "B5").values.at(0).value, 58.503778, 1e-6);
  EXPECT_NEAR(scene->column(Stage::Junior, "B5").values.at(0).value, 64.354156, 1e-6);
}

TEST(Split, PrimaryPartStandsBesideOtherSchools) {
  DatasetBuilder data = nine_year_school();
  const double pupils[] = {300, 120, 800};
  const double books[] = {9000, 2400, 20000};
  for (int i = 0; i < 3; ++i)
    data.school("213300000" + std::to_string(i), 211).founder(7).stage(Stage::Primary).set("pupils", pupils[i]).set("books", books[i]);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.basic-2012"));
  const auto& summary = scene->summary(Stage::Primary, "B5");
  EXPECT_NEAR(*summary.mean, 29.662069, 1e-6);
  EXPECT_NEAR(*summary.cv, 0.369742, 1e-6);
  EXPECT_NEAR(*summary.cv * *summary.mean, 10.967319, 1e-5);
}

TEST(Split, TwelveYearSchool) {
  DatasetBuilder data;
  data.county("330102").school("3433000001", 345);
  data.stage(Stage::Primary).set("pupils", 400).stage(Stage::Junior).set("pupils", 300).stage(Stage::Senior).set("pupils", 250);
  data.stage(Stage::All).set("equipment_value_yuan", 12000);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_NEAR(scene->column(Stage::Primary, "L6").numerator.at(0).value, 4528.3019, 1e-4);
  EXPECT_NEAR(scene->column(Stage::Junior, "L6").numerator.at(0).value, 3735.8491, 1e-4);
}

TEST(Split, CompleteSecondarySchool) {
  DatasetBuilder data;
  data.county("330102").school("3433000001", 341);
  data.stage(Stage::Junior).set("pupils", 600).stage(Stage::Senior).set("pupils", 900).stage(Stage::All).set("equipment_value_yuan", 10000);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_NEAR(scene->column(Stage::Junior, "L6").numerator.at(0).value, 3571.4286, 1e-4);
  EXPECT_EQ(scene->stage(Stage::Primary).schools, 0U);
}

TEST(Split, StaffOfTheWholeSchoolIsUnknownByStage) {
  DatasetBuilder data = nine_year_school();
  data.set("teachers", 40);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.basic-2012"));
  EXPECT_EQ(scene->column(Stage::Primary, "B6").values.at(0).absence, model::Absence::NotByStage);
  EXPECT_EQ(scene->column(Stage::Junior, "B6").values.at(0).absence, model::Absence::NotByStage);
}

TEST(Split, WithoutPupilsOfOneStageNothingIsDivided) {
  DatasetBuilder data;
  data.county("330102").school("3133000001", 312).founder(7);
  data.stage(Stage::Primary).set("pupils", 166).stage(Stage::Junior).set("teachers", 9).stage(Stage::All).set("books", 23226);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.basic-2012"));
  EXPECT_EQ(scene->column(Stage::Primary, "B5").values.at(0).absence, model::Absence::NotSplittable);
}

TEST(Split, SchoolOfOneStageKeepsItsWholeRow) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).founder(7).stage(Stage::All).set("pupils", 100).set("books", 3000).set("teachers", 6);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.basic-2012"));
  EXPECT_DOUBLE_EQ(scene->column(Stage::Primary, "B5").values.at(0).value, 30);
  EXPECT_DOUBLE_EQ(scene->column(Stage::Primary, "B6").values.at(0).value, 0.06);
}

TEST(Split, PupilsComeFromGradesWhereTheStageRowHasNone) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).founder(7).stage(Stage::Primary).set("books", 900);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", 10);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.basic-2012"));
  EXPECT_DOUBLE_EQ(scene->column(Stage::Primary, "B5").values.at(0).value, 15);
}

TEST(Campus, UncountedOnesAddUpWithTheirParent) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 100).set("equipment_value_yuan", 300000);
  data.school("2133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 50).set("equipment_value_yuan", 30000);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  ASSERT_EQ(scene->stage(Stage::Primary).schools, 1U);
  EXPECT_DOUBLE_EQ(scene->column(Stage::Primary, "L6").values.at(0).value, 2200);
}

TEST(Campus, MissingPartMakesTheSumMissing) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 100).set("equipment_value_yuan", 300000);
  data.school("2133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 50);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_EQ(scene->column(Stage::Primary, "L6").values.at(0).absence, model::Absence::PartMissing);
}

TEST(Campus, TeachingPointNeverMerges) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 100);
  data.school("2133000002", 218).campus_of(0).stage(Stage::Primary).set("pupils", 60);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_EQ(scene->stage(Stage::Primary).schools, 2U);
}

TEST(Campus, CampusWithOneStageOfANineYearSchoolStaysASchoolOfThatStage) {
  DatasetBuilder data;
  data.county("330102").school("3133000001", 312).stage(Stage::Primary).set("pupils", 100).stage(Stage::Junior).set("pupils", 100);
  data.school("3133000002", 312).campus_of(0).stage(Stage::Primary).set("pupils", 70);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  EXPECT_EQ(scene->stage(Stage::Primary).schools, 2U);
  EXPECT_EQ(scene->stage(Stage::Junior).schools, 1U);
}

TEST(Campus, CampusWithBothStagesOfANineYearSchoolMerges) {
  DatasetBuilder data;
  data.county("330102")
      .school("3133000001", 312)
      .stage(Stage::Primary)
      .set("pupils", 100)
      .stage(Stage::Junior)
      .set("pupils", 100)
      .stage(Stage::All)
      .set("equipment_value_yuan", 210000);
  data.school("3133000002", 312)
      .campus_of(0)
      .stage(Stage::Primary)
      .set("pupils", 100)
      .stage(Stage::Junior)
      .set("pupils", 100)
      .stage(Stage::All)
      .set("equipment_value_yuan", 210000);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  ASSERT_EQ(scene->stage(Stage::Primary).schools, 1U);
  EXPECT_NEAR(scene->column(Stage::Primary, "L6").numerator.at(0).value, 200000, 1e-6);
}

}  // namespace
}  // namespace junheng::assess
