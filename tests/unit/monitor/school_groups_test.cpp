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
