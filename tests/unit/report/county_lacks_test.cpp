// What the schools of a county lack: cn.quality-2017 asks a primary school for 4.2 teachers above the required degree per 100 pupils (L1)
// and 4.5 m2 of teaching rooms per pupil (L4).
#include "junheng/report/county_lacks.h"

#include <gtest/gtest.h>

#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using nlohmann::json;

json lacks_of(const ViewScene& scene) { return json::parse(scene.shown(county_lacks_json)); }

// 300 pupils need 12.6 such teachers; there are 3, so 9.6 and in whole persons 10 are missing. Of rooms there are 5 m2 per pupil.
TEST(CountyLacks, EachSchoolTellsWhatIsMissing) {
  const json view = lacks_of(ViewScene(scene_of(county_with_pupils(100, 200, 300), "cn.quality-2017")));
  EXPECT_EQ(view["school_id"], (json{"2133000001", "2133000002", "2133000003"}));
  EXPECT_EQ(view["stage"], (json{"primary", "primary", "primary"}));
  ASSERT_EQ(view["lacks"]["L1"].size(), 3U);
  const std::string lacking = view["lacks"]["L1"][2];
  EXPECT_EQ(lacking.substr(0, 3), "10 ") << lacking;
  EXPECT_EQ(view["lacks"]["L4"], (json{"", "", ""}));
  const std::string all = view["to_mend"][2];
  EXPECT_NE(all.find("L1 " + lacking), std::string::npos) << all;
}

// Of 3 pupils at a school without rooms 13.5 m2 are missing: told in full, and hidden where their number is.
TEST(CountyLacks, WhatASmallSchoolLacksIsHiddenWithItsPupils) {
  const auto scene = [] {
    testing::DatasetBuilder data;
    data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
    data.stage(Stage::Primary).set("pupils", 3).set("area_teaching_m2", 0).set("area_indoor_sports_m2", 0);
    return scene_of(data.build(), "cn.quality-2017");
  };
  const json full = lacks_of(ViewScene(scene()));
  EXPECT_EQ(full["lacks"]["L4"][0].get<std::string>().substr(0, 4), "13.5");
  EXPECT_NE(full["to_mend"][0], "");
  const json hidden = lacks_of(ViewScene(scene(), Masking::SmallCountsHidden));
  EXPECT_EQ(hidden["lacks"]["L4"][0], "");
  EXPECT_EQ(hidden["to_mend"][0], "");
}

TEST(CountyLacks, OfHiddenSchoolsNothingIsToldThatPupilsArePartOf) {
  const ViewScene scene(scene_of(county_with_pupils(100, 200, 3), "cn.quality-2017"), Masking::SmallCountsHidden);
  const json view = lacks_of(scene);
  EXPECT_EQ(view["school_id"].size(), 3U);
  for (const char* indicator : {"L1", "L4"}) EXPECT_EQ(view["lacks"][indicator][2], "") << indicator;
  EXPECT_EQ(view["to_mend"][2], "");
}

/// A school of two classes of 46 to 50 pupils, of which class size (G5) allows none.
std::unique_ptr<testing::Scene> school_of_large_classes(double pupils) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", pupils).set("classes", 2);
  data.band(Stage::Primary, "46_50").set("classes", 2);
  return scene_of(data.build(), "cn.quality-2017");
}

/// What the list `items` tells of class size.
json class_size_of(const json& view) {
  for (const json& each : view["items"])
    if (each["id"] == "G5") return each;
  return {};
}

TEST(CountyLacks, ItemsThatASchoolKeepsFromBeingMetAreTold) {
  const json told = class_size_of(lacks_of(ViewScene(school_of_large_classes(96))));
  ASSERT_FALSE(told.is_null());
  EXPECT_EQ(told["school_id"], "2133000001");
  EXPECT_EQ(told["school"], "一小");
  EXPECT_EQ(told["stage"], "primary");
  EXPECT_EQ(told["verdict"], "unmet");
  EXPECT_EQ(told["text"], "2 classes above 45 pupils");
  EXPECT_EQ(class_size_of(lacks_of(ViewScene(school_of_large_classes(96), Masking::Full, Lang::Zh)))["text"], "2 个班超过 45 人");
}

TEST(CountyLacks, ItemsOfAHiddenSchoolHaveNoText) {
  const json told = class_size_of(lacks_of(ViewScene(school_of_large_classes(3), Masking::SmallCountsHidden)));
  ASSERT_FALSE(told.is_null());
  EXPECT_EQ(told["verdict"], "unmet");
  EXPECT_EQ(told["text"], "");
  EXPECT_EQ(class_size_of(lacks_of(ViewScene(school_of_large_classes(3))))["text"], "2 classes above 45 pupils");
}

}  // namespace
}  // namespace junheng::report
