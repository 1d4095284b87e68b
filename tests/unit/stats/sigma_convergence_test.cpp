#include "junheng/stats/sigma_convergence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "junheng/core/codes.h"
#include "support/oracle_values.h"

namespace junheng::stats {
namespace {

using testing::expect_near;

using Values = std::vector<double>;

TEST(SigmaConvergence, TwoPeriodsByHand) {
  // ln of 1, e^2: mean 1, deviation 1; of e, e: 0. Trend -1 over 2 years. The unit without weight does not count.
  const Values first = {1, std::exp(2.0), -4}, second = {std::exp(1.0), std::exp(1.0), 9}, weights = {1, 1, 0};
  const std::vector<Period> periods = {{2019, first, weights}, {2021, second, weights}};
  const auto found = sigma_convergence(periods).value();
  EXPECT_NEAR(found.dispersions[0].log_deviation, 1, 1e-15);
  EXPECT_NEAR(found.dispersions[1].log_deviation, 0, 1e-15);
  EXPECT_NEAR(found.log_deviation_trend.slope, -0.5, 1e-15);
  EXPECT_NEAR(found.cv_trend.slope, -std::tanh(1.0) / 2, 1e-15) << "(e^2 - 1) / (e^2 + 1)";
}

TEST(SigmaConvergence, BadInput) {
  const Values good = {1, 2}, zero = {1, 0};
  const auto code = [](const std::vector<Period>& periods) { return sigma_convergence(periods).error().code; };
  EXPECT_EQ(code({{2020, good, {}}}), Code::EmptyInput);
  EXPECT_EQ(code({{2020, good, {}}, {2020, good, {}}}), Code::ParameterOutOfRange);
  EXPECT_EQ(code({{std::numeric_limits<double>::quiet_NaN(), good, {}}, {2020, good, {}}}), Code::ParameterOutOfRange);
  EXPECT_EQ(code({{2020, good, {}}, {2021, zero, {}}}), Code::ZeroValue);
  EXPECT_EQ(code({{2020, good, zero}, {2021, good, Values{1}}}), Code::SizeMismatch);
}

TEST(SigmaConvergenceOracle, AgreesWithNumpy) {
  const testing::OracleValues expected("unit/stats/oracles/convergence");
  for (const char* name : {"sigma_alike", "sigma_weighted"}) {
    const Values weights = std::string(name) == "sigma_alike" ? Values{} : expected["w"];
    const std::vector<Period> periods = {
        {2015, expected["initial"], weights}, {2018, expected["middle"], weights}, {2021, expected["last"], weights}};
    const auto found = sigma_convergence(periods).value();
    Values log_deviations, cvs;
    for (const Dispersion& own : found.dispersions) {
      log_deviations.push_back(own.log_deviation);
      cvs.push_back(own.cv);
    }
    expect_near(log_deviations, expected[name], 1e-14);
    expect_near(cvs, expected[std::string(name) + "_cv"], 1e-14);
    expect_near({found.log_deviation_trend.slope, found.cv_trend.slope}, expected[std::string(name) + "_trends"], 1e-12);
  }
}

}  // namespace
}  // namespace junheng::stats
