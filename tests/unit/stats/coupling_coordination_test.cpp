#include "junheng/stats/coupling_coordination.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "junheng/core/codes.h"
#include "support/oracle_values.h"

namespace junheng::stats {
namespace {

using testing::expect_near;

TEST(CouplingCoordination, TwoSubsystemsByHand) {
  // 0.4 and 0.9: C = 2 * 0.6 / 1.3 = 12/13, T = 0.65, D = sqrt(12/13 * 0.65) = sqrt(0.6). Alike: C 1, D = sqrt(0.25). One or all at 0.
  const std::vector<Column> scores = {{0.4, 0.25, 0, 0}, {0.9, 0.25, 0.8, 0}};
  const auto found = coupling_coordination(scores, std::vector<double>{3, 3}).value();
  EXPECT_NEAR(*found.coupling[0], 12.0 / 13, 1e-15);
  EXPECT_NEAR(found.coordination[0], std::sqrt(0.6), 1e-15);
  EXPECT_NEAR(*found.coupling[1], 1, 1e-15);
  EXPECT_LE(*found.coupling[1], 1);
  EXPECT_NEAR(found.coordination[1], 0.5, 1e-15);
  EXPECT_EQ(found.coupling[2], 0);
  EXPECT_EQ(found.coordination[2], 0);
  EXPECT_NEAR(found.development[2], 0.4, 1e-15);
  EXPECT_FALSE(found.coupling[3]) << "nothing is developed: no ratio of nothing to nothing";
  EXPECT_EQ(found.coordination[3], 0);
}

TEST(CouplingCoordination, WeightsMoveDevelopmentOnly) {
  const std::vector<Column> scores = {{0.4}, {0.9}};
  const auto found = coupling_coordination(scores, std::vector<double>{3, 1}).value();
  EXPECT_NEAR(*found.coupling[0], 12.0 / 13, 1e-15);
  EXPECT_NEAR(found.development[0], 0.525, 1e-15);
  EXPECT_NEAR(found.coordination[0], std::sqrt(12.0 / 13 * 0.525), 1e-15);
}

TEST(CouplingCoordination, BadInput) {
  const std::vector<double> weights = {1, 1};
  const auto code = [](const std::vector<Column>& scores, const std::vector<double>& given) {
    return coupling_coordination(scores, given).error().code;
  };
  EXPECT_EQ(code({}, {}), Code::EmptyInput);
  EXPECT_EQ(code({{0.1}, {0.2, 0.3}}, weights), Code::SizeMismatch);
  EXPECT_EQ(code({{0.1}}, {1}), Code::ParameterOutOfRange);
  EXPECT_EQ(code({{0.1}, {1.2}}, weights), Code::ParameterOutOfRange);
  EXPECT_EQ(code({{0.1}, {-0.2}}, weights), Code::ParameterOutOfRange);
  EXPECT_EQ(code({{0.1}, {0.2}}, {0, 0}), Code::NoWeight);
}

TEST(CouplingCoordinationOracle, AgreesWithScipy) {
  const testing::OracleValues expected("unit/stats/oracles/coupling_coordination");
  const std::vector<Column> scores = {expected["u0"], expected["u1"], expected["u2"]};
  const auto values_of = [](const std::vector<std::optional<double>>& coupling) {
    std::vector<double> out;
    for (const auto& own : coupling) out.push_back(own.value());
    return out;
  };
  const auto three = coupling_coordination(scores, std::vector<double>{0.5, 0.2, 0.3}).value();
  expect_near(values_of(three.coupling), expected["coupling"], 1e-14);
  expect_near(three.development, expected["development"], 1e-15);
  expect_near(three.coordination, expected["coordination"], 1e-14);
  const auto two = coupling_coordination(std::vector<Column>{scores[0], scores[1]}, std::vector<double>{1, 1}).value();
  expect_near(values_of(two.coupling), expected["two_coupling"], 1e-14);
  expect_near(two.coordination, expected["two_coordination"], 1e-14);
}

}  // namespace
}  // namespace junheng::stats
