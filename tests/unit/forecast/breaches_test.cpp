#include "junheng/forecast/breaches.h"

#include <gtest/gtest.h>

#include "scene.h"

namespace junheng::forecast {
namespace {

using testing::history_of;
using testing::limits;

// Each year two children fewer enter than the year before, 17 in 2024: 17 + 19 + ... + 27 = 132 pupils in 2024, and 12 fewer each year.
TEST(Breaches, ASchoolBecomesSmall) {
  History history = history_of({1, 6, 1, 1, 6}, [](std::size_t, std::size_t year, std::size_t grade) {
    return 15.0 + 2 * (5.0 - static_cast<double>(year)) + 2 * static_cast<double>(grade);
  });
  for (int year = 2008; year <= 2024; ++year) history.births[static_cast<std::size_t>(year - 2000)] = 17.0 - 2 * (year - 2018);
  ForecastOptions options;
  options.horizon = 4;
  const Forecast made = make_forecast(history, options);
  const auto breaches = find_breaches(history, made, limits());
  ASSERT_FALSE(breaches.empty());
  EXPECT_EQ(breaches[0].kind, BreachKind::BelowSmall);
  EXPECT_EQ(breaches[0].school_year, 2027);
  EXPECT_FALSE(breaches[0].is_today);
  EXPECT_GT(breaches[0].chance, 0.5);
  EXPECT_EQ(breaches.size(), 1U);
}

// One class of 40 in grade 1; housing brings it to 50 in 2023.
TEST(Breaches, AClassGrowsAboveTheLimit) {
  History history = history_of({1, 3, 1, 1, 6}, [](std::size_t, std::size_t, std::size_t) { return 40.0; });
  for (std::size_t g = 1; g <= 6; ++g) history.classes[0][g] = 1;
  ForecastOptions options;
  options.scenario.events = {{EventKind::Housing, 2023, "330101-0", "", 10, {1}, ""}};
  const Forecast made = make_forecast(history, options);
  const auto breaches = find_breaches(history, made, limits());
  ASSERT_EQ(breaches.size(), 1U);
  EXPECT_EQ(breaches[0].kind, BreachKind::ClassSize);
  EXPECT_EQ(breaches[0].school_year, 2023);
  EXPECT_EQ(breaches[0].grade, 1U);
  EXPECT_NEAR(breaches[0].pupils, 50, 1e-6);
}

// A nine-year school that takes in pupils of others in grade 7: 88 pupils in 2 classes up to grade 6, 234 in 5 from grade 7 on. 234 / 5
// = 46.8 keeps the limit of 50, today and later; 234 in the two classes of grade 6 would not.
TEST(Breaches, AnEntryGradeHasTheClassesThatItHasToday) {
  History history = history_of({1, 3, 1, 1, 9}, [](std::size_t, std::size_t, std::size_t grade) { return grade > 6 ? 234.0 : 88.0; });
  history.schools[0].kind = 312;
  for (std::size_t g = 1; g <= 9; ++g) history.classes[0][g] = g > 6 ? 5 : 2;
  EXPECT_TRUE(find_breaches(history, make_forecast(history, {}), limits()).empty());
}

// 46 pupils in the one class of grade 1, 40 in the others, year after year.
TEST(Breaches, ASchoolBeyondALimitTodayIsToldSo) {
  History history = history_of({1, 3, 1, 1, 6}, [](std::size_t, std::size_t, std::size_t grade) { return grade == 1 ? 46.0 : 40.0; });
  for (std::size_t g = 1; g <= 6; ++g) history.classes[0][g] = 1;
  const auto breaches = find_breaches(history, make_forecast(history, {}), limits());
  ASSERT_EQ(breaches.size(), 1U);
  EXPECT_TRUE(breaches[0].is_today);
  EXPECT_EQ(breaches[0].school_year, 2021);
  EXPECT_EQ(breaches[0].grade, 1U);
  EXPECT_EQ(breaches[0].pupils, 46);
  EXPECT_EQ(breaches[0].limit, 45);
  EXPECT_EQ(breaches[0].chance, 1);
}

// 6 x 8 = 48 pupils are fewer than 50, and so than 100.
TEST(Breaches, OfTwoMarksTheSmallerIsTold) {
  const History history = history_of({1, 3, 1, 1, 6}, [](std::size_t, std::size_t, std::size_t) { return 8.0; });
  const auto breaches = find_breaches(history, make_forecast(history, {}), limits());
  ASSERT_EQ(breaches.size(), 1U);
  EXPECT_EQ(breaches[0].kind, BreachKind::BelowSmallest);
  EXPECT_EQ(breaches[0].pupils, 48);
  EXPECT_TRUE(breaches[0].is_today);
}

// 3 x 650 = 1,950 junior pupils keep the limit of 2,000 whatever the senior stage has: 3 x 300. Of a nine-year school 9 x 300 = 2,700 are
// above 2,500.
TEST(Breaches, TheSizeOfASchoolIsThatOfItsCompulsoryGrades) {
  History secondary = history_of({1, 3, 1, 7, 12}, [](std::size_t, std::size_t, std::size_t grade) { return grade > 9 ? 300.0 : 650.0; });
  secondary.schools[0].kind = 341;
  EXPECT_TRUE(find_breaches(secondary, make_forecast(secondary, {}), limits()).empty());
  History through = history_of({1, 3, 1, 1, 9}, [](std::size_t, std::size_t, std::size_t) { return 300.0; });
  through.schools[0].kind = 312;
  const auto breaches = find_breaches(through, make_forecast(through, {}), limits());
  ASSERT_EQ(breaches.size(), 1U);
  EXPECT_EQ(breaches[0].kind, BreachKind::SchoolSize);
  EXPECT_EQ(breaches[0].pupils, 2700);
  EXPECT_EQ(breaches[0].limit, 2500);
}

TEST(Breaches, SpecialSchoolsAreHeldAgainstNoLimit) {
  History history = history_of({1, 3, 1, 1, 9}, [](std::size_t, std::size_t, std::size_t) { return 5.0; });
  history.schools[0].kind = 514;
  for (std::size_t g = 1; g <= 9; ++g) history.classes[0][g] = 1;
  EXPECT_TRUE(find_breaches(history, make_forecast(history, {}), limits()).empty());
}

}  // namespace
}  // namespace junheng::forecast
