#include "junheng/forecast/regions.h"

#include <gtest/gtest.h>

#include "junheng/forecast/forecast.h"
#include "scene.h"

namespace junheng::forecast {
namespace {

using model::AreaLevel;
using testing::history_of;

/// Counties 330101 and 330102 in city 3301, 330103 in the province alone.
History three_counties() {
  History history = history_of({3, 6, 3, 1, 6}, [](std::size_t school, std::size_t year, std::size_t grade) {
    return 20.0 + 10 * static_cast<double>(school) + static_cast<double>((year * 7 + grade * 3 + school) % 5);
  });
  const AreaAbove city{AreaLevel::City, {"3301", "City"}};
  const AreaAbove province{AreaLevel::Province, {"33", "Province"}};
  history.above = {{city, province}, {city, province}, {province}};
  return history;
}

TEST(Regions, ACountyWithoutOneStandsForItself) {
  const Regions cities = regions_of(three_counties(), AreaLevel::City);
  ASSERT_EQ(cities.areas.size(), 2U);
  EXPECT_EQ(cities.areas[0].code, "3301");
  EXPECT_EQ(cities.areas[1].code, "330103");
  EXPECT_EQ(cities.of_county, (std::vector<std::uint32_t>{0, 0, 1}));
  EXPECT_EQ(cities.alone, std::vector<std::size_t>{2});
  EXPECT_EQ(regions_of(three_counties(), AreaLevel::Province).areas.size(), 1U);
}

TEST(Regions, CountiesOfAnArea) {
  const History history = three_counties();
  EXPECT_EQ(counties_in(history, "3301"), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(counties_in(history, "330103"), std::vector<std::size_t>{2});
  EXPECT_TRUE(counties_in(history, "44").empty());
}

// Flows and sums of schools of the cities are those of their counties; the regions together are everything.
TEST(Regions, TotalsAddUp) {
  const History history = three_counties();
  const Regions cities = regions_of(history, AreaLevel::City);
  ForecastOptions options;
  options.group_of = cities.of_county;
  const Forecast made = make_forecast(history, options);
  ASSERT_EQ(made.groups.size(), 2U);
  for (std::size_t ahead = 0; ahead < made.horizon; ++ahead) {
    EXPECT_NEAR(made.groups[0].all[ahead].middle, made.counties[0].all[ahead].middle + made.counties[1].all[ahead].middle, 0.01);
    EXPECT_NEAR(made.groups[1].all[ahead].middle, made.counties[2].all[ahead].middle, 0.01);
    EXPECT_NEAR(made.all[ahead].middle, made.groups[0].all[ahead].middle + made.groups[1].all[ahead].middle, 0.01);
    EXPECT_NEAR(total(made.groups[0].school_sum[ahead]),
                total(made.counties[0].school_sum[ahead]) + total(made.counties[1].school_sum[ahead]), 1e-9);
    // Counties do not err all together.
    EXPECT_LT(made.groups[0].all[ahead].high - made.groups[0].all[ahead].low,
              made.counties[0].all[ahead].high - made.counties[0].all[ahead].low + made.counties[1].all[ahead].high -
                  made.counties[1].all[ahead].low);
  }
}

// A part has the numbers that it has among the others.
TEST(Regions, APartIsForecastAsInTheWhole) {
  const History history = three_counties();
  const Forecast whole = make_forecast(history, {});
  const std::size_t chosen[] = {1};
  const History part = select_counties(history, chosen);
  ForecastOptions options;
  options.basis = &history;
  const Forecast made = make_forecast(part, options);
  ASSERT_EQ(made.counties.size(), 1U);
  ASSERT_EQ(part.schools.size(), 3U);
  for (std::size_t ahead = 0; ahead < made.horizon; ++ahead) {
    EXPECT_EQ(made.counties[0].all[ahead].low, whole.counties[1].all[ahead].low);
    for (std::size_t s = 0; s < 3; ++s)
      EXPECT_EQ(made.counties[0].schools.total[s * made.horizon + ahead].high,
                whole.counties[1].schools.total[s * made.horizon + ahead].high);
  }
}

}  // namespace
}  // namespace junheng::forecast
