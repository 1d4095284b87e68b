#include "junheng/assess/margins.h"

#include <gtest/gtest.h>

#include <cmath>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;
using junheng::testing::Scene;
using standards::Direction;

TEST(Margin, IsPositiveWhereThereIsSomethingToSpare) {
  EXPECT_EQ(margin_of(92.5, 85, Direction::Higher), 7.5);
  EXPECT_EQ(margin_of(80, 85, Direction::Higher), -5);
  EXPECT_EQ(margin_of(0.25, 0.5, Direction::Lower), 0.25);
  EXPECT_EQ(margin_of(0.75, 0.5, Direction::Lower), -0.25);
  EXPECT_EQ(margin_of(0.5, 0.5, Direction::Lower), 0);
}

TEST(Margin, WithinTheToleranceOfThresholdsItIsNothing) {
  EXPECT_EQ(margin_of(0.5 + 1e-12, 0.5, Direction::Lower), 0);
  EXPECT_LT(*margin_of(0.5 + 1e-8, 0.5, Direction::Lower), 0);
}

TEST(Margin, NeedsBothNumbers) {
  EXPECT_FALSE(margin_of({}, 0.5, Direction::Lower));
  EXPECT_FALSE(margin_of(0.5, {}, Direction::Lower));
}

/// Two schools of 100 pupils with 400 and 600 books: mean 5, deviation 1, CV 0.2.
std::unique_ptr<Scene> two_schools(const std::string& standard) {
  DatasetBuilder data;
  data.county("330102");
  for (int i = 0; i < 2; ++i) {
    data.school("213300000" + std::to_string(i), 211).founder(7).stage(Stage::Primary).set("pupils", 100).set("books", 400 + 200 * i);
    data.set("classes", 3).set("teachers", 30).set("teachers_certified", 30).set("teachers_backbone", 1 + i);
  }
  data.class_of(1).set("pupils", 46).class_of(2).set("pupils", 47).class_of(3).set("pupils", 45);
  data.item("S1", 87.5).item("G1", 1).item("V1", 1);
  return assess_scene(data.build(), built_in_standard(standard));
}

TEST(Margin, OfASingleCvIsThatToItsLimit) {
  const auto scene = two_schools("cn.quality-2017");
  const StageRules& rules = scene->assessment->rules_of(Stage::Primary);
  const auto margin = [&](const char* id) {
    const std::size_t i = rules.find(id).value();
    return cv_margin(rules.indicators[i], scene->stage(Stage::Primary).indicators[i]);
  };
  // 1 and 2 backbone teachers: mean 1.5, deviation 0.5, CV a third; the limit is 0.50.
  EXPECT_NEAR(*margin("L2"), 1.0 / 6, 1e-12);
  EXPECT_FALSE(margin("L1")) << "no school has a value";
  EXPECT_FALSE(composite_margin(rules, scene->stage(Stage::Primary))) << "no limit";
}

TEST(Margin, OfBooksHasNoLimitOfItsOwnIn2012) {
  const auto scene = two_schools("cn.basic-2012");
  const StageRules& rules = scene->assessment->rules_of(Stage::Primary);
  const std::size_t books = rules.find("B5").value();
  EXPECT_NEAR(*scene->stage(Stage::Primary).indicators[books].cv, 0.2, 1e-12);
  EXPECT_FALSE(cv_margin(rules.indicators[books], scene->stage(Stage::Primary).indicators[books]));
  StageResult stage;
  stage.composite_cv = 0.6;
  EXPECT_NEAR(*composite_margin(rules, stage), 0.05, 1e-12) << "the limit is 0.65";
  stage.composite_cv.reset();
  EXPECT_FALSE(composite_margin(rules, stage));
}

/// `count` schools of the kind and founder of two_schools(), of which the first alone says how many of its teachers are backbone teachers.
std::unique_ptr<Scene> schools_of_which_one_reports(int count) {
  DatasetBuilder data;
  data.county("330102");
  for (int i = 0; i < count; ++i) {
    data.school("213300000" + std::to_string(i), 211).founder(7).stage(Stage::Primary).set("pupils", 100).set("teachers", 10);
    data.set("books", 400 + 200 * i);
    if (i == 0) data.set("teachers_backbone", 2);
  }
  return assess_scene(data.build(), built_in_standard("cn.quality-2017"));
}

TEST(Margin, OneValueOfSeveralSchoolsGivesNoCv) {
  const auto of_two = schools_of_which_one_reports(2);
  const StageRules& rules = of_two->assessment->rules_of(Stage::Primary);
  const std::size_t backbone = rules.find("L2").value();
  const StageResult& stage = of_two->stage(Stage::Primary);
  EXPECT_EQ(stage.indicators[backbone].schools_valued, 1U);
  EXPECT_FALSE(stage.indicators[backbone].cv);
  EXPECT_FALSE(cv_margin(rules.indicators[backbone], stage.indicators[backbone]));
  EXPECT_EQ(stage.indicators[backbone].cv_verdict, Verdict::Unknown);
}

TEST(Margin, OfAnIndicatorOfTheOnlySchoolIsTheWholeLimit) {
  const auto of_one = schools_of_which_one_reports(1);
  const StageRules& rules = of_one->assessment->rules_of(Stage::Primary);
  const std::size_t backbone = rules.find("L2").value();
  const IndicatorSummary& summary = of_one->stage(Stage::Primary).indicators[backbone];
  EXPECT_EQ(summary.cv, 0);
  EXPECT_EQ(cv_margin(rules.indicators[backbone], summary), 0.5);
}

TEST(Margin, OfAnItemIsInTheSenseOfItsValue) {
  const auto scene = two_schools("cn.quality-2017");
  // G5: the classes of 46 and 47 pupils, none allowed. G12: all teachers have a certificate, 100 % are asked. G1, V1: a word, no number.
  // S1: the county reports 87.5 %, 85 are asked. Q1 has no value.
  EXPECT_EQ(item_margin(scene->item("G5")), -2);
  EXPECT_EQ(item_margin(scene->item("G12")), 0);
  EXPECT_EQ(item_margin(scene->item("S1")), 2.5);
  for (const char* id : {"G1", "V1", "Q1"}) EXPECT_FALSE(item_margin(scene->item(id))) << id;
}

}  // namespace
}  // namespace junheng::assess
