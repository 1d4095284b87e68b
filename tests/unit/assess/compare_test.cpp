// What moved between two assessments, on datasets small enough to judge by hand.
#include "junheng/assess/compare.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;
using junheng::testing::Scene;

/// A primary school of 100 pupils that meets every standard of 2017 but, with fewer than 7 teachers above the degree, L1 (4.2 at least,
/// floor 3.57).
void add_school(DatasetBuilder& data, const char* id, double teachers_above, int founder = 7) {
  data.school(id, 211, id)
      .founder(founder)
      .setting(121)
      .stage(Stage::Primary)
      .set("pupils", 100)
      .set("teachers_above_required", teachers_above);
  data.set("teachers_backbone", 2)
      .set("teachers_pe_arts", 2)
      .set("area_teaching_m2", 900)
      .set("area_indoor_sports_m2", 0)
      .set("area_sports_ground_m2", 900);
  data.set("equipment_value_yuan", 300000).set("multimedia_rooms", 4);
}

std::unique_ptr<Scene> county(double teachers_of_second, const std::string& standard, bool has_third = true) {
  DatasetBuilder data;
  data.county("330102", "县");
  add_school(data, "2133000001", 6);
  add_school(data, "2133000002", teachers_of_second);
  if (has_third) add_school(data, "2133000003", 6, 10);
  return assess_scene(data.build(), built_in_standard(standard));
}

const StageChange& primary(const std::vector<AreaChange>& changes) { return changes.front().stages.front(); }

TEST(Compare, NothingChangedListsNoSchool) {
  const auto scene = county(6, "cn.quality-2017");
  const auto changes = compare(*scene->assessment, *scene->assessment);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_TRUE(primary(changes).schools.empty());
  EXPECT_TRUE(changes.front().items.empty());
  EXPECT_TRUE(primary(changes).is_composite_comparable);
}

TEST(Compare, SchoolThatFallsBelowTheFloorFlips) {
  const auto before = county(6, "cn.quality-2017");
  const auto after = county(3, "cn.quality-2017");
  const auto changes = compare(*before->assessment, *after->assessment);
  ASSERT_EQ(primary(changes).schools.size(), 1U);
  EXPECT_EQ(primary(changes).schools.front().school_id, "2133000002");
  EXPECT_EQ(primary(changes).schools.front().verdict.before, Verdict::Met);
  EXPECT_EQ(primary(changes).schools.front().verdict.after, Verdict::Unmet);
  EXPECT_EQ(primary(changes).indicators.front().match, Match::Same);
  EXPECT_EQ(primary(changes).indicators.front().mean_before, 6);
  EXPECT_EQ(primary(changes).indicators.front().mean_after, 5);
}

TEST(Compare, SchoolOfOneSideIsNotOutsideTheOther) {
  const auto before = county(6, "cn.quality-2017");
  const auto after = county(6, "cn.quality-2017", false);
  const auto changes = compare(*before->assessment, *after->assessment);
  ASSERT_EQ(primary(changes).schools.size(), 1U);
  EXPECT_TRUE(primary(changes).schools.front().only_before);
  EXPECT_FALSE(primary(changes).schools.front().is_outside_other);
}

// The standard of 2012 sets no school standard and keeps private schools out (standards.md 1.4, 2.2).
TEST(Compare, StandardThatJudgesNoSchoolFlipsNone) {
  const auto before = county(3, "cn.quality-2017");
  const auto after = county(3, "cn.basic-2012");
  const auto changes = compare(*before->assessment, *after->assessment);
  const StageChange& stage = primary(changes);
  EXPECT_TRUE(stage.judges_schools_before);
  EXPECT_FALSE(stage.judges_schools_after);
  ASSERT_EQ(stage.schools.size(), 1U) << "only the private school, which does not enter under 2012";
  EXPECT_EQ(stage.schools.front().school_id, "2133000003");
  EXPECT_FALSE(stage.schools.front().verdict.is_flip());
  EXPECT_TRUE(stage.schools.front().only_before);
  EXPECT_TRUE(stage.schools.front().is_outside_other);
}

TEST(Compare, StandardsWithoutACommonIndicatorAreNotComparable) {
  const auto before = county(6, "cn.quality-2017");
  const auto after = county(6, "cn.basic-2012");
  const auto changes = compare(*before->assessment, *after->assessment);
  const StageChange& stage = primary(changes);
  EXPECT_FALSE(stage.is_composite_comparable);
  ASSERT_EQ(stage.indicators.size(), 15U);
  EXPECT_EQ(stage.indicators.front().match, Match::OnlyBefore);
  EXPECT_EQ(stage.indicators.back().match, Match::OnlyAfter);
  // P1 is the accreditation of 2012 in one standard and the school standard of the province in the other.
  const auto& items = changes.front().items;
  const auto p1 = std::ranges::find_if(items, [](const ItemChange& item) { return item.any().item->id == "P1"; });
  ASSERT_NE(p1, items.end());
  EXPECT_EQ(p1->match, Match::Redefined);
}

TEST(VerdictChange, SideWithoutAVerdictIsNoFlip) {
  EXPECT_FALSE((VerdictChange{Verdict::Met, std::nullopt}.is_flip()));
  EXPECT_FALSE((VerdictChange{std::nullopt, Verdict::Unmet}.is_flip()));
  EXPECT_FALSE((VerdictChange{Verdict::Met, Verdict::Met}.is_flip()));
  EXPECT_TRUE((VerdictChange{Verdict::Met, Verdict::Unknown}.is_flip()));
}

}  // namespace
}  // namespace junheng::assess
