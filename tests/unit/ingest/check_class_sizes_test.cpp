#include <gtest/gtest.h>

#include "finding.h"
#include "support/dataset_builder.h"

namespace junheng::testing {
namespace {

const std::string kStage = "rule = \"class_sizes\"\nagainst = \"stage_facts\"\n";
const std::string kGrade = "rule = \"class_sizes\"\nagainst = \"grade_facts\"\n";

DatasetBuilder school(double pupils) {
  DatasetBuilder data;
  data.county("330182", "建德市").school("2133000001", 211, "城东小学").stage(Stage::Primary).set("pupils", pupils);
  return data;
}

// 2 classes of 41 to 45 and 1 of 26 to 30: 2 x 41 + 26 = 108 to 2 x 45 + 30 = 120.
TEST(ClassSizes, PupilsAtTheBoundsFit) {
  for (const double pupils : {108.0, 120.0}) {
    DatasetBuilder data = school(pupils);
    data.band(Stage::Primary, "41_45").set("classes", 2).band(Stage::Primary, "26_30").set("classes", 1);
    EXPECT_TRUE(findings_of(data.build(), kStage).empty()) << pupils;
  }
}

TEST(ClassSizes, PupilsBeyondTheBoundsAreFoundWithBothNumbers) {
  for (const double pupils : {107.0, 121.0}) {
    DatasetBuilder data = school(pupils);
    data.band(Stage::Primary, "41_45").set("classes", 2).band(Stage::Primary, "26_30").set("classes", 1);
    const auto found = findings_of(data.build(), kStage);
    ASSERT_EQ(found.size(), 1U) << pupils;
    EXPECT_EQ(param(found[0], "range_en"), "108 to 120 pupils");
    EXPECT_EQ(param(found[0], "classes"), "3");
  }
}

// A class of 66 and more has no upper end: 66 + 41 = 107 at least.
TEST(ClassSizes, OpenBandHasALeastNumberOnly) {
  DatasetBuilder data = school(900);
  data.band(Stage::Primary, "ge66").set("classes", 1).band(Stage::Primary, "41_45").set("classes", 1);
  EXPECT_TRUE(findings_of(data.build(), kStage).empty());
  DatasetBuilder fewer = school(106);
  fewer.band(Stage::Primary, "ge66").set("classes", 1).band(Stage::Primary, "41_45").set("classes", 1);
  const auto found = findings_of(fewer.build(), kStage);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "range_en"), "107 pupils or more");
}

// A band without its number, another number of classes, no bands: nothing is compared.
TEST(ClassSizes, UnknownClassesAreNotCompared) {
  DatasetBuilder gap = school(900);
  gap.band(Stage::Primary, "41_45").set("classes", 1).band(Stage::Primary, "26_30");
  EXPECT_TRUE(findings_of(gap.build(), kStage).empty());
  DatasetBuilder other = school(900);
  other.set("classes", 20).band(Stage::Primary, "41_45").set("classes", 1);
  EXPECT_TRUE(findings_of(other.build(), kStage).empty());
  EXPECT_TRUE(findings_of(school(900).build(), kStage).empty());
}

// The grade has 3 classes of 163, the stage 4 of 41 to 45: 3 of them hold 123 to 135.
TEST(ClassSizes, GradeIsComparedWithAsManyClasses) {
  DatasetBuilder data = school(205);
  data.grade(1).set("pupils", 163).set("classes", 3).grade(2).set("pupils", 42).set("classes", 1);
  data.band(Stage::Primary, "41_45").set("classes", 4);
  const auto found = findings_of(data.build(), kGrade);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "163");
  EXPECT_EQ(param(found[0], "range_zh"), "123 至 135 人");
  EXPECT_EQ(param(found[0], "average"), "54.33");
}

// Both grades have more than 45 in their class.
TEST(ClassSizes, FurtherGradesAreCountedInOneFinding) {
  DatasetBuilder data = school(98);
  data.grade(1).set("pupils", 50).set("classes", 1).grade(2).set("pupils", 48).set("classes", 1);
  data.band(Stage::Primary, "41_45").set("classes", 2);
  const auto found = findings_of(data.build(), kGrade);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "50");
  EXPECT_EQ(param(found[0], "others_en"), " (as do 1 more of the stage)");
}

// A class of two grades is counted in both.
TEST(ClassSizes, GradesWithMoreClassesThanTheBandsAreNotCompared) {
  DatasetBuilder data = school(27);
  data.grade(1).set("pupils", 13).set("classes", 1).grade(2).set("pupils", 14).set("classes", 1);
  data.band(Stage::Primary, "26_30").set("classes", 1);
  EXPECT_TRUE(findings_of(data.build(), kGrade).empty());
}

}  // namespace
}  // namespace junheng::testing
