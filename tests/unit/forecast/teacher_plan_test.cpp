#include "junheng/forecast/teacher_plan.h"

#include <gtest/gtest.h>

#include "scene.h"

namespace junheng::forecast {
namespace {

using testing::history_of;

standards::Curriculum curriculum() {
  standards::Curriculum out;
  out.rows.push_back({"mathematics", {4, 4, 4, 4, 4, 4, 5, 5, 5}, {}, {}, 0});
  out.rows.push_back({"physics", {0, 0, 0, 0, 0, 0, 0, 2, 2}, {}, {}, 0});
  return out;
}

standards::LoadTable loads() {
  standards::LoadTable out;
  for (const Stage stage : kCompulsoryStages)
    out.loads.push_back({stage, {}, stage == Stage::Primary ? 16.0 : 12.0, standards::ValueStatus::Unverified, {}, 0});
  return out;
}

/// One school a county, 90 pupils a grade at 45 a class: two classes a grade.
Forecast steady(std::size_t last_grade, std::size_t counties = 1) {
  const History history = history_of({1, 3, counties, 1, last_grade}, [](std::size_t, std::size_t, std::size_t) { return 90.0; });
  ForecastOptions options;
  options.horizon = 2;
  options.class_sizes = filled(45);
  return make_forecast(history, options);
}

/// Of `on_post` teachers the retirement of `told` is known.
SubjectOnPost persons(double on_post, double told, std::vector<double> retired) { return {on_post, 0, on_post - told, std::move(retired)}; }

CountyStaff staff_of(SubjectOnPost mathematics, SubjectOnPost physics, StaffApart apart = {}) {
  return {{std::move(mathematics), std::move(physics)}, apart};
}

// Mathematics: primary 12 classes x 4 = 48 periods, 48 / 16 = 3 teachers; junior 6 x 5 = 30, 30 / 12 = 2.5. Physics: grades 8 and 9,
// 4 classes x 2 = 8 periods, 8 / 12 teachers. 5 on post, half of one gone after a year, one after two: 5.5 - 4.5 = 1, then 1.5.
TEST(TeacherPlan, ClassesLessonsTeachers) {
  const Forecast made = steady(9);
  EXPECT_NEAR(made.counties[0].classes[0][1], 2, 1e-9);
  const std::vector<CountyStaff> staff = {staff_of(persons(5, 5, {0.5, 1}), persons(1, 1, {0, 0}))};
  const TeacherPlan plan = plan_teachers(made, curriculum(), loads(), staff);
  const TeacherNeed& mathematics = plan.at(0, 0, 0);
  EXPECT_NEAR(mathematics.primary_lessons, 48, 1e-9);
  EXPECT_NEAR(mathematics.primary_need, 3, 1e-9);
  EXPECT_NEAR(mathematics.junior_lessons, 30, 1e-9);
  EXPECT_NEAR(mathematics.junior_need, 2.5, 1e-9);
  EXPECT_NEAR(mathematics.missing(), 0.5, 1e-9);
  EXPECT_NEAR(mathematics.to_hire, 1, 1e-9);
  EXPECT_NEAR(plan.at(0, 1, 0).to_hire, 1.5, 1e-9);
  EXPECT_NEAR(plan.at(0, 0, 1).need(), 8.0 / 12, 1e-9);
  EXPECT_EQ(plan.at(0, 0, 1).to_hire, 0);
}

// One of five whose retirement is not told: how many leave is not known, but the half that is known is the least.
TEST(TeacherPlan, WhoIsNotToldMakesItALowerBound) {
  const std::vector<CountyStaff> staff = {staff_of(persons(5, 4, {0.5, 1}), persons(1, 1, {0, 0}))};
  const TeacherPlan plan = plan_teachers(steady(9), curriculum(), loads(), staff);
  EXPECT_TRUE(is_none(plan.at(0, 0, 0).retired()));
  EXPECT_TRUE(is_none(plan.at(0, 0, 0).to_hire));
  EXPECT_NEAR(plan.at(0, 0, 0).to_hire_at_least, 1, 1e-9);
}

TEST(TeacherPlan, WithoutStaffTheNeedAloneIsKnown) {
  const TeacherPlan plan = plan_teachers(steady(9), curriculum(), loads(), {});
  EXPECT_NEAR(plan.at(0, 0, 0).need(), 5.5, 1e-9);
  EXPECT_TRUE(is_none(plan.at(0, 0, 0).on_post));
  EXPECT_TRUE(is_none(plan.at(0, 0, 0).missing()));
  EXPECT_TRUE(is_none(plan.at(0, 0, 0).retired()));
  EXPECT_TRUE(is_none(plan.at(0, 0, 0).shortage));
  EXPECT_TRUE(is_none(plan.at(0, 0, 0).to_hire));
  EXPECT_TRUE(is_none(plan.at(0, 0, 0).to_hire_at_least));
}

TEST(TeacherPlan, WithoutClassSizesNothingIsKnown) {
  const History history = history_of({1, 3, 1, 1, 6}, [](std::size_t, std::size_t, std::size_t) { return 90.0; });
  const Forecast made = make_forecast(history, {});
  EXPECT_TRUE(is_none(plan_teachers(made, curriculum(), loads(), {}).at(0, 0, 0).need()));
}

// Grades that the county does not run ask for nobody.
TEST(TeacherPlan, APrimarySchoolNeedsNoPhysics) {
  const TeacherPlan plan = plan_teachers(steady(6), curriculum(), loads(), {});
  EXPECT_EQ(plan.at(0, 0, 1).lessons(), 0);
  EXPECT_EQ(plan.at(0, 0, 1).need(), 0);
}

TEST(TeacherNeed, SumsOfCounties) {
  const std::vector<CountyStaff> staff = {staff_of(persons(5, 5, {0.5, 1}), {}), staff_of(persons(2, 2, {0, 0}), {})};
  const TeacherPlan plan = plan_teachers(steady(9, 2), curriculum(), loads(), staff);
  TeacherNeed sum;
  for (std::size_t county = 0; county < 2; ++county) sum.add(plan.at(county, 0, 0));
  EXPECT_NEAR(sum.need(), 11, 1e-9);
  EXPECT_EQ(sum.on_post, 7);
  EXPECT_NEAR(sum.to_hire, 4.5, 1e-9);
  // A county that does not tell its teachers leaves the sum open.
  sum.add(plan.at(0, 0, 1));
  EXPECT_TRUE(is_none(sum.on_post));
  EXPECT_TRUE(is_none(sum.retired()));
  EXPECT_TRUE(is_none(sum.to_hire));
}

// Mathematics needs 5.5 in each county: one has 4.4 and lacks 1.1, the other has 6.1 and 0.6 to spare.
TEST(TeacherNeed, WhatACountyHasToSpareFillsNoGapOfAnother) {
  const std::vector<CountyStaff> staff = {staff_of(persons(4.4, 4.4, {0, 0}), {}), staff_of(persons(6.1, 6.1, {0, 0}), {})};
  const TeacherPlan plan = plan_teachers(steady(9, 2), curriculum(), loads(), staff);
  TeacherNeed sum;
  for (std::size_t county = 0; county < 2; ++county) sum.add(plan.at(county, 0, 0));
  EXPECT_NEAR(sum.missing(), 0.5, 1e-9);
  EXPECT_NEAR(sum.shortage, 1.1, 1e-9);
  EXPECT_NEAR(sum.to_hire, 1.1, 1e-9);
  EXPECT_NEAR(sum.to_hire_at_least, 1.1, 1e-9);
}

// 5.5 needed, 4 on post, nobody retires: 1.5 to hire by what is told of subjects. One teacher has none and one an unrecognised one; with
// either a half is left to find, with both nothing. One of a subject outside the curriculum fills no place.
TEST(TeacherPlan, WhoHasNoSubjectMayFillAPlace) {
  const auto need = [](StaffApart apart) {
    return plan_teachers(steady(9), curriculum(), loads(), std::vector{staff_of(persons(4, 4, {0, 0}), {}, apart)}).at(0, 0, 0);
  };
  EXPECT_NEAR(need({1, 0, 0}).to_hire, 1.5, 1e-9);
  EXPECT_NEAR(need({1, 0, 0}).to_hire_at_least, 0.5, 1e-9);
  EXPECT_EQ(need({1, 1, 0}).to_hire_at_least, 0);
  EXPECT_NEAR(need({0, 0, 1}).to_hire_at_least, 1.5, 1e-9);
}

// Two schools of 90 pupils a grade, one of them for special education: its two classes a grade ask for nobody.
TEST(TeacherPlan, SpecialSchoolsAskForNobody) {
  History history = history_of({2, 3, 1, 1, 6}, [](std::size_t, std::size_t, std::size_t) { return 90.0; });
  history.schools[1].kind = 511;
  ForecastOptions options;
  options.horizon = 1;
  options.class_sizes = filled(45);
  EXPECT_NEAR(make_forecast(history, options).counties[0].classes[0][1], 2, 1e-9);
  options.scenario.totals.push_back({"330101", 2022, 1200});
  // The total of 1,200 instead of 1,080 is kept by schools and flow alike: 100 pupils a grade in each school, three classes.
  EXPECT_NEAR(make_forecast(history, options).counties[0].classes[0][1], 3, 1e-9);
}

}  // namespace
}  // namespace junheng::forecast
