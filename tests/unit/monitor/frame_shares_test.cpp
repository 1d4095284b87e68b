#include "junheng/monitor/frame_shares.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;

const standards::CurriculumLibrary& library() {
  static const standards::CurriculumLibrary loaded = standards::load_curricula(standards::built_in_curricula());
  return loaded;
}

FrameMonitor run(const model::Dataset& dataset) {
  return monitor_frame({&dataset, SchoolYear{2024}, &library(), library().find_curriculum("cn.2022"), library().default_loads()});
}

std::size_t slot(const FrameMonitor& result, std::string_view subject) {
  const auto has = [&](const standards::PeriodShare* share) {
    return std::ranges::find(share->subjects, subject) != share->subjects.end();
  };
  return static_cast<std::size_t>(std::ranges::find_if(result.shares, has) - result.shares.begin());
}

const FrameShare& of_school(const FrameMonitor& result, std::size_t school, std::string_view subject) {
  return result.schools.at(school).shares.at(slot(result, subject));
}

const FrameAreaShare& of_county(const FrameMonitor& result, std::string_view subject) {
  return result.areas.at(0).shares.at(slot(result, subject));
}

/// A primary school with two classes in each grade, a junior school with one. Weeks of teaching: 6 x 35 = 210, and 35 + 35 + 33 = 103.
DatasetBuilder two_schools() {
  DatasetBuilder data;
  data.county("330102").school("P1", 211).stage(Stage::Primary).set("pupils", 480);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", 80).set("classes", 2);
  data.subject_staff(Stage::Primary, "语文").set("teachers", 6).set("weekly_periods", 84);
  data.subject_staff(Stage::Primary, "体育").set("teachers", 2).set("weekly_periods", 30);
  data.subject_staff(Stage::Primary, "音乐").set("teachers", 2).set("weekly_periods", 36);
  data.subject_staff(Stage::Primary, "美术").set("teachers", 1).set("weekly_periods", 24);
  data.school("J1", 311).stage(Stage::Junior).set("pupils", 120);
  for (int grade = 7; grade <= 9; ++grade) data.grade(grade).set("pupils", 40).set("classes", 1);
  data.subject_staff(Stage::Junior, "语文").set("teachers", 1).set("weekly_periods", 14);
  data.subject_staff(Stage::Junior, "体育").set("teachers", 1).set("weekly_periods", 9);
  data.subject_staff(Stage::Junior, "音乐").set("teachers", 1).set("weekly_periods", 3);
  data.subject_staff(Stage::Junior, "历史").set("teachers", 1).set("weekly_periods", 6);
  data.subject_staff(Stage::Junior, "地理").set("teachers", 1).set("weekly_periods", 4);
  return data;
}

TEST(FrameShares, WorkedExampleOfTheMethod) {
  const model::Dataset dataset = two_schools().build();
  const FrameMonitor result = run(dataset);
  // Chinese: 84 / 12 x 210 + 14 / 3 x 103 = 1470 + 480.667 of 9522: inside 20-22.
  EXPECT_NEAR(*of_county(result, "chinese").share.percent, 100 * (1470 + 480 + 2.0 / 3) / 9522, 1e-9);
  EXPECT_EQ(of_county(result, "chinese").share.place, FramePlace::Inside);
  EXPECT_TRUE(of_county(result, "chinese").is_complete());
  // PE: 2.5 x 210 + 3 x 103 = 834: 8.76 %, below 10-11.
  EXPECT_NEAR(*of_county(result, "physical_education").share.percent, 100 * 834.0 / 9522, 1e-9);
  EXPECT_EQ(of_county(result, "physical_education").share.place, FramePlace::Below);
  // Arts, of music and fine arts: 60 / 12 x 210 + 1 x 103 = 1153: 12.11 %, above 9-11.
  EXPECT_NEAR(*of_county(result, "arts").share.percent, 100 * 1153.0 / 9522, 1e-9);
  EXPECT_EQ(of_county(result, "arts").share.place, FramePlace::Above);
  // History and geography, in grades 7 to 9 only: 10 / 3 x 103 = 343.333: 3.61 %, inside 3-4.
  EXPECT_NEAR(*of_county(result, "history").share.percent, 100 * (343 + 1.0 / 3) / 9522, 1e-9);
  EXPECT_EQ(of_county(result, "history").share.place, FramePlace::Inside);
  EXPECT_EQ(slot(result, "geography"), slot(result, "history"));
  // Nobody teaches mathematics: 0 % and not unknown.
  EXPECT_EQ(of_county(result, "mathematics").share.percent, 0);
  EXPECT_EQ(of_county(result, "mathematics").schools_below, 2U);
}

/// P1 has no junior stage: a pupil of it goes to that of the county.
TEST(FrameShares, SchoolOfOneStageIsJudgedWithTheOtherStageOfItsCounty) {
  const model::Dataset dataset = two_schools().build();
  const FrameMonitor result = run(dataset);
  const FrameShare& arts = of_school(result, 0, "arts");
  EXPECT_DOUBLE_EQ(*arts.per_class[0], 5);
  EXPECT_DOUBLE_EQ(*arts.per_class[1], 1);
  EXPECT_FALSE(arts.is_county[0]);
  EXPECT_TRUE(arts.is_county[1]);
  EXPECT_EQ(arts.place, FramePlace::Above);
  // History is of junior grades alone: J1 needs no primary school for it.
  EXPECT_FALSE(of_school(result, 1, "history").is_county[0]);
  EXPECT_EQ(of_school(result, 1, "history").place, FramePlace::Inside);
}

TEST(FrameShares, SchoolThatTellsNoPeriodsLeavesTheCountyUnjudged) {
  DatasetBuilder data = two_schools();
  data.school("J2", 311).stage(Stage::Junior).set("pupils", 120).set("classes", 3);
  const model::Dataset dataset = data.build();
  const FrameMonitor result = run(dataset);
  const FrameAreaShare& chinese = of_county(result, "chinese");
  EXPECT_EQ(chinese.share.place, std::nullopt);
  EXPECT_NEAR(*chinese.share.percent, 100 * (1470 + 480 + 2.0 / 3) / 9522, 1e-9);
  EXPECT_EQ(chinese.schools, 2U);
  EXPECT_EQ(chinese.schools_unknown, 1U);
  EXPECT_EQ(of_school(result, 2, "chinese").missing, SubjectGap::NoStaff);
  EXPECT_EQ(of_school(result, 0, "chinese").missing, SubjectGap::NoOtherStage);
  // All primary schools of the county are known, so J1 is judged.
  EXPECT_EQ(of_school(result, 1, "chinese").place, FramePlace::Inside);
}

TEST(FrameShares, CountyWithoutJuniorSchoolsIsJudgedInNothingOfBothStages) {
  DatasetBuilder data;
  data.county("330102").school("P1", 211).stage(Stage::Primary).set("pupils", 40).set("classes", 1);
  data.subject_staff(Stage::Primary, "语文").set("teachers", 1).set("weekly_periods", 7);
  const model::Dataset dataset = data.build();
  const FrameMonitor result = run(dataset);
  EXPECT_EQ(of_county(result, "chinese").share.percent, std::nullopt);
  EXPECT_EQ(of_county(result, "chinese").share.missing, SubjectGap::NoOtherStage);
  EXPECT_EQ(of_county(result, "history").share.percent, std::nullopt);
}

/// A nine-year school: 7 x 210 + 5 x 103 = 1985 by stage; given for the whole school the periods of a class are not to be told.
TEST(FrameShares, NineYearSchoolNeedsItsPeriodsByStage) {
  for (const bool is_by_stage : {true, false}) {
    DatasetBuilder data;
    data.county("330102").school("N1", 312).stage(Stage::Primary).set("pupils", 240).set("classes", 6);
    data.stage(Stage::Junior).set("pupils", 120).set("classes", 3);
    if (is_by_stage) {
      data.subject_staff(Stage::Primary, "语文").set("teachers", 3).set("weekly_periods", 42);
      data.subject_staff(Stage::Junior, "语文").set("teachers", 1).set("weekly_periods", 15);
    } else {
      data.subject_staff(Stage::All, "语文").set("teachers", 4).set("weekly_periods", 57);
    }
    const model::Dataset dataset = data.build();
    const FrameMonitor result = run(dataset);
    const FrameShare& chinese = of_school(result, 0, "chinese");
    if (is_by_stage) EXPECT_NEAR(*chinese.percent, 100 * 1985.0 / 9522, 1e-9);
    else EXPECT_EQ(chinese.missing, SubjectGap::NotByStage);
  }
}

/// PE at 10 % of 9522 = 952.2 periods: 952.2 / 313 a week in every class.
TEST(FrameShares, EndOfTheRangeLiesInside) {
  DatasetBuilder data;
  data.county("330102").school("N1", 312).stage(Stage::Primary).set("pupils", 240).set("classes", 6);
  data.stage(Stage::Junior).set("pupils", 120).set("classes", 3);
  data.subject_staff(Stage::Primary, "体育").set("teachers", 1).set("weekly_periods", 6 * 952.2 / 313);
  data.subject_staff(Stage::Junior, "体育").set("teachers", 1).set("weekly_periods", 3 * 952.2 / 313);
  const model::Dataset dataset = data.build();
  EXPECT_EQ(of_county(run(dataset), "physical_education").share.place, FramePlace::Inside);
}

}  // namespace
}  // namespace junheng::monitor
