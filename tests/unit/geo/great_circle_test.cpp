#include "junheng/geo/great_circle.h"

#include <gtest/gtest.h>

#include <limits>
#include <numbers>

namespace junheng::geo {
namespace {

TEST(GreatCircle, QuarterAndHalfOfTheEarthByHand) {
  constexpr double kHalf = std::numbers::pi * kEarthRadiusM;
  EXPECT_NEAR(great_circle_m({0, 0}, {0, 90}), kHalf / 2, 1e-6);
  EXPECT_NEAR(great_circle_m({90, 17}, {-90, -120}), kHalf, 1e-6);
  EXPECT_NEAR(great_circle_m({30, 40}, {-30, -140}), kHalf, 0.3) << "near the opposite place asin is flat";
  EXPECT_NEAR(great_circle_m({0, 179.5}, {0, -179.5}), kHalf / 180, 1e-6) << "over the date line";
  EXPECT_NEAR(great_circle_m({90, 0}, {90, 77}), 0, 1e-6) << "at the pole";
}

TEST(GreatCircle, IdenticalPlacesAndNearOnes) {
  EXPECT_EQ(great_circle_m({34.27, 108.93}, {34.27, 108.93}), 0);
  // One thousandth of a second of latitude: R * pi / 180 / 3,600,000 = 30.887 mm.
  EXPECT_NEAR(great_circle_m({34, 108}, {34 + 1 / 3.6e6, 108}), 0.0308872, 1e-6);
}

TEST(GreatCircle, SameBothWays) {
  EXPECT_EQ(great_circle_m({34.27, 108.93}, {39.9, 116.4}), great_circle_m({39.9, 116.4}, {34.27, 108.93}));
}

TEST(GreatCircle, Validity) {
  EXPECT_TRUE(is_valid({90, -180}));
  EXPECT_FALSE(is_valid({108.93, 34.27})) << "latitude and longitude swapped";
  EXPECT_FALSE(is_valid({0, 180.001}));
  EXPECT_FALSE(is_valid({std::numeric_limits<double>::quiet_NaN(), 0}));
}

}  // namespace
}  // namespace junheng::geo
