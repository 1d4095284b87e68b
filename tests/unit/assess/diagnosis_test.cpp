#include "junheng/assess/diagnosis.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"
#include "support/methods_page.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;
using junheng::testing::Scene;

// The five schools of standards.md 9.1: pupils and books.
constexpr std::array<double, 5> kPupils = {45, 37, 89, 76, 55};

std::unique_ptr<Scene> five_schools(const std::array<double, 5>& books) {
  DatasetBuilder data;
  data.county("330102");
  for (std::size_t i = 0; i < 5; ++i)
    data.school("213300000" + std::to_string(i), 211).founder(7).stage(Stage::Primary).set("pupils", kPupils[i]).set("books", books[i]);
  return assess_scene(data.build(), built_in_standard("cn.basic-2012"));
}

constexpr std::array<double, 5> kBooks = {279, 137, 935, 160, 402};

std::size_t books_slot(const Scene& scene) { return scene.assessment->rules_of(Stage::Primary).find("B5").value(); }

TEST(Contributions, AreThePublishedOnesOverTheirSum) {
  const auto scene = five_schools(kBooks);
  const auto all = contributions(*scene->assessment, scene->stage(Stage::Primary), books_slot(*scene));
  // Printed contributions to the variance: 0.0027, 0.8486, 5.1274, 4.5011, 0.1730.
  const std::array<double, 5> published = {0.0027, 0.8486, 5.1274, 4.5011, 0.1730};
  const double sum = 0.0027 + 0.8486 + 5.1274 + 4.5011 + 0.1730;
  ASSERT_EQ(all.size(), 5U);
  double total = 0;
  for (const Contribution& school : all) {
    EXPECT_NEAR(school.cv2_share, published[school.school.value] / sum, 1e-4);
    total += school.cv2_share;
  }
  EXPECT_NEAR(total, 1, 1e-12);
  EXPECT_EQ(all.front().school.value, 2U);
}

TEST(Contributions, CvAtTheMeanIsThatOfTheRecomputedCounty) {
  const auto scene = five_schools(kBooks);
  const double mean = *scene->summary(Stage::Primary, "B5").mean;
  for (const Contribution& school : contributions(*scene->assessment, scene->stage(Stage::Primary), books_slot(*scene))) {
    std::array<double, 5> books = kBooks;
    books[school.school.value] = mean * kPupils[school.school.value];
    EXPECT_NEAR(school.cv_at_mean, *five_schools(books)->summary(Stage::Primary, "B5").cv, 1e-12);
  }
}

// The last two columns of the worked example, worked out apart from the program (plain sums in Python).
TEST(Contributions, AreThoseOfTheMethodsPage) {
  const testing::MethodsPage page("difference-coefficient");
  const auto scene = five_schools(kBooks);
  for (const Contribution& school : contributions(*scene->assessment, scene->stage(Stage::Primary), books_slot(*scene))) {
    const auto cells = page.row("school", "小学" + std::to_string(school.school.value + 1));
    ASSERT_EQ(cells.size(), 6U);
    EXPECT_EQ(cells[4], fmt::format("{:.2f} %", 100 * school.cv2_share));
    EXPECT_EQ(cells[5], fmt::format("{:.4f}", school.cv_at_mean));
  }
}

TEST(Contributions, EqualSchoolsShareNothing) {
  const auto scene = five_schools(kPupils);
  for (const Contribution& school : contributions(*scene->assessment, scene->stage(Stage::Primary), books_slot(*scene)))
    EXPECT_EQ(school.cv2_share, 0);
}

/// Primary schools of 100 pupils each that meet every standard of 2017 but for their sports grounds, given in m2.
std::unique_ptr<Scene> schools_with_grounds(const std::vector<double>& grounds) {
  DatasetBuilder data;
  data.county("330102");
  for (std::size_t i = 0; i < grounds.size(); ++i) {
    data.school("213300000" + std::to_string(i), 211).founder(7).stage(Stage::Primary).set("pupils", 100).set("teachers_above_required", 5);
    data.set("teachers_backbone", 2).set("teachers_pe_arts", 1).set("area_teaching_m2", 500).set("area_indoor_sports_m2", 0);
    data.set("area_sports_ground_m2", grounds[i]).set("equipment_value_yuan", 250000).set("multimedia_rooms", 3);
  }
  return assess_scene(data.build(), built_in_standard("cn.quality-2017"));
}

TEST(Priorities, PutSchoolsThatLackNothingAndLieAboveTheMeanUnderTheirOwnKind) {
  // Grounds per pupil 8, 8, 40: mean 18.67, deviations -10.67, -10.67, 21.33, so CV = 15.08 / 18.67 = 0.808 > 0.50; shares of the
  // squares 113.8, 113.8, 455.1 are one, one and four sixths. All three meet 7.5 m2 and every other standard.
  const auto scene = schools_with_grounds({800, 800, 4000});
  const auto all = priorities(*scene->assessment, scene->area(), scene->stage(Stage::Primary));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].kind, PriorityKind::Mend);
  EXPECT_EQ(all[1].kind, PriorityKind::Mend);
  EXPECT_NEAR(all[0].inequality_share, 1.0 / 6, 1e-12);
  // L5, the fifth indicator, alone counts.
  EXPECT_EQ(all[0].indicators, std::vector<std::size_t>{4});
  EXPECT_EQ(all[2].kind, PriorityKind::Widen);
  EXPECT_EQ(all[2].school.value, 2U);
  EXPECT_NEAR(all[2].inequality_share, 4.0 / 6, 1e-12);
}

TEST(Priorities, PutSchoolsThatMissTheStandardFirst) {
  // The second school has 6 m2 of grounds for each pupil, below the floor of 6.375.
  const auto scene = schools_with_grounds({800, 600, 4000});
  const auto all = priorities(*scene->assessment, scene->area(), scene->stage(Stage::Primary));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].school.value, 1U);
  EXPECT_EQ(all[0].verdict, Verdict::Unmet);
  EXPECT_EQ(all[1].school.value, 0U);
}

TEST(Priorities, KeepABetterOffSchoolThatLacksSomethingAmongThoseToMend) {
  DatasetBuilder data;
  data.county("330102");
  for (std::size_t i = 0; i < 3; ++i) {
    data.school("213300000" + std::to_string(i), 211).founder(7).stage(Stage::Primary).set("pupils", 100).set("teachers_above_required", 5);
    data.set("teachers_backbone", 2).set("teachers_pe_arts", i == 2 ? 0.8 : 1).set("area_teaching_m2", 500).set("area_indoor_sports_m2", 0);
    data.set("area_sports_ground_m2", i == 2 ? 4000 : 800).set("equipment_value_yuan", 250000).set("multimedia_rooms", 3);
  }
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  const auto all = priorities(*scene->assessment, scene->area(), scene->stage(Stage::Primary));
  ASSERT_EQ(all.size(), 3U);
  // 0.8 arts teachers per 100 pupils: above the floor of 0.765, short of 0.9.
  EXPECT_EQ(all[2].school.value, 2U);
  EXPECT_EQ(all[2].kind, PriorityKind::Mend);
  EXPECT_EQ(all[2].inequality_share, 0);
}

TEST(Priorities, NameASchoolThatLacksSomethingWhereNoCvFails) {
  DatasetBuilder data;
  data.county("330102");
  for (std::size_t i = 0; i < 3; ++i) {
    data.school("213300000" + std::to_string(i), 211).founder(7).stage(Stage::Primary).set("pupils", 100).set("teachers_above_required", 5);
    data.set("teachers_backbone", 2).set("teachers_pe_arts", i == 2 ? 0.8 : 1).set("area_teaching_m2", 500).set("area_indoor_sports_m2", 0);
    data.set("area_sports_ground_m2", 800).set("equipment_value_yuan", 250000).set("multimedia_rooms", 3);
  }
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  const auto all = priorities(*scene->assessment, scene->area(), scene->stage(Stage::Primary));
  // 0.8 arts teachers are above the floor of 0.765, so the school is met; the sheets per school list it all the same.
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].school.value, 2U);
  EXPECT_EQ(all[0].verdict, Verdict::Met);
  EXPECT_EQ(all[0].kind, PriorityKind::Mend);
}

TEST(Priorities, LeaveOutSchoolsWithoutPartInAFailingCv) {
  const auto scene = schools_with_grounds({800, 900, 1000});
  EXPECT_TRUE(priorities(*scene->assessment, scene->area(), scene->stage(Stage::Primary)).empty());
}

/// Primary schools of 100 pupils that meet every standard of 2017 alike, with so many classes of 46 to 50 pupils beside one of 41 to 45.
std::unique_ptr<Scene> schools_with_large_classes(const std::vector<double>& large) {
  DatasetBuilder data;
  data.county("330102");
  for (std::size_t i = 0; i < large.size(); ++i) {
    data.school("213300000" + std::to_string(i), 211).founder(7).stage(Stage::Primary).set("pupils", 100).set("teachers_above_required", 5);
    data.set("teachers_backbone", 2).set("teachers_pe_arts", 1).set("area_teaching_m2", 500).set("area_indoor_sports_m2", 0);
    data.set("area_sports_ground_m2", 800).set("equipment_value_yuan", 250000).set("multimedia_rooms", 3).set("classes", large[i] + 1);
    data.band(Stage::Primary, "41_45").set("classes", 1);
    if (large[i] > 0) data.band(Stage::Primary, "46_50").set("classes", large[i]);
  }
  // Below 100 pupils a teaching point is not held to the school standard; its class is one of the county's all the same.
  data.school("2133000009", 218).founder(7).stage(Stage::Primary).set("pupils", 47).set("classes", 1);
  data.band(Stage::Primary, "46_50").set("classes", 1);
  return assess_scene(data.build(), built_in_standard("cn.quality-2017"));
}

TEST(Priorities, NameSchoolsThatKeepACountyItemFromBeingMetThoseWithMoreLargeClassesFirst) {
  const auto scene = schools_with_large_classes({0, 1, 2});
  ASSERT_EQ(scene->item("G5").value, 4.0);
  const auto all = priorities(*scene->assessment, scene->area(), scene->stage(Stage::Primary));
  // The third has two, the second one; the first lacks nothing and is not there.
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].school.value, 2U);
  EXPECT_EQ(all[1].school.value, 1U);
  EXPECT_EQ(all[0].verdict, Verdict::Met);
  EXPECT_EQ(all[0].kind, PriorityKind::Mend);
  ASSERT_EQ(all[0].items.size(), 1U);
  EXPECT_EQ(all[0].items[0].item->item->id, "G5");
  EXPECT_EQ(all[0].items[0].offender->value, 2);
  EXPECT_EQ(all[2].school.value, 3U);
  EXPECT_FALSE(all[2].enters);
  EXPECT_EQ(all[2].verdict, std::nullopt);
}

TEST(Priorities, PutSchoolsThatKeepAnItemFromBeingMetBeforeThoseThatOnlyLackSomething) {
  DatasetBuilder data;
  data.county("330102");
  for (std::size_t i = 0; i < 2; ++i) {
    data.school("213300000" + std::to_string(i), 211).founder(7).stage(Stage::Primary).set("pupils", 100).set("teachers_above_required", 5);
    data.set("teachers_backbone", 2).set("teachers_pe_arts", i == 0 ? 0.8 : 1).set("area_teaching_m2", 500).set("area_indoor_sports_m2", 0);
    data.set("area_sports_ground_m2", 800).set("equipment_value_yuan", 250000).set("multimedia_rooms", 3).set("classes", 2);
    data.band(Stage::Primary, i == 0 ? "41_45" : "46_50").set("classes", 2);
  }
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  const auto all = priorities(*scene->assessment, scene->area(), scene->stage(Stage::Primary));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].school.value, 1U);
  // 0.8 teachers of arts: above the floor, short of 0.9.
  EXPECT_EQ(all[1].school.value, 0U);
}

TEST(Shortfalls, AreInRealUnits) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 500);
  data.set("teachers_backbone", 3.6).set("area_teaching_m2", 1938).set("area_indoor_sports_m2", 0).set("equipment_value_yuan", 914000);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  std::map<std::string, double> missing;
  for (const Shortfall& shortfall : shortfalls(*scene->assessment, Stage::Primary, 0))
    if (shortfall.missing)
      missing[scene->assessment->rules_of(Stage::Primary).indicators[shortfall.indicator].indicator->id] = *shortfall.missing;
  EXPECT_NEAR(missing.at("L2"), 1.4, 1e-9);
  EXPECT_NEAR(missing.at("L4"), 312, 1e-9);
  EXPECT_NEAR(missing.at("L6"), 86000, 1e-6);
}

}  // namespace
}  // namespace junheng::assess
