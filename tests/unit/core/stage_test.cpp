#include "junheng/core/stage.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

TEST(Stage, IdentifierReadsBack) {
  for (const Stage stage : {Stage::Preprimary, Stage::Primary, Stage::Junior, Stage::Senior, Stage::All})
    EXPECT_EQ(parse_stage(to_string(stage)), stage) << to_string(stage);
}

TEST(Stage, ChineseNamesAreAccepted) {
  EXPECT_EQ(parse_stage("学前"), Stage::Preprimary);
  EXPECT_EQ(parse_stage("小学"), Stage::Primary);
  EXPECT_EQ(parse_stage("初中"), Stage::Junior);
  EXPECT_EQ(parse_stage("高中"), Stage::Senior);
  EXPECT_EQ(parse_stage("全校"), Stage::All);
}

TEST(Stage, OtherWordsAreRejected) {
  for (const char* text : {"", "Primary", "PRIMARY", "primary ", "小", "大学"}) EXPECT_EQ(parse_stage(text), std::nullopt) << text;
}

TEST(StageOfGrade, BordersOfTheStages) {
  EXPECT_EQ(stage_of_grade(0), std::nullopt);
  EXPECT_EQ(stage_of_grade(1), Stage::Primary);
  EXPECT_EQ(stage_of_grade(6), Stage::Primary);
  EXPECT_EQ(stage_of_grade(7), Stage::Junior);
  EXPECT_EQ(stage_of_grade(9), Stage::Junior);
  EXPECT_EQ(stage_of_grade(10), Stage::Senior);
  EXPECT_EQ(stage_of_grade(12), Stage::Senior);
  EXPECT_EQ(stage_of_grade(13), std::nullopt);
  EXPECT_EQ(stage_of_grade(-1), std::nullopt);
}

TEST(StageName, IsGivenInBothLanguages) {
  EXPECT_EQ(stage_name(Stage::Primary, Lang::Zh), "小学");
  EXPECT_EQ(stage_name(Stage::Primary, Lang::En), "primary");
  EXPECT_EQ(stage_name(Stage::All, Lang::Zh), "全校");
  EXPECT_EQ(stage_name(Stage::All, Lang::En), "whole school");
}

}  // namespace
}  // namespace junheng
