#include "junheng/monitor/repeated_areas.h"

#include <gtest/gtest.h>

namespace junheng::monitor {
namespace {

using model::AreaLevel;

/// Province 0 with the cities 1 and 2; city 1 has the county 3 with the townships 4 and 5, city 2 the counties 6 and 7.
model::Dataset some_dataset() {
  model::Dataset dataset;
  const auto add = [&](std::string_view code, AreaLevel level, std::optional<std::size_t> parent) {
    dataset.areas.codes.push(code);
    dataset.areas.names.push(code);
    dataset.areas.levels.push_back(level);
    dataset.areas.parents.push_back(parent ? std::optional(AreaIndex(*parent)) : std::nullopt);
  };
  add("P", AreaLevel::Province, {});
  add("C1", AreaLevel::City, 0);
  add("C2", AreaLevel::City, 0);
  add("A1", AreaLevel::County, 1);
  add("A1-1", AreaLevel::Township, 3);
  add("A1-2", AreaLevel::Township, 3);
  add("A2", AreaLevel::County, 2);
  add("A3", AreaLevel::County, 2);
  dataset.areas.build_index();
  return dataset;
}

std::vector<std::size_t> repeated(const model::Dataset& dataset, const std::string& asked = {}) {
  std::vector<std::size_t> out;
  for (const AreaIndex area : repeated_areas(dataset, asked)) out.push_back(area.value);
  return out;
}

TEST(RepeatedAreas, CityOfOneCountyRepeatsIt) { EXPECT_EQ(repeated(some_dataset()), (std::vector<std::size_t>{1})); }

TEST(RepeatedAreas, AreaThatIsAskedForIsKept) { EXPECT_TRUE(repeated(some_dataset(), "C1").empty()); }

TEST(RepeatedAreas, AreaThatReportsItselfIsKept) {
  model::Dataset dataset = some_dataset();
  dataset.area_items.entries.push_back({AreaIndex(std::size_t{1}), 2020, "counties", {}});
  EXPECT_TRUE(repeated(dataset).empty());
}

TEST(RepeatedAreas, AreaWithSchoolsOfItsOwnIsKept) {
  model::Dataset dataset = some_dataset();
  dataset.schools.areas.emplace_back(std::size_t{1});
  EXPECT_TRUE(repeated(dataset).empty());
}

TEST(RepeatedAreas, CountyWithOneTownshipIsKept) {
  model::Dataset dataset;
  dataset.areas.codes.push("A");
  dataset.areas.names.push("A");
  dataset.areas.levels.push_back(AreaLevel::County);
  dataset.areas.parents.emplace_back();
  dataset.areas.codes.push("A1");
  dataset.areas.names.push("A1");
  dataset.areas.levels.push_back(AreaLevel::Township);
  dataset.areas.parents.emplace_back(AreaIndex(std::size_t{0}));
  dataset.areas.build_index();
  EXPECT_TRUE(repeated(dataset).empty());
}

TEST(RepeatedAreas, ResultsLoseThemInEveryYear) {
  Monitoring monitoring;
  MonitorResult result;
  for (const int year : {2023, 2024}) {
    MonitorYear each;
    each.year = SchoolYear{year};
    for (const std::size_t area : {0, 1, 3}) each.areas.push_back({AreaIndex(area), {}, {}, {}});
    result.years.push_back(each);
  }
  monitoring.results = {result};
  const Monitoring shown = without_areas(monitoring, {AreaIndex(std::size_t{1})});
  for (const MonitorYear& year : shown.results.front().years) {
    ASSERT_EQ(year.areas.size(), 2U);
    EXPECT_EQ(year.areas.back().area.value, 3U);
  }
}

}  // namespace
}  // namespace junheng::monitor
