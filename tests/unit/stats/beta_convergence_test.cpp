#include "junheng/stats/beta_convergence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "junheng/core/codes.h"
#include "support/oracle_values.h"

namespace junheng::stats {
namespace {

using testing::expect_near;

using Values = std::vector<double>;

TEST(BetaConvergence, ExactPowerByHand) {
  // last = initial^0.5 over 2 years: growth = -0.25 ln initial, slope -0.25, speed = -ln(1 - 0.5) / 2 = ln 2 / 2, half-life 2 years.
  const Values initial = {4, 9, 25};
  const Values last = {2, 3, 5};
  const auto found = beta_convergence(initial, last, 2, {}).value();
  EXPECT_NEAR(found.line.slope, -0.25, 1e-15);
  EXPECT_NEAR(found.line.intercept, 0, 1e-15);
  EXPECT_NEAR(found.line.r_squared, 1, 1e-15);
  EXPECT_NEAR(found.line.standard_error, 0, 1e-15);
  EXPECT_NEAR(*found.speed, std::log(2.0) / 2, 1e-15);
  EXPECT_NEAR(*found.half_life_years, 2, 1e-14);
}

TEST(BetaConvergence, DivergenceHasNoHalfLifeAndReversalNoSpeed) {
  const auto apart = beta_convergence(Values{2, 3, 5}, Values{4, 9, 25}, 2, {}).value();
  EXPECT_NEAR(apart.line.slope, 0.5, 1e-15);
  EXPECT_NEAR(*apart.speed, -std::log(2.0) / 2, 1e-15);
  EXPECT_FALSE(apart.half_life_years);
  // last = 1 / initial: slope * years = -2.
  const auto reversed = beta_convergence(Values{2, 4, 5}, Values{0.5, 0.25, 0.2}, 1, {}).value();
  EXPECT_NEAR(reversed.line.slope, -2, 1e-14);
  EXPECT_FALSE(reversed.speed);
  EXPECT_FALSE(reversed.half_life_years);
}

TEST(BetaConvergence, UnitsWithoutWeightDoNotCount) {
  const auto found = beta_convergence(Values{4, 9, 25, -1}, Values{2, 3, 5, 0}, 2, Values{1, 1, 1, 0}).value();
  EXPECT_NEAR(found.line.slope, -0.25, 1e-15);
  EXPECT_EQ(found.line.units, 3U);
}

TEST(BetaConvergence, BadInput) {
  const Values three = {1, 2, 3};
  EXPECT_EQ(beta_convergence({}, {}, 1, {}).error().code, Code::EmptyInput);
  EXPECT_EQ(beta_convergence(three, Values{1, 2}, 1, {}).error().code, Code::SizeMismatch);
  EXPECT_EQ(beta_convergence(three, Values{1, 0, 2}, 1, {}).error().code, Code::ZeroValue);
  EXPECT_EQ(beta_convergence(Values{1, -1, 2}, three, 1, {}).error().code, Code::NegativeValue);
  EXPECT_EQ(beta_convergence(three, three, 0, {}).error().code, Code::ParameterOutOfRange);
  EXPECT_EQ(beta_convergence(three, three, std::nan(""), {}).error().code, Code::ParameterOutOfRange);
  EXPECT_EQ(beta_convergence(three, three, 1, Values{1, 1, 0}).error().code, Code::TooFewUnits);
  EXPECT_EQ(beta_convergence(Values{2, 2, 2}, three, 1, {}).error().code, Code::NoVariation);
}

Values numbers_of(const BetaConvergence& found) {
  const FittedLine& line = found.line;
  return {line.intercept,
          line.slope,
          line.r_squared,
          line.standard_error,
          line.robust_standard_error,
          found.speed.value_or(-1),
          found.half_life_years.value_or(-1)};
}

TEST(BetaConvergenceOracle, AgreesWithStatsmodels) {
  const testing::OracleValues expected("unit/stats/oracles/convergence");
  expect_near(numbers_of(beta_convergence(expected["initial"], expected["last"], 6, {}).value()), expected["beta_alike"], 1e-12);
  expect_near(numbers_of(beta_convergence(expected["initial"], expected["last"], 6, expected["w"]).value()), expected["beta_weighted"],
              1e-12);
}

}  // namespace
}  // namespace junheng::stats
