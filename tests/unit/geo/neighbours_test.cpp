#include "junheng/geo/neighbours.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "junheng/core/codes.h"
#include "support/oracle_values.h"

namespace junheng::geo {
namespace {

using Lists = NeighbourLists;

/// On the equator, at whole degrees, one place held by two.
const std::vector<Position> kLine = {{0, 0}, {0, 1}, {0, 2}, {0, 2}, {0, 4}};

TEST(KNearest, TiesGoByNumberAndTheSamePlaceIsNearest) {
  // From 0: 1; then 2 and 3 alike. From 1: 0, 2 and 3 all at one degree. From 4: 2 and 3 at two.
  EXPECT_EQ(k_nearest(kLine, 1).value(), (Lists{{1}, {0}, {3}, {2}, {2}}));
  EXPECT_EQ(k_nearest(kLine, 2).value(), (Lists{{1, 2}, {0, 2}, {3, 1}, {2, 1}, {2, 3}}));
}

TEST(KNearest, FewerOthersThanAskedFor) {
  EXPECT_EQ(k_nearest(kLine, 9)->at(4), (std::vector<std::uint32_t>{2, 3, 1, 0}));
  EXPECT_EQ(k_nearest(std::vector<Position>{{3, 3}}, 2).value(), Lists{{}});
}

TEST(DistanceBand, LimitItselfCountsAndZeroTakesTheSamePlace) {
  const double degree_m = great_circle_m(kLine[0], kLine[1]);
  EXPECT_EQ(distance_band(kLine, degree_m).value(), (Lists{{1}, {0, 2, 3}, {3, 1}, {2, 1}, {}}));
  EXPECT_EQ(distance_band(kLine, 0).value(), (Lists{{}, {}, {3}, {2}, {}}));
}

// One degree of the equator is about 6371.0 km x pi / 180 = 111.195 km (geo/great_circle.h).
TEST(InverseDistanceWeights, OnePerNeighbourInItsOrder) {
  const std::vector<Position> line = {{0, 0}, {0, 1}, {0, 3}};
  const auto weights = inverse_distance_weights(line, k_nearest(line, 2).value()).value();
  const double degree_km = great_circle_m(line[0], line[1]) / 1000;
  EXPECT_NEAR(degree_km, 111.195, 0.001);
  ASSERT_EQ(weights.size(), 3U);
  EXPECT_NEAR(weights[0][0], 1 / degree_km, 1e-15);
  EXPECT_NEAR(weights[0][1], 1 / (3 * degree_km), 1e-15);
  EXPECT_NEAR(weights[2][0], 1 / (2 * degree_km), 1e-15);
}

TEST(InverseDistanceWeights, TheSamePlaceHasNoWeight) {
  const auto error = inverse_distance_weights(kLine, k_nearest(kLine, 1).value()).error();
  EXPECT_EQ(error.code, Code::PlacesCoincide);
  EXPECT_TRUE(inverse_distance_weights(kLine, NeighbourLists(kLine.size())).value()[2].empty()) << "without neighbours there is none";
}

TEST(GreatestDistance, OfAnyTwo) {
  EXPECT_NEAR(greatest_distance_m(kLine), great_circle_m({0, 0}, {0, 4}), 1e-6);
  EXPECT_EQ(greatest_distance_m(std::vector<Position>{{1, 1}}), 0);
}

TEST(Neighbours, BadInput) {
  const auto nearest = [](const std::vector<Position>& positions, std::size_t count) { return k_nearest(positions, count).error(); };
  EXPECT_EQ(nearest({}, 1).code, Code::EmptyInput);
  EXPECT_EQ(nearest(kLine, 0).code, Code::ParameterOutOfRange);
  const Error swapped = nearest({{34.27, 108.93}, {108.93, 34.27}}, 1);
  EXPECT_EQ(swapped.code, Code::CoordinateInvalid);
  EXPECT_EQ(swapped.message(Lang::En), "Point 2 has no valid position: latitude 108.93, longitude 34.27");
  EXPECT_EQ(distance_band({}, 1).error().code, Code::EmptyInput);
  EXPECT_EQ(distance_band(kLine, -1).error().code, Code::ParameterOutOfRange);
  EXPECT_EQ(distance_band(kLine, std::numeric_limits<double>::infinity()).error().code, Code::ParameterOutOfRange);
  EXPECT_EQ(distance_band(std::vector<Position>{{0, 181}}, 1).error().code, Code::CoordinateInvalid);
}

class NeighboursOracle : public ::testing::Test {
 protected:
  NeighboursOracle() {
    for (std::size_t i = 0; i < expected_["latitude"].size(); ++i)
      positions_.push_back({expected_["latitude"][i], expected_["longitude"][i]});
  }

  [[nodiscard]] std::vector<double> distances_from(std::size_t unit) const {
    std::vector<double> out;
    for (const Position& to : positions_) out.push_back(great_circle_m(positions_[unit], to));
    return out;
  }

  testing::OracleValues expected_{"unit/geo/oracles/neighbours"};
  std::vector<Position> positions_;
};

// All over the earth, about the poles and the date line, and in a province with several schools at one place.
TEST_F(NeighboursOracle, DistancesAgreeWithVectors) {
  testing::expect_near(distances_from(0), expected_["from_first"], 1e-3);
  testing::expect_near(distances_from(40), expected_["from_41st"], 1e-3);
  testing::expect_near(distances_from(positions_.size() - 1), expected_["from_last"], 1e-3);
}

TEST_F(NeighboursOracle, ListsAgreeWithAllPairs) {
  const auto nearest = k_nearest(positions_, 6).value();
  std::vector<std::uint32_t> flat;
  for (const auto& own : nearest) flat.insert(flat.end(), own.begin(), own.end());
  EXPECT_EQ(flat, expected_.indices("nearest"));
  const auto band = distance_band(positions_, 60000).value();
  flat.clear();
  std::vector<std::uint32_t> degrees;
  for (const auto& own : band) {
    degrees.push_back(static_cast<std::uint32_t>(own.size()));
    flat.insert(flat.end(), own.begin(), own.end());
  }
  EXPECT_EQ(degrees, expected_.indices("band_degrees"));
  EXPECT_EQ(flat, expected_.indices("band"));
}

}  // namespace
}  // namespace junheng::geo
