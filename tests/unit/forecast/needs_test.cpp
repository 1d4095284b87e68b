#include "junheng/forecast/needs.h"

#include <gtest/gtest.h>

#include "scene.h"

namespace junheng::forecast {
namespace {

using testing::history_of;

NeedLimits limits() {
  NeedLimits out;
  for (std::size_t g = 1; g <= 6; ++g) out.class_size[g] = 45;
  for (std::size_t g = 7; g <= 9; ++g) out.class_size[g] = 50;
  out.school_size = 2000;
  out.through_school_size = 2500;
  out.small = 100;
  out.smallest = 50;
  return out;
}

TEST(Needs, ClassesFor) {
  EXPECT_EQ(classes_for(0, 45), 0);
  EXPECT_EQ(classes_for(45, 45), 1);
  EXPECT_EQ(classes_for(46, 45), 2);
  EXPECT_EQ(classes_for(90.00000000001, 45), 2);
}

// 100 pupils a grade in two classes: at 45 that is three classes, as 50 fit into today's classes two; 6 x 2 x 45 = 540 places for 600.
TEST(Needs, ClassesAndPlaces) {
  History history = history_of({1, 3, 1, 1, 6}, [](std::size_t, std::size_t, std::size_t) { return 100.0; });
  for (std::size_t g = 1; g <= 6; ++g) history.classes[0][g] = 2;
  const Forecast made = make_forecast(history, {});
  const GradeArray own = own_class_sizes(history);
  EXPECT_EQ(own[1], 50);
  EXPECT_TRUE(is_none(own[7]));
  const auto needs = school_needs(history, made.counties[0], made.horizon, limits(), own);
  EXPECT_EQ(needs[0].classes_at_limit, 18);
  EXPECT_EQ(needs[0].classes_as_formed, 12);
  EXPECT_EQ(needs[0].places, 540);
  EXPECT_NEAR(needs[0].places_missing, 60, 1e-6);
}

TEST(Needs, WithoutClassesPlacesAreNotKnown) {
  const History history = history_of({1, 3, 1, 1, 6}, [](std::size_t, std::size_t, std::size_t) { return 100.0; });
  const Forecast made = make_forecast(history, {});
  const auto needs = school_needs(history, made.counties[0], made.horizon, limits(), own_class_sizes(history));
  EXPECT_TRUE(is_none(needs[0].places));
  EXPECT_TRUE(is_none(needs[0].places_missing));
  EXPECT_TRUE(is_none(needs[0].classes_as_formed));
}

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

}  // namespace
}  // namespace junheng::forecast
