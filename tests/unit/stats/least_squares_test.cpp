#include "junheng/stats/least_squares.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "junheng/core/codes.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

TEST(FitLine, FourPointsByHand) {
  // x 0 1 2 3, y 1 1 2 4: means 1.5 and 2, S = 5, sum (x - mx)(y - my) = 1.5 + 0.5 + 0 + 3 = 5, slope 1, intercept 0.5.
  // Residuals 0.5, -0.5, -0.5, 0.5: sum e^2 = 1 of 6; se = sqrt(1 / (2 * 5)); HC1: 4 / 2 * (2.25 + 0.25 + 0.25 + 2.25) / 4 / 25 = 0.1.
  const auto line = fit_line(Values{0, 1, 2, 3}, Values{1, 1, 2, 4}, {}).value();
  EXPECT_NEAR(line.slope, 1, 1e-15);
  EXPECT_NEAR(line.intercept, 0.5, 1e-15);
  EXPECT_NEAR(line.r_squared, 5.0 / 6, 1e-15);
  EXPECT_NEAR(line.standard_error, std::sqrt(0.1), 1e-15);
  EXPECT_NEAR(line.robust_standard_error, std::sqrt(0.1), 1e-15);
  EXPECT_EQ(line.units, 4U);
}

TEST(FitLine, UnitOfWeightsDoesNotMatterAndTwoUnitsHaveNoError) {
  const Values x = {0, 1, 2, 3}, y = {1, 1, 2, 4};
  const auto one = fit_line(x, y, Values{1, 2, 3, 4}).value();
  const auto ten = fit_line(x, y, Values{10, 20, 30, 40}).value();
  EXPECT_NEAR(one.standard_error, ten.standard_error, 1e-15);
  EXPECT_NEAR(one.robust_standard_error, ten.robust_standard_error, 1e-15);
  const auto two = fit_line(x, y, Values{0, 1, 0, 1}).value();
  EXPECT_NEAR(two.slope, 1.5, 1e-15);
  EXPECT_EQ(two.standard_error, 0);
  EXPECT_EQ(two.units, 2U);
}

TEST(FitLine, ConstantYIsExplainedInFull) {
  const auto line = fit_line(Values{0, 1, 2}, Values{3, 3, 3}, {}).value();
  EXPECT_EQ(line.slope, 0);
  EXPECT_EQ(line.r_squared, 1);
}

TEST(FitLine, BadInput) {
  EXPECT_EQ(fit_line({}, {}, {}).error().code, Code::EmptyInput);
  EXPECT_EQ(fit_line(Values{1, 2}, Values{1}, {}).error().code, Code::SizeMismatch);
  EXPECT_EQ(fit_line(Values{1, 2}, Values{1, std::nan("")}, {}).error().code, Code::NegativeWeight);
  EXPECT_EQ(fit_line(Values{1, 2}, Values{1, 2}, Values{1, 0}).error().code, Code::TooFewUnits);
  EXPECT_EQ(fit_line(Values{2, 2, 1}, Values{1, 2, 1}, Values{1, 1, 0}).error().code, Code::NoVariation);
}

}  // namespace
}  // namespace junheng::stats
