#include "junheng/stats/nested_groups.h"

#include <gtest/gtest.h>

#include <vector>

#include "junheng/core/codes.h"

namespace junheng::stats {
namespace {

using Indices = std::vector<std::uint32_t>;

const Indices kProvinces = {0, 0, 0, 1};
const Indices kCounties = {2, 2, 0, 3};

TEST(NestedGroups, ParentsAreThoseOfTheObservations) {
  const std::vector<GroupLevel> levels = {{kProvinces, 2}, {kCounties, 5}};
  const auto groups = NestedGroups::create(levels).value();
  EXPECT_EQ(groups.level_count(), 2U);
  EXPECT_EQ(groups.observation_count(), 4U);
  EXPECT_EQ(groups.group_count(1), 5U);
  EXPECT_EQ(groups.parents(1)[2], 0U);
  EXPECT_EQ(groups.parents(1)[0], 0U);
  EXPECT_EQ(groups.parents(1)[3], 1U);
}

TEST(NestedGroups, FaultsHaveTheirCodes) {
  const auto code = [](std::vector<GroupLevel> levels) { return NestedGroups::create(levels).error().code; };
  const Indices none;
  const Indices three = {0, 0, 0};
  EXPECT_EQ(code({}), Code::EmptyInput);
  EXPECT_EQ(code({{none, 1}}), Code::EmptyInput);
  EXPECT_EQ(code({{kProvinces, 2}, {three, 1}}), Code::SizeMismatch);
  EXPECT_EQ(code({{kProvinces, 1}}), Code::GroupUnknown);
  EXPECT_EQ(code({{kCounties, 5}, {kProvinces, 2}}), Code::GroupsNotNested) << "innermost first";
  const Indices across = {0, 1, 1, 1};
  EXPECT_EQ(code({{kProvinces, 2}, {across, 2}}), Code::GroupsNotNested);
}

}  // namespace
}  // namespace junheng::stats
