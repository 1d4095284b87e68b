#include "junheng/stats/atkinson.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "junheng/core/codes.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

const Values kFour = {1, 2, 3, 4};

// Epsilon 2: the harmonic mean of 1, 2, 3, 4 is 1.92, the mean 2.5. The others by 50-digit arithmetic over the definition (Python's
// decimal).
TEST(Atkinson, FirstFourNumbers) {
  EXPECT_NEAR(atkinson(kFour, {}, 2).value(), 1 - 1.92 / 2.5, 1e-15);
  EXPECT_NEAR(atkinson(kFour, {}, 0.5).value(), 0.055585857369545244, 1e-15);
  EXPECT_NEAR(atkinson(kFour, {}, 1).value(), 0.11465446423974273, 1e-15);
  EXPECT_NEAR(atkinson(kFour, {}, 3).value(), 0.32950691606120492, 1e-15);
}

TEST(Atkinson, NoAversionIsZero) { EXPECT_EQ(atkinson(kFour, {}, 0).value(), 0); }

// 1 and 1 and 1 and 4: the geometric mean is 4^(1/4) = sqrt 2, the mean 1.75.
TEST(Atkinson, WeightsCountAsUnits) { EXPECT_NEAR(atkinson(Values{4, 1}, Values{1, 3}, 1).value(), 1 - 1.4142135623730951 / 1.75, 1e-15); }

TEST(Atkinson, ZeroIsTheWorstFromAversionOneUp) {
  EXPECT_EQ(atkinson(Values{0, 2}, {}, 1).value(), 1);
  EXPECT_EQ(atkinson(Values{0, 2}, {}, 3).value(), 1);
  // e = (sqrt 2 / 2)^2 = 0.5, mean 1.
  EXPECT_NEAR(atkinson(Values{0, 2}, {}, 0.5).value(), 0.5, 1e-15);
}

// 1 +- d: epsilon d^2 / 2 to the second order.
TEST(Atkinson, ZerosAloneHaveNoMeanToCompareWith) {
  for (const double epsilon : {0.5, 1.0, 2.0}) EXPECT_EQ(atkinson(Values{0, 0}, {}, epsilon).error().code, Code::ZeroMean) << epsilon;
  EXPECT_EQ(atkinson(Values{0, 3}, Values{1, 0}, 1).error().code, Code::ZeroMean) << "the other value has no weight";
}
TEST(Atkinson, NearlyEqualValuesKeepTheirDigits) {
  const double d = 0x1p-20;
  for (const double epsilon : {0.5, 1.0, 2.0})
    EXPECT_NEAR(atkinson(Values{1 - d, 1 + d}, {}, epsilon).value() / (epsilon * d * d / 2), 1, 1e-10);
}

TEST(Atkinson, EpsilonOutOfRangeIsNamed) {
  for (const double epsilon : {-0.5, 20.5, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_EQ(atkinson(kFour, {}, epsilon).error().code, Code::ParameterOutOfRange) << epsilon;
}

}  // namespace
}  // namespace junheng::stats
