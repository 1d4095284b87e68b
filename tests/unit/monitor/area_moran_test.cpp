#include "junheng/monitor/area_moran.h"

#include <cstdlib>

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

const AreaNeighbours kTwoNearestOfEight = {{{1, 2}, {0, 2}, {1, 3}, {2, 4}, {3, 5}, {4, 6}, {5, 7}, {6, 5}}};

NeighbourRule nearest(std::size_t count) { return {count}; }

// Eight in a row, four of 1 and four of 2: z is -1/2 or 1/2, the lag of z the same for the outer three of each side and 0 for the two in
// the middle. Sum of z lag = 6/4, of z^2 = 2: I = 3/4; expected -1/7.
TEST(AreaMoran, TwoHalvesOfARowByHand) {
  const AreaMoran moran = area_moran(row_of({1, 1, 1, 1, 2, 2, 2, 2}), kTwoNearestOfEight, nearest(2), {});
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
  const AreaMoran moran = area_moran(row_of({1, 2, 3, 4, 5, 6, 7}), {}, nearest(2), {});
  ASSERT_TRUE(moran.undefined);
  EXPECT_EQ(moran.undefined->code, Code::TooFewPlaces);
}

TEST(AreaMoran, AllOthersAsNeighboursSayNothing) {
  const AreaMoran moran = area_moran(row_of({1, 2, 3, 4, 5, 6, 7, 8}), {}, nearest(7), {});
  ASSERT_TRUE(moran.undefined);
  EXPECT_EQ(moran.undefined->code, Code::ParameterOutOfRange);
}

// Means 1, 1, 1, 1, 2, 2, 2, 5 of which the last is an island: mean 15/8; z is -7/8 (four), 1/8 (three), 25/8. Only the ends of the chain
// have one neighbour. Lags of z: -7/8 for 0 to 2; of 3 (-7/8 + 1/8) / 2 = -3/8; of 4 the same; of 5 and 6 1/8.
// Sum z lag = 3 (49/64) + 21/64 - 3/64 + 2/64 = 167/64; sum z^2 = (4 * 49 + 3 + 625) / 64 = 824/64. I = (8 / 7) (167 / 824).
TEST(AreaMoran, IslandsAreNamedAndCountInTheMean) {
  const AreaNeighbours chain = {{{1}, {0, 2}, {1, 3}, {2, 4}, {3, 5}, {4, 6}, {5}, {}}};
  NeighbourRule rule;
  rule.within_km = 100;
  const AreaMoran moran = area_moran(row_of({1, 1, 1, 1, 2, 2, 2, 5}), chain, rule, {});
  ASSERT_FALSE(moran.undefined);
  EXPECT_NEAR(moran.i, 8.0 / 7 * 167 / 824, 1e-12);
  EXPECT_EQ(moran.placed, 8U);
  EXPECT_EQ(moran.areas.size(), 7U);
  EXPECT_EQ(moran.without_neighbours, (std::vector<AreaIndex>{AreaIndex(7)}));
  EXPECT_NEAR(moran.mean_neighbours, 12.0 / 8, 1e-12);
}

TEST(AreaMoran, AllOthersSaySomethingWhereTheNearerWeighMore) {
  AreaNeighbours all;
  for (std::uint32_t i = 0; i < 8; ++i) {
    all.lists.emplace_back();
    all.weights.emplace_back();
    for (std::uint32_t k = 0; k < 8; ++k)
      if (k != i) {
        all.lists.back().push_back(k);
        all.weights.back().push_back(1.0 / std::abs(static_cast<int>(k) - static_cast<int>(i)));
      }
  }
  NeighbourRule rule = nearest(7);
  rule.is_inverse_distance = true;
  const AreaMoran moran = area_moran(row_of({1, 1, 1, 1, 2, 2, 2, 2}), all, rule, {});
  ASSERT_FALSE(moran.undefined);
  // Weights of the first: 1, 1/2, 1/3 to its own half of 1, 1/4 ... 1/7 to the other: lag 1 + (319/420) / (363/140).
  EXPECT_NEAR(moran.areas[0].lag, 1 + (319.0 / 420) / (363.0 / 140), 1e-12);
  EXPECT_GT(moran.i, moran.expected);
}

// Eight areas have seven others.
TEST(AreaMoran, MoreNeighboursThanThereAreIsRefusedWhateverTheWeights) {
  NeighbourRule rule = nearest(8);
  rule.is_inverse_distance = true;
  const AreaMoran moran = area_moran(row_of({1, 2, 3, 4, 5, 6, 7, 8}), {}, rule, {});
  ASSERT_TRUE(moran.undefined);
  EXPECT_EQ(moran.undefined->code, Code::ParameterOutOfRange);
}

TEST(AreaMoran, EqualMeansHaveTheReason) {
  const AreaMoran moran = area_moran(row_of({1, 1, 1, 1, 1, 1, 1, 1}), kTwoNearestOfEight, nearest(2), {});
  ASSERT_TRUE(moran.undefined);
  EXPECT_EQ(moran.undefined->code, Code::NoVariation);
}

}  // namespace
}  // namespace junheng::monitor
