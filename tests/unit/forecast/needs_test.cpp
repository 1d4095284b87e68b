#include "junheng/forecast/needs.h"

#include <gtest/gtest.h>

#include "scene.h"

namespace junheng::forecast {
namespace {

using testing::history_of;
using testing::limits;

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

// A nine-year school. Primary: 6 x 2 classes of 45 hold 540, 6 x 40 = 240 pupils come. Junior: 3 x 50 = 150 places for 3 x 55 = 165 pupils:
// 15 places are missing, which the primary rooms do not give. In junior stage at 50, 55 pupils are two classes, three times.
TEST(Needs, AStageFillsNothingThatAnotherLacks) {
  History history = history_of({1, 3, 1, 1, 9}, [](std::size_t, std::size_t, std::size_t grade) { return grade > 6 ? 55.0 : 40.0; });
  history.schools[0].kind = 312;
  for (std::size_t g = 1; g <= 9; ++g) history.classes[0][g] = g > 6 ? 1 : 2;
  const Forecast made = make_forecast(history, {});
  const auto needs = school_needs(history, made.counties[0], made.horizon, limits(), own_class_sizes(history));
  EXPECT_EQ(needs[0].places, 690);
  EXPECT_NEAR(needs[0].places_missing, 15, 1e-6);
  EXPECT_EQ(needs[0].classes_at_limit, 6 + 3 * 2);
  EXPECT_TRUE(uncounted_stages(history, made.counties[0], made.horizon, limits()).empty());
}

// A complete secondary school, 55 pupils in each junior class: 3 x 50 places for 165. No limit is set for its senior stage.
TEST(Needs, AStageWithoutLimitLeavesTheOthersKnown) {
  History history = history_of({1, 3, 1, 7, 12}, [](std::size_t, std::size_t, std::size_t) { return 55.0; });
  history.schools[0].kind = 341;
  for (std::size_t g = 7; g <= 12; ++g) history.classes[0][g] = 1;
  const Forecast made = make_forecast(history, {});
  const auto needs = school_needs(history, made.counties[0], made.horizon, limits(), own_class_sizes(history));
  EXPECT_EQ(needs[0].places, 150);
  EXPECT_NEAR(needs[0].places_missing, 15, 1e-6);
  EXPECT_EQ(needs[0].classes_at_limit, 6);
  const auto uncounted = uncounted_stages(history, made.counties[0], made.horizon, limits());
  ASSERT_EQ(uncounted.size(), 1U);
  EXPECT_EQ(uncounted[0].stage, Stage::Senior);
  EXPECT_EQ(uncounted[0].gap, PlaceGap::NoLimit);
}

TEST(Needs, SpecialSchoolsHaveNoClassSize) {
  History history = history_of({1, 3, 1, 1, 9}, [](std::size_t, std::size_t, std::size_t) { return 5.0; });
  history.schools[0].kind = 514;
  for (std::size_t g = 1; g <= 9; ++g) history.classes[0][g] = 1;
  const Forecast made = make_forecast(history, {});
  const auto needs = school_needs(history, made.counties[0], made.horizon, limits(), own_class_sizes(history));
  EXPECT_TRUE(is_none(needs[0].places));
  EXPECT_TRUE(is_none(needs[0].places_missing));
  EXPECT_TRUE(is_none(needs[0].classes_at_limit));
  const auto uncounted = uncounted_stages(history, made.counties[0], made.horizon, limits());
  ASSERT_EQ(uncounted.size(), 2U);
  EXPECT_EQ(uncounted[0].gap, PlaceGap::NoLimit);
}

TEST(Needs, AStageWhoseClassesAreNotToldIsNamed) {
  History history = history_of({1, 3, 1, 1, 6}, [](std::size_t, std::size_t, std::size_t) { return 40.0; });
  for (std::size_t g = 1; g <= 5; ++g) history.classes[0][g] = 1;
  const Forecast made = make_forecast(history, {});
  const auto uncounted = uncounted_stages(history, made.counties[0], made.horizon, limits());
  ASSERT_EQ(uncounted.size(), 1U);
  EXPECT_EQ(uncounted[0].stage, Stage::Primary);
  EXPECT_EQ(uncounted[0].gap, PlaceGap::NoClasses);
}

}  // namespace
}  // namespace junheng::forecast
