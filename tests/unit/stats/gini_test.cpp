#include "junheng/stats/gini.h"

#include <gtest/gtest.h>

#include <vector>

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

// 1, 2, 3, 4: the six differences add up to 10; both ways 20; over 2 * 16 * 2.5.
TEST(Gini, FirstFourNumbers) { EXPECT_NEAR(gini(Values{1, 2, 3, 4}, {}).value(), 0.25, 1e-15); }

TEST(Gini, AllInOneHandIsOneMinusOneOverN) { EXPECT_NEAR(gini(Values{0, 0, 0, 0, 9}, {}).value(), 0.8, 1e-15); }

// Three pupils with 1 and one with 5: pairs differ by 4 three times, both ways 24; over 2 * 16 * 2.
TEST(Gini, WeightsCountAsUnits) {
  EXPECT_NEAR(gini(Values{1, 5}, Values{3, 1}).value(), 0.375, 1e-15);
  EXPECT_NEAR(gini(Values{1, 1, 1, 5}, {}).value(), 0.375, 1e-15);
}

TEST(Gini, AllEqualIsZero) { EXPECT_NEAR(gini(Values{0.1, 0.1, 0.1}, Values{3, 0.7, 11}).value(), 0, 1e-30); }

TEST(Gini, OrderOfTheInputDoesNotMatter) {
  EXPECT_NEAR(gini(Values{0.3, 0.1, 0.1, 0.7}, Values{3, 1, 2, 5}).value(), gini(Values{0.1, 0.7, 0.3, 0.1}, Values{2, 5, 3, 1}).value(),
              1e-15);
}

// x = 1 +- d: the Gini is d / 2 exactly. The textbook sum would keep four digits here.
TEST(Gini, NearlyEqualValuesKeepTheirDigits) {
  const double d = 0x1p-40;
  EXPECT_NEAR(gini(Values{1 - d, 1 + d}, {}).value() / (d / 2), 1, 1e-10);
}

}  // namespace
}  // namespace junheng::stats
