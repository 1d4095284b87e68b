#include "junheng/monitor/target_course.h"

#include <gtest/gtest.h>

#include "support/area_facts.h"

namespace junheng::monitor {
namespace {

AreaFigure figure(int year, double value) {
  AreaFigure out;
  out.year = year;
  out.value = value;
  out.basis = FigureBasis::Reported;
  return out;
}

const ReviewItem& up() { return *find_review_item("retention_nine_year_percent"); }
const ReviewItem& down() { return *find_review_item("large_classes"); }

Target target(std::string item, int year, double value) { return {AreaIndex(std::size_t{0}), std::move(item), year, value}; }

// From 90 in 2015 to 95 in 2020: the path is 93 in 2018 and 94 in 2019.
TEST(JudgeCourse, OnThePathIsOnCourse) {
  const auto course = judge_course(target("r", 2020, 95), up(), figure(2015, 90), figure(2018, 93), 2018);
  EXPECT_EQ(course.status, TargetStatus::OnCourse);
  EXPECT_NEAR(course.expected.value(), 93, 1e-12);
  EXPECT_NEAR(course.pace_so_far.value(), 1, 1e-12);
  EXPECT_NEAR(course.pace_needed.value(), 1, 1e-12);
}

TEST(JudgeCourse, AYearEarlyIsAheadAndBelowThePathBehind) {
  EXPECT_EQ(judge_course(target("r", 2020, 95), up(), figure(2015, 90), figure(2018, 94), 2018).status, TargetStatus::Ahead);
  EXPECT_EQ(judge_course(target("r", 2020, 95), up(), figure(2015, 90), figure(2018, 93.9), 2018).status, TargetStatus::OnCourse);
  const auto behind = judge_course(target("r", 2020, 95), up(), figure(2015, 90), figure(2018, 92), 2018);
  EXPECT_EQ(behind.status, TargetStatus::Behind);
  // (95 - 92) / 2 years.
  EXPECT_NEAR(behind.pace_needed.value(), 1.5, 1e-12);
}

// 1000 large classes in 2015, none planned for 2020: 400 may remain in 2018, 200 in 2019.
TEST(JudgeCourse, LowerIsBetterRunsDown) {
  EXPECT_EQ(judge_course(target("c", 2020, 0), down(), figure(2015, 1000), figure(2018, 400), 2018).status, TargetStatus::OnCourse);
  EXPECT_EQ(judge_course(target("c", 2020, 0), down(), figure(2015, 1000), figure(2018, 401), 2018).status, TargetStatus::Behind);
  EXPECT_EQ(judge_course(target("c", 2020, 0), down(), figure(2015, 1000), figure(2018, 200), 2018).status, TargetStatus::Ahead);
  EXPECT_NEAR(judge_course(target("c", 2020, 0), down(), figure(2015, 1000), figure(2018, 401), 2018).pace_needed.value(), -200.5, 1e-12);
}

TEST(JudgeCourse, TheYearOfTheTargetDecides) {
  EXPECT_EQ(judge_course(target("r", 2020, 95), up(), figure(2015, 93), figure(2020, 95), 2020).status, TargetStatus::Reached);
  EXPECT_EQ(judge_course(target("r", 2020, 95), up(), {}, figure(2020, 94.99), 2020).status, TargetStatus::Missed);
}

TEST(JudgeCourse, WithoutBaselineOrValueItIsUnknown) {
  const auto no_baseline = judge_course(target("r", 2020, 95), up(), {}, figure(2018, 92), 2018);
  EXPECT_EQ(no_baseline.status, TargetStatus::Unknown);
  EXPECT_NEAR(no_baseline.pace_needed.value(), 1.5, 1e-12);
  EXPECT_EQ(judge_course(target("r", 2020, 95), up(), figure(2015, 90), {}, 2018).status, TargetStatus::Unknown);
}

// 100 in 2015, 50 in 2017, at most 20 in 2018: in 2020 the value of 2018 is missing, and there is no year left in which to catch up. The
// change so far is (50 - 100) / 2 a year; the path of 2017 is 100 - 80 x 2 / 3 = 46.67.
TEST(JudgeCourse, AYearThatIsOverWithoutItsValueIsUnknownAndHasNoPace) {
  for (const int now : {2018, 2020}) {
    const auto course = judge_course(target("c", 2018, 20), down(), figure(2015, 100), figure(2017, 50), now);
    EXPECT_EQ(course.status, TargetStatus::Unknown) << now;
    EXPECT_EQ(course.unknown, UnknownCourse::NoValueOfYear);
    EXPECT_FALSE(course.pace_needed);
    EXPECT_NEAR(course.pace_so_far.value(), -25, 1e-12);
    EXPECT_NEAR(course.expected.value(), 140.0 / 3, 1e-12);
  }
  EXPECT_EQ(judge_course(target("c", 2018, 20), down(), figure(2015, 100), figure(2017, 50), 2017).status, TargetStatus::Behind);
  // Nor does being at the target a year before say that it was held.
  EXPECT_EQ(judge_course(target("c", 2018, 20), down(), figure(2015, 100), figure(2017, 20), 2018).status, TargetStatus::Unknown);
}

TEST(JudgeCourse, ABaselineBeyondTheTargetNeedsOnlyToHold) {
  EXPECT_EQ(judge_course(target("r", 2020, 95), up(), figure(2015, 97), figure(2018, 96), 2018).status, TargetStatus::Ahead);
  EXPECT_EQ(judge_course(target("r", 2020, 95), up(), figure(2015, 97), figure(2018, 94), 2018).status, TargetStatus::Behind);
}

// The county has no value of 2018, but another has one of 2019: 2018 is over.
TEST(TargetCourses, ALaterFigureOfAnyAreaShowsThatTheYearIsOver) {
  testing::AreaFacts facts;
  facts.province().county().county();
  facts.value(1, 2015, "large_classes", 100).value(1, 2017, "large_classes", 50).value(2, 2019, "large_classes", 10);
  const model::Dataset dataset = facts.build();
  const AreaFigures figures(dataset, {});
  const std::vector<Target> targets = {{AreaIndex(std::size_t{1}), "large_classes", 2018, 20},
                                       {AreaIndex(std::size_t{1}), "large_classes", 2020, 0}};
  const auto courses = target_courses(figures, targets, {{2011, 2015}, {2016, 2020}});
  ASSERT_EQ(courses.size(), 2U);
  EXPECT_EQ(courses[0].unknown, UnknownCourse::NoValueOfYear);
  // 100 to 0 over five years: 60 in 2017, 40 in 2018; 50 is on course.
  EXPECT_EQ(courses[1].status, TargetStatus::OnCourse);
  EXPECT_FALSE(courses[1].unknown);
}

// Province 0 with counties 1 and 2: 30 and 20 planned to remain, 25 and 24 do.
TEST(EliminationSchedule, CountiesAddUpAndAMissingOneLeavesNoSum) {
  testing::AreaFacts facts;
  facts.province().county().county();
  facts.value(1, 2018, "large_classes", 25).value(2, 2018, "large_classes", 24).value(1, 2019, "large_classes", 10);
  const model::Dataset dataset = facts.build();
  const AreaFigures figures(dataset, {});
  std::vector<Target> targets;
  for (const int year : {2018, 2019})
    for (const std::size_t county : {1U, 2U}) targets.push_back({AreaIndex(county), "large_classes", year, county == 1 ? 30.0 : 20.0});
  const auto rows = elimination_schedule(figures, targets);
  ASSERT_EQ(rows.size(), 6U);
  EXPECT_EQ(rows[0].counties, 2U);
  EXPECT_EQ(rows[0].planned, 50);
  EXPECT_EQ(rows[0].actual.value, 49);
  EXPECT_EQ(rows[0].status(), TargetStatus::Reached);
  EXPECT_EQ(rows[1].status(), TargetStatus::Unknown);
  EXPECT_EQ(rows[1].actual.counties_missing, 1U);
  EXPECT_EQ(rows[2].status(), TargetStatus::Reached);
  EXPECT_EQ(rows[4].status(), TargetStatus::Missed);
  EXPECT_EQ(rows[4].excess(), 4);
}

// Data end in 2018: nobody can know of 2020 yet.
TEST(EliminationSchedule, YearAfterTheDataIsNotDue) {
  testing::AreaFacts facts;
  facts.province().county();
  facts.value(1, 2018, "large_classes", 25);
  const model::Dataset dataset = facts.build();
  std::vector<Target> targets = {target("large_classes", 2018, 20), target("large_classes", 2020, 0)};
  for (Target& each : targets) each.area = AreaIndex(std::size_t{1});
  const auto rows = elimination_schedule(AreaFigures(dataset, {}), targets);
  ASSERT_EQ(rows.size(), 4U);
  for (const std::size_t first : {0U, 2U}) {
    EXPECT_EQ(rows[first].status(), TargetStatus::Missed);
    EXPECT_EQ(rows[first + 1].status(), TargetStatus::NotDue);
  }
}

}  // namespace
}  // namespace junheng::monitor
