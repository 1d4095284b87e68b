#include "junheng/assess/diagnosis.h"

#include <gtest/gtest.h>

#include <array>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

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

TEST(Contributions, EqualSchoolsShareNothing) {
  const auto scene = five_schools(kPupils);
  for (const Contribution& school : contributions(*scene->assessment, scene->stage(Stage::Primary), books_slot(*scene))) EXPECT_EQ(school.cv2_share, 0);
}

TEST(Shortfalls, AreInRealUnits) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 500);
  data.set("teachers_backbone", 3.6).set("area_teaching_m2", 1938).set("area_indoor_sports_m2", 0).set("equipment_value_yuan", 914000);
  const auto scene = assess_scene(data.build(), built_in_standard("cn.quality-2017"));
  std::map<std::string, double> missing;
  for (const Shortfall& shortfall : shortfalls(*scene->assessment, Stage::Primary, 0))
    if (shortfall.missing) missing[scene->assessment->rules_of(Stage::Primary).indicators[shortfall.indicator].indicator->id] = *shortfall.missing;
  EXPECT_NEAR(missing.at("L2"), 1.4, 1e-9);
  EXPECT_NEAR(missing.at("L4"), 312, 1e-9);
  EXPECT_NEAR(missing.at("L6"), 86000, 1e-6);
}

}  // namespace
}  // namespace junheng::assess
