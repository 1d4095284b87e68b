#include "junheng/monitor/area_chain.h"

#include <gtest/gtest.h>

namespace junheng::monitor {
namespace {

using model::AreaLevel;

/// Country 0, province 1, county 2 (no city between), township 3 of it, county 4 that stands alone.
model::Areas some_areas() {
  model::Areas areas;
  const auto add = [&](std::string_view code, AreaLevel level, std::optional<AreaIndex> parent) {
    areas.codes.push(code);
    areas.names.push(code);
    areas.levels.push_back(level);
    areas.parents.push_back(parent);
  };
  add("CN", AreaLevel::Country, std::nullopt);
  add("34", AreaLevel::Province, AreaIndex(std::size_t{0}));
  add("341881", AreaLevel::County, AreaIndex(std::size_t{1}));
  add("341881101", AreaLevel::Township, AreaIndex(std::size_t{2}));
  add("999999", AreaLevel::County, std::nullopt);
  areas.build_index();
  return areas;
}

std::vector<std::size_t> chain(std::size_t area) {
  std::vector<std::size_t> out;
  for (const AreaIndex each : area_chain(some_areas(), AreaIndex(area))) out.push_back(each.value);
  return out;
}

TEST(AreaChain, TownshipCountsInItsCountyAndWhatStandsAbove) { EXPECT_EQ(chain(3), (std::vector<std::size_t>{2, 1, 0})); }

TEST(AreaChain, CountyBeginsItsOwnChain) { EXPECT_EQ(chain(2), (std::vector<std::size_t>{2, 1, 0})); }

TEST(AreaChain, AreaAboveTheCountyBeginsItsOwnChain) { EXPECT_EQ(chain(1), (std::vector<std::size_t>{1, 0})); }

TEST(AreaChain, CountyWithoutParentStandsAlone) { EXPECT_EQ(chain(4), (std::vector<std::size_t>{4})); }

}  // namespace
}  // namespace junheng::monitor
