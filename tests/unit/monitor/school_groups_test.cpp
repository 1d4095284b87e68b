#include "junheng/monitor/school_groups.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using model::AreaLevel;
using testing::DatasetBuilder;

model::Dataset two_counties() {
  DatasetBuilder data;
  data.county("C2").school("S1", 211).setting(111).school("S2", 211).setting(220);
  data.county("C1").school("S3", 211).setting(123).school("S4", 211);
  return data.build();
}

const std::vector<SchoolIndex> kAll = {SchoolIndex(0U), SchoolIndex(1U), SchoolIndex(2U), SchoolIndex(3U)};

TEST(SchoolGroups, CountiesComeInTheOrderOfTheirCodes) {
  const model::Dataset data = two_counties();
  const auto levels = group_schools(data, kAll, {{AreaLevel::County}, false});
  ASSERT_TRUE(levels);
  EXPECT_EQ(levels->front().group_of, (std::vector<std::uint32_t>{1, 1, 0, 0}));
}

TEST(SchoolGroups, SettingsAreCityTownVillageAndNotGiven) {
  const model::Dataset data = two_counties();
  const auto levels = group_schools(data, kAll, {{}, true});
  ASSERT_TRUE(levels);
  EXPECT_EQ(levels->front().group_of, (std::vector<std::uint32_t>{0, 2, 1, 3}));
  EXPECT_EQ(levels->front().groups[2].setting, Setting::Village);
  EXPECT_EQ(levels->front().schools_without_area, 1U);
}

// C1 has a town school and one without setting, C2 a city school and a village school: settings inside each county, by code.
TEST(SchoolGroups, SettingsInsideCounties) {
  const model::Dataset data = two_counties();
  const auto levels = group_schools(data, kAll, {{AreaLevel::County}, true});
  ASSERT_TRUE(levels);
  ASSERT_EQ(levels->size(), 2U);
  EXPECT_EQ((*levels)[1].name, "setting");
  EXPECT_EQ((*levels)[1].group_of, (std::vector<std::uint32_t>{2, 3, 0, 1}));
  EXPECT_EQ((*levels)[1].groups[3].setting, Setting::Village);
  EXPECT_EQ((*levels)[1].groups[3].parent, 1U);
  EXPECT_EQ(data.areas.codes.at((*levels)[1].groups[3].area->value), "C2");
  EXPECT_TRUE(nested_groups(*levels, kAll.size())) << "each setting lies in one county";
}

TEST(SchoolGroups, WithoutACountryAllAreOne) {
  const model::Dataset data = two_counties();
  const auto levels = group_schools(data, kAll, {{AreaLevel::Country, AreaLevel::County}, false});
  ASSERT_TRUE(levels);
  EXPECT_TRUE(levels->front().is_whole_dataset);
  EXPECT_EQ(levels->front().groups.size(), 1U);
  EXPECT_EQ(levels->front().schools_without_area, 0U);
  EXPECT_FALSE((*levels)[1].is_whole_dataset);
}

TEST(SchoolGroups, LevelThatNoSchoolHasIsRefused) {
  const model::Dataset data = two_counties();
  const auto levels = group_schools(data, kAll, {{AreaLevel::Province, AreaLevel::County}, false});
  ASSERT_FALSE(levels);
  EXPECT_EQ(levels.error().code, Code::NoAreaOfGrouping);
}

TEST(SchoolGroups, DefaultIsWhatPartsTheSchools) {
  const model::Dataset data = two_counties();
  EXPECT_EQ(default_grouping(data, kAll).levels, (std::vector<AreaLevel>{AreaLevel::County}));
  EXPECT_TRUE(default_grouping(data, std::span(kAll).first(2)).levels.empty());
}

}  // namespace
}  // namespace junheng::monitor
