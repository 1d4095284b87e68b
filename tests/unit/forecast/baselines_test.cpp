#include "junheng/forecast/baselines.h"

#include <gtest/gtest.h>

namespace junheng::forecast {
namespace {

GradeArray grades(std::initializer_list<double> pupils) {
  GradeArray out = filled(kNone);
  std::size_t g = 0;
  for (const double each : pupils) out[g++] = each;
  return out;
}

// The vignette of the R package enrollcast prints this history, these ratios and this projection (K is grade 0); 0.925 and 0.9678363 are
// the means of 95/100 and 99/110, and of 88/90 and 91/95.
TEST(GradeProgression, ThePrintedExample) {
  const std::vector<GradeArray> history = {grades({100, 90, 80}), grades({110, 95, 88}), grades({120, 99, 91})};
  const GradeArray ratios = mean_ratios(history, 3);
  EXPECT_NEAR(ratios[0], 0.9250000, 5e-8);
  EXPECT_NEAR(ratios[1], 0.9678363, 5e-8);
  EXPECT_TRUE(is_none(ratios[2]));
  const double entrants[] = {125, 130, 128};
  const auto path = progress(history.back(), ratios, 3, entrants);
  const double expected[3][3] = {{125, 111, 95.81579}, {130, 115.625, 107.42982}, {128, 120.25, 111.90607}};
  for (std::size_t ahead = 0; ahead < 3; ++ahead)
    for (std::size_t g = 0; g < 3; ++g) EXPECT_NEAR(path[ahead][g], expected[ahead][g], 5e-6) << ahead << " " << g;
}

TEST(Baselines, LastValueStands) {
  const std::vector<GradeArray> rows = {grades({10, 20}), grades({12, 18})};
  for (const GradeArray& row : baseline(Baseline::LastValue, rows, 3)) {
    EXPECT_EQ(row[0], 12);
    EXPECT_EQ(row[1], 18);
    EXPECT_TRUE(is_none(row[2]));
  }
}

// 10, 20, 30, 40, 50: a step of 10 a year. Falling 40, 30, 20, 10, 0 would go below nothing and stays at 0.
TEST(Baselines, TrendGoesOnAndEndsAtNothing) {
  std::vector<GradeArray> rows;
  for (int year = 0; year < 5; ++year) rows.push_back(grades({10.0 + 10 * year, 40.0 - 10 * year}));
  const auto path = baseline(Baseline::FiveYearTrend, rows, 2);
  EXPECT_NEAR(path[0][0], 60, 1e-9);
  EXPECT_NEAR(path[1][0], 70, 1e-9);
  EXPECT_EQ(path[0][1], 0);
}

// A grade that is not run in the last year is not forecast; pairs with an empty grade below count for nothing.
TEST(Baselines, WhatIsMissing) {
  const std::vector<GradeArray> rows = {grades({0, 5}), grades({4, 6}), grades({kNone, 8})};
  EXPECT_NEAR(mean_ratios(rows, 3)[0], 2, 1e-12);
  const auto path = baseline(Baseline::ThreeYearRatio, rows, 1);
  EXPECT_TRUE(is_none(path[0][0]));
  EXPECT_EQ(path[0][1], 8);
}

}  // namespace
}  // namespace junheng::forecast
