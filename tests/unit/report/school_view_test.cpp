// The page of a school under limits that differ by setting: cn.shaanxi-basic asks of a city school 21 pupils for one of its staff, of one
// in a town or village 23 (standards.md 1.5).
#include <map>

#include <gtest/gtest.h>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"
#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using nlohmann::json;

/// 22 pupils for one of the staff everywhere.
std::unique_ptr<testing::Scene> schools_by_setting(const std::vector<int>& settings) {
  testing::DatasetBuilder data;
  data.county("610102");
  int number = 0;
  for (const int setting : settings) {
    data.school("S" + std::to_string(++number), 211).setting(setting);
    data.stage(Stage::Primary).set("pupils", 220).set("staff", 10);
  }
  return testing::assess_scene(data.build(), testing::built_in_standard("cn.shaanxi-basic"));
}

json staffing_of(const ViewScene& scene, std::string_view school) {
  const json page = scene.page(school);
  for (const json& indicator : page["stages"][0]["indicators"])
    if (indicator["id"] == "N4") return indicator;
  return {};
}

TEST(SchoolPageLimits, AreThoseOfTheSchoolsOwnSetting) {
  const ViewScene scene(schools_by_setting({111, 121, 220, 0}));
  EXPECT_EQ(staffing_of(scene, "S1")["standard"], 21);
  EXPECT_EQ(staffing_of(scene, "S1")["state"], "unmet");
  for (const char* school : {"S2", "S3"}) {
    EXPECT_EQ(staffing_of(scene, school)["standard"], 23) << school;
    EXPECT_EQ(staffing_of(scene, school)["state"], "met") << school;
  }
  // Without a setting either may hold.
  EXPECT_EQ(staffing_of(scene, "S4")["standard"], nullptr);
  EXPECT_EQ(staffing_of(scene, "S4")["state"], "unknown");
}

/// 200 pupils of a school and 100 of its campus.
std::unique_ptr<testing::Scene> school_with_campus() {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("A", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 200).set("teachers_above_required", 9);
  data.school("B", 211, "一小东校区").founder(7).setting(121).campus_of(0);
  data.stage(Stage::Primary).set("pupils", 100).set("teachers_above_required", 5);
  return testing::assess_scene(data.build(), testing::built_in_standard("cn.quality-2017"));
}

TEST(SchoolPageCampuses, AreNamedWithTheCellsThatAreTheirs) {
  const ViewScene scene(school_with_campus());
  const json page = scene.page("A");
  EXPECT_EQ(page["campuses"], json::parse(R"([{"school_id": "B", "name": "一小东校区"}])"));
  EXPECT_EQ(page["campus_of"], nullptr);
  EXPECT_EQ(page["stages"][0]["pupils"], 300);
  std::map<std::string, double> pupils;
  for (const json& cell : page["sources"])
    if (cell["measure"] == "pupils") pupils[cell.value("campus", "")] = cell["value"];
  EXPECT_EQ(pupils, (std::map<std::string, double>{{"", 200}, {"一小东校区", 100}}));
}

TEST(SchoolPageCampuses, PageOfACampusNamesItsSchool) {
  const json page = ViewScene(school_with_campus()).page("B");
  EXPECT_TRUE(page["campuses"].empty());
  EXPECT_EQ(page["campus_of"]["school_id"], "A");
  EXPECT_EQ(page["campus_of"]["name"], "一小");
}

TEST(Inputs, TellOfACampusItsSchool) {
  const json inputs = ViewScene(school_with_campus()).inputs();
  EXPECT_EQ(inputs["school_id"], json::array({"A", "B"}));
  EXPECT_EQ(inputs["campus_of"], json::array({nullptr, "A"}));
}

TEST(SchoolPage, TellsTheCountyItemsThatTheSchoolKeepsFromBeingMet) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 104).set("classes", 2);
  data.class_of(1).set("pupils", 58);
  data.class_of(2).set("pupils", 46);
  data.school("2133000002", 211, "二小").founder(7).setting(121).stage(Stage::Primary).set("pupils", 40).set("classes", 1);
  data.class_of(1).set("pupils", 40);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"));
  const nlohmann::json items = scene.page("2133000001")["items"];
  ASSERT_EQ(items.size(), 1U) << items;
  EXPECT_EQ(items[0]["id"], "G5");
  EXPECT_EQ(items[0]["stage"], "primary");
  EXPECT_EQ(items[0]["verdict"], "unmet");
  EXPECT_EQ(items[0]["text"], "2 classes above 45 pupils");
  // Two of the county's three classes, none allowed.
  EXPECT_EQ(items[0]["county_value"], "2 of 3 classes above the limit");
  EXPECT_EQ(items[0]["county_limit"], "0 allowed");
  EXPECT_TRUE(scene.page("2133000002")["items"].empty());
}

}  // namespace
}  // namespace junheng::report
