// What checks/*.toml find in changed rows.
#include "junheng/app/what_if_checks.h"

#include <gtest/gtest.h>

#include "support/dataset_builder.h"

namespace junheng::app {
namespace {

model::Dataset school_of_27_teachers() {
  testing::DatasetBuilder data;
  data.country("CN").county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 400).set("classes", 10).set("teachers", 27).set("staff", 20).set("teachers_bachelor", 20);
  return data.build();
}

std::vector<report::ChangeWarning> warnings_of(const model::Dataset& data, const char* measure, double value) {
  const std::vector<assess::ValueChange> changes = {{SchoolIndex(0), Stage::Primary, measure, model::Quantity::of(value)}};
  return change_warnings(data, SchoolYear{data.stage_facts.years.front()}, changes);
}

// 27 teachers of 20 staff are wrong as recorded: nothing that the changes bring about.
TEST(WhatIfChecks, PartAboveItsWholeIsNamedWithTheCell) {
  const model::Dataset data = school_of_27_teachers();
  const auto found = warnings_of(data, "teachers_bachelor", 999);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().issue.id(), "parts_of_teachers");
  EXPECT_EQ(found.front().measure, "teachers_bachelor");
  EXPECT_EQ(found.front().stage, Stage::Primary);
  EXPECT_EQ(found.front().issue.message(Lang::Zh), "一小（小学）的本科专任教师 999 大于专任教师 27");
  for (const auto& each : found) EXPECT_NE(each.issue.id(), "teachers_above_staff");
}

TEST(WhatIfChecks, PlausibleChangeHasNoWarning) {
  const model::Dataset data = school_of_27_teachers();
  EXPECT_TRUE(warnings_of(data, "teachers_bachelor", 22).empty());
  EXPECT_TRUE(change_warnings(data, SchoolYear{2023}, {}).empty());
}

// 20 teachers with a bachelor's degree are recorded: 22 above the required degree differ from them, and 999 are more than all 27 teachers.
TEST(WhatIfChecks, TotalMayDifferFromWhatAddsUpToIt) {
  const model::Dataset data = school_of_27_teachers();
  EXPECT_TRUE(warnings_of(data, "teachers_above_required", 22).empty());
  const auto found = warnings_of(data, "teachers_above_required", 999);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().issue.id(), "parts_of_teachers");
}

// 380 of the 400 pupils live in the catchment: who leaves the school may be one of them.
TEST(WhatIfChecks, PartsThatMoveWithTheirWholeAreNoFault) {
  testing::DatasetBuilder data;
  data.country("CN").county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 400).set("pupils_in_catchment", 380).set("classes", 10).set("teachers", 27);
  EXPECT_TRUE(warnings_of(data.build(), "pupils", 370).empty());
}

// What is not recorded at all is looked at too.
TEST(WhatIfChecks, MeasureWithoutAColumnIsChecked) {
  const auto found = warnings_of(school_of_27_teachers(), "teachers_backbone", 30);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().issue.id(), "teachers_with_visitors");
}

}  // namespace
}  // namespace junheng::app
