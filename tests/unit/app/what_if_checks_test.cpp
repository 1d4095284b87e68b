// What checks/*.toml find in changed rows.
#include "junheng/app/what_if_checks.h"

#include <utility>

#include <gtest/gtest.h>

#include "unit/report/county_scene.h"

namespace junheng::app {
namespace {

model::Dataset school_of_27_teachers() {
  testing::DatasetBuilder data;
  data.country("CN").county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 400).set("classes", 10).set("teachers", 27).set("staff", 20).set("teachers_bachelor", 20);
  return data.build();
}

assess::ValueChange change(const char* measure, double value) {
  return {SchoolIndex(0), Stage::Primary, measure, model::Quantity::of(value)};
}

std::vector<report::ChangeWarning> warnings_of(model::Dataset data, const std::vector<assess::ValueChange>& changes, Lang lang = Lang::Zh) {
  const auto scene = report::scene_of(std::move(data), "cn.quality-2017");
  return change_warnings(*scene->assessment, changes, lang);
}

std::vector<report::ChangeWarning> warnings_of(model::Dataset data, const char* measure, double value) {
  return warnings_of(std::move(data), std::vector{change(measure, value)});
}

// 27 teachers of 20 staff are wrong as recorded: nothing that the changes bring about.
TEST(WhatIfChecks, PartAboveItsWholeIsNamedWithTheCell) {
  const auto found = warnings_of(school_of_27_teachers(), "teachers_bachelor", 999);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().issue.id(), "parts_of_teachers");
  EXPECT_EQ(found.front().measure, "teachers_bachelor");
  EXPECT_EQ(found.front().stage, Stage::Primary);
  EXPECT_EQ(found.front().issue.message(Lang::Zh), "一小（小学）的本科专任教师 999 大于专任教师 27");
  for (const auto& each : found) EXPECT_NE(each.issue.id(), "teachers_above_staff");
}

TEST(WhatIfChecks, PlausibleChangeHasNoWarning) {
  EXPECT_TRUE(warnings_of(school_of_27_teachers(), "teachers_bachelor", 22).empty());
  EXPECT_TRUE(warnings_of(school_of_27_teachers(), std::vector<assess::ValueChange>()).empty());
}

// 20 teachers with a bachelor's degree are recorded: 22 above the required degree differ from them, and 999 are more than all 27 teachers.
TEST(WhatIfChecks, TotalMayDifferFromWhatAddsUpToIt) {
  EXPECT_TRUE(warnings_of(school_of_27_teachers(), "teachers_above_required", 22).empty());
  const auto found = warnings_of(school_of_27_teachers(), "teachers_above_required", 999);
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

// Two classes of 41 to 45 hold 82 to 90 pupils; the 88 of the school do not fit one.
TEST(WhatIfChecks, BandsThatDoNotFitThePupilsAreNamedAtThePupils) {
  const auto built = [] {
    testing::DatasetBuilder data;
    data.country("CN").county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
    data.stage(Stage::Primary).set("pupils", 88).set("classes", 2);
    data.band(Stage::Primary, "41_45").set("classes", 2);
    return data.build();
  };
  const auto found = warnings_of(built(), {change("classes_41_to_45", 1), change("classes", 1)});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().issue.id(), "class_bands_pupils");
  EXPECT_EQ(found.front().measure, "pupils");
  EXPECT_EQ(found.front().issue.message(Lang::Zh).find("pupils"), std::string::npos);
  EXPECT_NE(found.front().issue.message(Lang::Zh).find("在校生数 88 人"), std::string::npos) << found.front().issue.message(Lang::Zh);
  EXPECT_TRUE(warnings_of(built(), {change("classes_41_to_45", 1), change("classes_46_to_50", 1)}).empty()) << "87 to 95";
}

// Two classes of 41 to 45 hold 90 pupils at most, whether the bands are typed or recorded.
TEST(WhatIfChecks, PupilsThatDoNotFitTheRecordedBandsAreNamed) {
  const auto built = [] {
    testing::DatasetBuilder data;
    data.country("CN").county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
    data.stage(Stage::Primary).set("pupils", 88).set("classes", 2);
    data.band(Stage::Primary, "41_45").set("classes", 2);
    return data.build();
  };
  EXPECT_TRUE(warnings_of(built(), "pupils", 90).empty());
  const auto found = warnings_of(built(), "pupils", 91);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().issue.id(), "class_bands_pupils");
}

// Columns stand in a message under the header of the reader's language.
TEST(WhatIfChecks, ColumnsAreNamedInTheLanguageOfTheReader) {
  const auto found = warnings_of(school_of_27_teachers(), {change("classes", 400), change("teachers", 1)}, Lang::Zh);
  ASSERT_FALSE(found.empty());
  for (const auto& warning : found) {
    const std::string message = warning.issue.message(Lang::Zh);
    for (const char* english : {"classes", "teachers", "pupils", "staff"}) EXPECT_EQ(message.find(english), std::string::npos) << message;
  }
}

}  // namespace
}  // namespace junheng::app
