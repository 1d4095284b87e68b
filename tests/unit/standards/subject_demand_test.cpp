#include "junheng/standards/subject_demand.h"

#include <gtest/gtest.h>

namespace junheng::standards {
namespace {

Curriculum curriculum() {
  Curriculum out;
  out.grades = {1, 3};
  out.rows.push_back({"mathematics", {4, 5, 0}, {}, {}, 0});
  out.rows.push_back({"music", {1, 1, 1}, {}, {}, 0});
  return out;
}

LoadTable loads() {
  LoadTable out;
  out.loads.push_back({Stage::Primary, {"mathematics"}, 12, ValueStatus::Unverified, {}, 0});
  return out;
}

// 2 classes of grade 1 and 3 of grade 2: 2 x 4 + 3 x 5 = 23 periods, 23 / 12 teachers.
TEST(SubjectDemand, ClassesTimesPeriodsOverLoad) {
  const double classes[] = {0, 2, 3, 1};
  const SubjectDemand demand = subject_demand(curriculum(), loads(), "mathematics", Stage::Primary, classes);
  EXPECT_DOUBLE_EQ(demand.periods, 23);
  ASSERT_TRUE(demand.teachers);
  EXPECT_DOUBLE_EQ(*demand.teachers, 23.0 / 12);
}

TEST(SubjectDemand, WithoutALoadTeachersAreNotKnown) {
  const double classes[] = {0, 2, 3, 1};
  const SubjectDemand demand = subject_demand(curriculum(), loads(), "music", Stage::Primary, classes);
  EXPECT_DOUBLE_EQ(demand.periods, 6);
  EXPECT_FALSE(demand.teachers);
}

TEST(SubjectDemand, NoClassesAskForNobody) {
  EXPECT_EQ(subject_demand(curriculum(), loads(), "music", Stage::Junior, {}).teachers, 0.0);
  const double none[] = {0, 0, 0, 4};
  EXPECT_EQ(subject_demand(curriculum(), loads(), "mathematics", Stage::Primary, none).teachers, 0.0);
}

}  // namespace
}  // namespace junheng::standards
