// The page of a school under limits that differ by setting: cn.shaanxi-basic asks of a city school 21 pupils for one of its staff, of one
// in a town or village 23 (standards.md 1.5).
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

}  // namespace
}  // namespace junheng::report
