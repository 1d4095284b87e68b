#include "junheng/stats/normal_distribution.h"

#include <gtest/gtest.h>

namespace junheng::stats {
namespace {

// Abramowitz and Stegun, table 26.5 and Python's statistics.NormalDist (Wichura's AS 241).
TEST(NormalQuantile, TableValues) {
  EXPECT_NEAR(normal_quantile(0.5), 0, 1e-16);
  EXPECT_NEAR(normal_quantile(0.975), 1.9599639845400536, 1e-14);
  EXPECT_NEAR(normal_quantile(0.025), -1.9599639845400536, 1e-14);
  EXPECT_NEAR(normal_quantile(0.95), 1.6448536269514715, 1e-14);
  EXPECT_NEAR(normal_quantile(0.8413447460685429), 1, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-10), -6.361340902404055, 1e-13);
}

TEST(NormalCdf, TableValues) {
  EXPECT_EQ(normal_cdf(0), 0.5);
  EXPECT_NEAR(normal_cdf(1), 0.8413447460685429, 1e-15);
  EXPECT_NEAR(normal_cdf(-1.9599639845400545), 0.025, 1e-15);
}

TEST(NormalCdf, UndoesTheQuantile) {
  for (const double p : {1e-300, 1e-8, 0.001, 0.1, 0.4999, 0.7, 0.999}) EXPECT_NEAR(normal_cdf(normal_quantile(p)) / p, 1, 1e-12) << p;
}

}  // namespace
}  // namespace junheng::stats
