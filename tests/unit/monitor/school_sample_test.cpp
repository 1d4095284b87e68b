#include "junheng/monitor/school_sample.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;

const standards::Pack& pack() {
  static const auto standard = testing::built_in_standard("cn.quality-2017");
  return standard->pack;
}

SampleRequest request_of(const model::Dataset& data, std::string measure, std::string per = {}) {
  return {&data, &pack(), SchoolYear{2024}, Stage::Primary, std::move(measure), std::move(per), {}};
}

// 100 + 20 pupils and 12 + 6 computers of a school and its campus; alone the other school has 10 of 50.
TEST(SchoolSample, CampusIsPartOfItsSchool) {
  DatasetBuilder builder;
  builder.county("C1").school("S1", 211).stage(Stage::Primary).set("pupils", 100).set("computers", 12);
  builder.school("S1b", 211).campus_of(0).stage(Stage::Primary).set("pupils", 20).set("computers", 6);
  builder.school("S2", 211).stage(Stage::Primary).set("pupils", 50).set("computers", 10);
  const model::Dataset data = builder.build();
  const auto sample = school_sample(request_of(data, "computers", "pupils"));
  ASSERT_TRUE(sample);
  EXPECT_EQ(sample->values, (std::vector<double>{18.0 / 120, 10.0 / 50}));
  EXPECT_EQ(sample->weights, (std::vector<double>{120, 50}));
}

// L6 divides the equipment of a nine-year school by pupils x weight, 110 x 1 : 100 x 1.1, so that half is primary; books are in no
// indicator of the pack and stay undivided.
TEST(SchoolSample, ThroughSchoolIsDividedWhereThePackDividesTheMeasure) {
  DatasetBuilder builder;
  builder.county("C1").school("N", 312).stage(Stage::Primary).set("pupils", 110);
  builder.stage(Stage::Junior).set("pupils", 100);
  builder.stage(Stage::All).set("equipment_value_yuan", 600).set("books", 40);
  builder.school("S", 211).stage(Stage::Primary).set("pupils", 10).set("equipment_value_yuan", 50).set("books", 7);
  const model::Dataset data = builder.build();
  const auto equipment = school_sample(request_of(data, "equipment_value_yuan"));
  ASSERT_TRUE(equipment);
  EXPECT_EQ(equipment->values, (std::vector<double>{50, 300}));
  const auto books = school_sample(request_of(data, "books"));
  ASSERT_TRUE(books);
  EXPECT_EQ(books->values, (std::vector<double>{7}));
  ASSERT_EQ(books->without_value.size(), 1U);
  EXPECT_EQ(books->without_value[0].absence, model::Absence::NotByStage);
}

// 2 bachelors + 3 of college: all five are above what primary requires.
TEST(SchoolSample, DerivedMeasureIsWorkedOutAsInTheAssessment) {
  DatasetBuilder builder;
  builder.county("C1").school("S", 211).stage(Stage::Primary).set("pupils", 10);
  builder.set("teachers_phd", 0).set("teachers_master", 0).set("teachers_bachelor", 2).set("teachers_college", 3);
  const model::Dataset data = builder.build();
  const auto sample = school_sample(request_of(data, "teachers_above_required"));
  ASSERT_TRUE(sample);
  EXPECT_EQ(sample->values, (std::vector<double>{5}));
}

TEST(SchoolSample, ZeroDenominatorAndMissingOnesAreNamed) {
  DatasetBuilder builder;
  builder.county("C1").school("Zero", 211).stage(Stage::Primary).set("pupils", 10).set("computers", 5).set("classes", 0);
  builder.school("None", 211).stage(Stage::Primary).set("pupils", 10).set("computers", 5);
  builder.school("Good", 218).founder(10).stage(Stage::Primary).set("pupils", 10).set("computers", 5).set("classes", 2);
  builder.school("Empty", 211).stage(Stage::Primary).set("pupils", 0).set("computers", 5).set("classes", 2);
  builder.school("Special", 511).stage(Stage::Primary).set("pupils", 10).set("computers", 5).set("classes", 2);
  const model::Dataset data = builder.build();
  const auto sample = school_sample(request_of(data, "computers", "classes"));
  ASSERT_TRUE(sample);
  EXPECT_EQ(sample->values, (std::vector<double>{2.5}));
  ASSERT_EQ(sample->without_value.size(), 2U);
  EXPECT_EQ(sample->without_value[0].absence, model::Absence::ZeroDenominator);
  EXPECT_EQ(sample->without_value[0].measure, "classes");
  EXPECT_EQ(sample->without_value[1].absence, model::Absence::NotCollected);
  EXPECT_EQ(sample->without_pupils, 1U);
}

TEST(SchoolSample, NoSchoolOrNoValueIsRefused) {
  DatasetBuilder builder;
  builder.county("C1").school("S", 211).stage(Stage::Primary).set("pupils", 10);
  const model::Dataset data = builder.build();
  const auto no_value = school_sample(request_of(data, "computers"));
  ASSERT_FALSE(no_value);
  EXPECT_EQ(no_value.error().code, Code::MeasureWithoutValues);
  SampleRequest junior = request_of(data, "pupils");
  junior.stage = Stage::Junior;
  const auto no_school = school_sample(junior);
  ASSERT_FALSE(no_school);
  EXPECT_EQ(no_school.error().code, Code::StageWithoutSchools);
}

}  // namespace
}  // namespace junheng::monitor
