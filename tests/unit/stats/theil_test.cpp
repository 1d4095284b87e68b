#include "junheng/stats/theil.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

// 1 and 3, mean 2: T = (1/2) (0.5 ln 0.5 + 1.5 ln 1.5), L = (1/2) (ln 2 + ln 2/3).
TEST(Theil, OneAndThreeByHand) {
  EXPECT_NEAR(theil_t(Values{1, 3}, {}).value(), (0.5 * std::log(0.5) + 1.5 * std::log(1.5)) / 2, 1e-15);
  EXPECT_NEAR(theil_l(Values{1, 3}, {}).value(), (std::log(2.0) + std::log(2.0 / 3)) / 2, 1e-15);
}

TEST(Theil, WeightsCountAsUnits) {
  EXPECT_NEAR(theil_t(Values{1, 5}, Values{3, 1}).value(), theil_t(Values{1, 1, 1, 5}, {}).value(), 1e-15);
  EXPECT_NEAR(theil_l(Values{1, 5}, Values{3, 1}).value(), theil_l(Values{1, 1, 1, 5}, {}).value(), 1e-15);
}

TEST(Theil, AllInOneHandIsLogOfN) { EXPECT_NEAR(theil_t(Values{0, 0, 0, 8}, {}).value(), std::log(4.0), 1e-15); }

TEST(Theil, AllEqualIsZero) {
  EXPECT_NEAR(theil_t(Values{0.1, 0.1, 0.1}, Values{3, 0.7, 11}).value(), 0, 1e-30);
  EXPECT_NEAR(theil_l(Values{0.1, 0.1, 0.1}, Values{3, 0.7, 11}).value(), 0, 1e-30);
}

// 1 +- d: T = d^2 / 2 + d^4 / 12 ..., L = d^2 / 2 + d^4 / 4 .... The textbook sums would be off in the third digit.
TEST(Theil, NearlyEqualValuesKeepTheirDigits) {
  const double d = 0x1p-24;
  EXPECT_NEAR(theil_t(Values{1 - d, 1 + d}, {}).value() / (d * d / 2), 1, 1e-13);
  EXPECT_NEAR(theil_l(Values{1 - d, 1 + d}, {}).value() / (d * d / 2), 1, 1e-13);
}

// The series ends and the closed form begins at a deviation of 5 %.
TEST(Theil, SeriesAndClosedFormMeet) {
  for (const double d : {0.0499999, 0.0500001}) {
    const double plus = std::log1p(d), minus = std::log1p(-d);
    EXPECT_NEAR(theil_t(Values{1 - d, 1 + d}, {}).value(), ((1 + d) * plus + (1 - d) * minus) / 2, 1e-16) << d;
    EXPECT_NEAR(theil_l(Values{1 - d, 1 + d}, {}).value(), -(plus + minus) / 2, 1e-16) << d;
  }
}

}  // namespace
}  // namespace junheng::stats
