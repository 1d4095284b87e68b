// What tells of fewer than five pupils is not shown, nor what it could be worked out from.
#include "junheng/report/small_counts.h"

#include <gtest/gtest.h>

#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using nlohmann::json;

ViewScene masked(double first, double second, double third) {
  return ViewScene(scene_of(county_with_pupils(first, second, third), "cn.quality-2017"), Masking::SmallCountsHidden);
}

TEST(SmallCounts, FiveIsShownFourIsNot) {
  EXPECT_TRUE(is_small_count(4));
  EXPECT_TRUE(is_small_count(1));
  EXPECT_FALSE(is_small_count(5));
  EXPECT_FALSE(is_small_count(0));
}

TEST(SmallCounts, MeasuresThatCountPupils) {
  for (const char* measure : {"pupils", "boarders", "migrant_worker_pupils", "girls", "pupils_in_catchment"})
    EXPECT_TRUE(counts_pupils(measure)) << measure;
  for (const char* measure : {"teachers", "area_teaching_m2", "classes", "public_funds_quota_primary_yuan"})
    EXPECT_FALSE(counts_pupils(measure)) << measure;
}

TEST(SmallCounts, NothingIsHiddenWhereNoSchoolIsSmall) {
  const ViewScene scene = masked(100, 200, 5);
  EXPECT_FALSE(scene.small_counts.any());
  EXPECT_TRUE(scene.overview()["hidden"].empty());
  EXPECT_EQ(scene.schools()["pupils"], json::array({100, 200, 5}));
}

TEST(SmallCounts, NextSmallestIsHiddenTooSoThatTheTotalTellsNothing) {
  const ViewScene scene = masked(100, 200, 4);
  const json view = scene.schools();
  EXPECT_EQ(view["pupils"], json::array({nullptr, 200, nullptr}));
  EXPECT_EQ(view["hidden"], json::array({0, 2}));
  // Teachers and floor area per pupil would give the pupils away.
  EXPECT_EQ(view["values"]["L1"], json::array({nullptr, 10, nullptr}));
  EXPECT_EQ(scene.overview()["stages"][0]["pupils"], 304);
  EXPECT_EQ(scene.overview()["hidden"].size(), 1U);
}

TEST(SmallCounts, TwoSmallSchoolsHideEachOther) {
  const ViewScene scene = masked(3, 200, 4);
  EXPECT_EQ(scene.schools()["pupils"], json::array({nullptr, 200, nullptr}));
}

TEST(SmallCounts, TotalIsHiddenWhereASmallSchoolStandsAlone) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).stage(Stage::Primary).set("pupils", 3);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"), Masking::SmallCountsHidden);
  EXPECT_TRUE(scene.small_counts.hides_total(Stage::Primary));
  const json stage = scene.overview()["stages"][0];
  EXPECT_EQ(stage["pupils"], nullptr);
  for (const json& indicator : stage["indicators"]) EXPECT_EQ(indicator["pupils_valued"], nullptr);
}

TEST(SmallCounts, PageInputsAndFirstSchoolsLeaveThemOut) {
  const ViewScene scene = masked(100, 200, 4);
  const json page = scene.page("2133000003");
  EXPECT_EQ(page["stages"][0]["pupils"], nullptr);
  for (const json& cell : page["sources"]) {
    if (cell["measure"] == "pupils") {
      EXPECT_EQ(cell["value"], nullptr);
    }
  }
  EXPECT_EQ(page["history"][0]["pupils"], nullptr);
  EXPECT_FALSE(page["hidden"].empty());
  for (const json& indicator : page["stages"][0]["indicators"]) EXPECT_EQ(indicator["shortfall"], "") << indicator;
  const json inputs = json::parse(inputs_json(scene.input()));
  EXPECT_EQ(inputs["pupils"], json::array({nullptr, 200, nullptr}));
  EXPECT_EQ(inputs["values"]["pupils"], json::array({nullptr, 200, nullptr}));
  // What is not made of pupils stays.
  EXPECT_EQ(inputs["values"]["teachers_above_required"], json::array({10, 20, 3}));
  for (const json& school : scene.overview()["first_schools"]) EXPECT_EQ(school["school_id"], "2133000002");
}

TEST(SmallCounts, WhatIfDoesNotBringThemToLight) {
  const ViewScene scene = masked(100, 200, 4);
  const SchoolIndex school = *scene.scene->dataset.schools.find("2133000003");
  const assess::ValueChange change{school, Stage::Primary, "teachers_above_required", model::Quantity::of(8)};
  const auto after = scene.scene->assessor->reassess(scene.scene->area().area, std::span(&change, 1));
  const SmallCounts hidden(*after, after->areas.front(), Masking::SmallCountsHidden);
  const json view = json::parse(what_if_json({scene.input(), {&*after, &after->areas.front(), &hidden, Lang::En}}));
  ASSERT_EQ(view["schools"].size(), 1U);
  EXPECT_EQ(view["schools"][0]["values_before"]["L1"], nullptr);
  EXPECT_EQ(view["schools"][0]["values_after"]["L1"], nullptr);
}

}  // namespace
}  // namespace junheng::report
