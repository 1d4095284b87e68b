#include "junheng/monitor/area_moran.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"

namespace junheng::monitor {
namespace {

using stats::MoranQuadrant;

AreaPlaces row_of(std::vector<double> means) {
  AreaPlaces places;
  for (std::size_t i = 0; i < means.size(); ++i) places.areas.push_back({AreaIndex(i), means[i], static_cast<double>(i), 100});
  return places;
}

const std::vector<std::vector<std::uint32_t>> kTwoNearestOfEight = {{1, 2}, {0, 2}, {1, 3}, {2, 4}, {3, 5}, {4, 6}, {5, 7}, {6, 5}};

// Eight in a row, four of 1 and four of 2: z is -1/2 or 1/2, the lag of z the same for the outer three of each side and 0 for the two in
// the middle. Sum of z lag = 6/4, of z^2 = 2: I = 3/4; expected -1/7.
TEST(AreaMoran, TwoHalvesOfARowByHand) {
  const AreaMoran moran = area_moran(row_of({1, 1, 1, 1, 2, 2, 2, 2}), kTwoNearestOfEight, 2, {});
  ASSERT_FALSE(moran.undefined);
  EXPECT_NEAR(moran.i, 0.75, 1e-12);
  EXPECT_NEAR(moran.expected, -1.0 / 7, 1e-12);
  ASSERT_EQ(moran.areas.size(), 8U);
  EXPECT_EQ(moran.areas[0].quadrant, MoranQuadrant::LowLow);
  EXPECT_NEAR(moran.areas[0].lag, 1, 1e-12);
  EXPECT_NEAR(moran.areas[3].lag, 1.5, 1e-12);
  EXPECT_EQ(moran.areas[7].quadrant, MoranQuadrant::HighHigh);
}

TEST(AreaMoran, SevenAreasAreTooFew) {
  const AreaMoran moran = area_moran(row_of({1, 2, 3, 4, 5, 6, 7}), {}, 2, {});
  ASSERT_TRUE(moran.undefined);
  EXPECT_EQ(moran.undefined->code, Code::TooFewPlaces);
}

TEST(AreaMoran, AllOthersAsNeighboursSayNothing) {
  const AreaMoran moran = area_moran(row_of({1, 2, 3, 4, 5, 6, 7, 8}), {}, 7, {});
  ASSERT_TRUE(moran.undefined);
  EXPECT_EQ(moran.undefined->code, Code::ParameterOutOfRange);
}

TEST(AreaMoran, EqualMeansHaveTheReason) {
  const AreaMoran moran = area_moran(row_of({1, 1, 1, 1, 1, 1, 1, 1}), kTwoNearestOfEight, 2, {});
  ASSERT_TRUE(moran.undefined);
  EXPECT_EQ(moran.undefined->code, Code::NoVariation);
}

}  // namespace
}  // namespace junheng::monitor
