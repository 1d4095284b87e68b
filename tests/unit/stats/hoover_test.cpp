#include "junheng/stats/hoover.h"

#include <gtest/gtest.h>

#include <vector>

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

// 1, 2, 3, 4 about 2.5: deviations 1.5, 0.5, 0.5, 1.5 add up to 4, over 2 * 10.
TEST(Hoover, FirstFourNumbers) { EXPECT_NEAR(hoover(Values{1, 2, 3, 4}, {}).value(), 0.2, 1e-15); }

// Three pupils with 1, one with 5, mean 2: 3 + 3 = 6 over 2 * 8.
TEST(Hoover, WeightsCountAsUnits) { EXPECT_NEAR(hoover(Values{5, 1}, Values{1, 3}).value(), 0.375, 1e-15); }

TEST(Hoover, AllInOneHandIsOneMinusOneOverN) { EXPECT_NEAR(hoover(Values{0, 0, 0, 4}, {}).value(), 0.75, 1e-15); }

}  // namespace
}  // namespace junheng::stats
