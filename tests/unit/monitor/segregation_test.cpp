#include "junheng/monitor/segregation.h"

#include <cmath>

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

Segregation segregation_of(testing::DatasetBuilder& builder, const std::vector<std::string>& groups) {
  const auto standard = testing::built_in_standard("cn.quality-2017");
  const model::Dataset data = builder.build();
  return segregation_by_level({&data, &standard->pack, SchoolYear{2024}, Stage::Primary, "pupils", {}, {}}, groups,
                              {{model::AreaLevel::County}, false});
}

Segregation girls_of(testing::DatasetBuilder& builder) { return segregation_of(builder, {"girls"}); }

void add(testing::DatasetBuilder& data, std::string_view id, double girls, double pupils) {
  data.school(id, 211).stage(Stage::Primary).set("pupils", pupils).grade(1).set("pupils", pupils).set("girls", girls);
}

// Girls only in one county, boys only in the other: D = H = 1, M = ln 2, all of it between counties.
TEST(Segregation, ApartByCountyIsCompleteAndBetween) {
  testing::DatasetBuilder data;
  data.county("C1");
  add(data, "S1", 10, 10);
  data.county("C2");
  add(data, "S2", 0, 10);
  const Segregation girls = girls_of(data);
  ASSERT_FALSE(girls.undefined);
  EXPECT_NEAR(girls.dissimilarity, 1, 1e-12);
  EXPECT_NEAR(girls.parts.total().h, 1, 1e-12);
  EXPECT_NEAR(girls.parts.total().m, std::log(2.0), 1e-12);
  ASSERT_EQ(girls.parts.between.size(), 1U);
  EXPECT_NEAR(girls.parts.between[0].h, 1, 1e-12);
}

// One county, 8 of 10 girls and 2 of 10: D = (8/10 - 2/10 + 8/10 - 2/10) / 2 = 0.6, all within.
TEST(Segregation, WithinOneCountyByHand) {
  testing::DatasetBuilder data;
  data.county("C1");
  add(data, "S1", 8, 10);
  add(data, "S2", 2, 10);
  const Segregation girls = girls_of(data);
  ASSERT_FALSE(girls.undefined);
  EXPECT_NEAR(girls.dissimilarity, 0.6, 1e-12);
  EXPECT_NEAR(girls.parts.between[0].h, 0, 1e-12);
  EXPECT_EQ(girls.group_pupils, (std::vector<double>{10}));
  EXPECT_NEAR(girls.whole.h, girls.parts.total().h, 1e-15);
}

TEST(Segregation, SchoolsWithGapsAndTooManyAreLeftOutWithTheReason) {
  testing::DatasetBuilder data;
  data.county("C1");
  add(data, "S1", 8, 10);
  add(data, "S2", 2, 10);
  add(data, "S3", 11, 10);
  data.school("S4", 211).stage(Stage::Primary).set("pupils", 20).grade(1).set("pupils", 10).set("girls", 5);
  data.school("S5", 211).stage(Stage::Primary).set("pupils", 20);
  const Segregation girls = girls_of(data);
  EXPECT_EQ(girls.schools, 2U);
  ASSERT_EQ(girls.without_value.size(), 3U);
}

void add_three(testing::DatasetBuilder& data, std::string_view id, double migrants, double left_behind, double pupils) {
  auto& row = data.school(id, 211).stage(Stage::Primary).set("pupils", pupils).grade(1).set("pupils", pupils);
  row.set("migrant_pupils", migrants).set("left_behind_pupils", left_behind);
}

// Three groups of ten pupils, each in a school of its own: D = H = 1, M = ln 3. Two counties of one and two schools: between them the
// groups are 10 : 0 : 0 against 0 : 10 : 10, M = 1/3 ln 3 + 2/3 ln(3/2); within the second 2/3 ln 2.
TEST(Segregation, ThreeGroupsApartByHand) {
  testing::DatasetBuilder data;
  data.county("C1");
  add_three(data, "S1", 10, 0, 10);
  data.county("C2");
  add_three(data, "S2", 0, 10, 10);
  add_three(data, "S3", 0, 0, 10);
  const Segregation found = segregation_of(data, {"migrant_pupils", "left_behind_pupils"});
  ASSERT_FALSE(found.undefined);
  EXPECT_EQ(found.id(), "migrant_pupils+left_behind_pupils");
  EXPECT_EQ(found.group_pupils, (std::vector<double>{10, 10}));
  EXPECT_EQ(found.pupils, 30);
  EXPECT_NEAR(found.dissimilarity, 1, 1e-12);
  EXPECT_NEAR(found.whole.m, std::log(3.0), 1e-12);
  EXPECT_NEAR(found.whole.h, 1, 1e-12);
  EXPECT_NEAR(found.parts.between[0].m, std::log(3.0) / 3 + 2 * std::log(1.5) / 3, 1e-12);
  EXPECT_NEAR(found.parts.within.m, 2 * std::log(2.0) / 3, 1e-12);
}

TEST(Segregation, GroupsThatExceedThePupilsTogetherLeaveTheSchoolOut) {
  testing::DatasetBuilder data;
  data.county("C1");
  add_three(data, "S1", 8, 2, 10);
  add_three(data, "S2", 2, 3, 10);
  add_three(data, "S3", 6, 6, 10);
  const Segregation found = segregation_of(data, {"migrant_pupils", "left_behind_pupils"});
  EXPECT_EQ(found.schools, 2U);
  ASSERT_EQ(found.without_value.size(), 1U);
  EXPECT_EQ(found.without_value[0].absence, model::Absence::Rejected);
}

TEST(Segregation, NoColumnHasTheReason) {
  testing::DatasetBuilder data;
  data.county("C1").school("S1", 211).stage(Stage::Primary).set("pupils", 20);
  const Segregation girls = girls_of(data);
  ASSERT_TRUE(girls.undefined);
  EXPECT_EQ(girls.undefined->code, Code::MeasureWithoutValues);
}

TEST(Segregation, OnlyMigrantAndLeftBehindPupilsShareNoPupil) {
  const std::vector<std::string> one = {"girls"};
  const std::vector<std::string> by_parents = {"migrant_pupils", "left_behind_pupils"};
  const std::vector<std::string> girls = {"girls", "boarders"};
  const std::vector<std::string> inclusive = {"migrant_pupils", "inclusive_pupils"};
  EXPECT_TRUE(are_disjoint_groups(one));
  EXPECT_TRUE(are_disjoint_groups(by_parents));
  EXPECT_FALSE(are_disjoint_groups(girls));
  EXPECT_FALSE(are_disjoint_groups(inclusive));
}

}  // namespace
}  // namespace junheng::monitor
