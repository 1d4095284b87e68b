#include "junheng/report/what_if_view.h"

#include <gtest/gtest.h>

#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using nlohmann::json;

// G5 reads the sizes of classes from tables that no change of pupils reaches, G1 is reported, G4 counts pupils of schools.
TEST(WhatIf, TellsWhichItemsChangesDoNotReachAndWhy) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 104).set("classes", 2);
  data.class_of(1).set("pupils", 58);
  data.class_of(2).set("pupils", 46);
  data.item("G1", 1);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  const json result = json::parse(what_if_json({scene.input(), scene.input(), nullptr}));
  const auto reason = [&](std::string_view id) -> std::string {
    for (const json& each : result["not_recomputed"])
      if (each["id"] == id) return each["reason"];
    return {};
  };
  EXPECT_EQ(reason("G5"), "class sizes come from the table of classes or of class bands: a change of pupils does not tell of which class");
  EXPECT_EQ(reason("G1"), "reported for the county");
  EXPECT_EQ(reason("G4"), "");
}

}  // namespace
}  // namespace junheng::report
