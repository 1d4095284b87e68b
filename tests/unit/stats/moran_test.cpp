#include "junheng/stats/moran.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "junheng/core/codes.h"
#include "support/oracle_values.h"

namespace junheng::stats {
namespace {

using testing::expect_near;

using Values = std::vector<double>;
using Lists = std::vector<std::vector<std::uint32_t>>;

/// Four units in a row.
const Lists kRow = {{1}, {0, 2}, {1, 3}, {2}};

TEST(Moran, RowOfFourByHand) {
  // Values 1, 1, 3, 3: z = -1, -1, 1, 1; lags -1, 0, 0, 1. I = 4 / 4 * (1 + 0 + 0 + 1) / 4 = 0.5; local I = 1, 0, 0, 1 (m2 = 1).
  // Of the six arrangements, I is 0.5 for 1133 and 3311, -1 for 1313 and 3131, -0.5 for 1331 and 3113 (z of the ends against the middle:
  // lags 1, 0, 0, 1 with z -1, 1, 1, -1): p_greater is about 1/3, p_less 1.
  const Values values = {1, 1, 3, 3};
  const auto whole = moran(values, kRow, {.count = 20000}).value();
  EXPECT_NEAR(whole.i, 0.5, 1e-15);
  EXPECT_NEAR(whole.expected, -1.0 / 3, 1e-15);
  // Four standard errors of a share of 1/3 in 20,000 draws.
  EXPECT_NEAR(whole.test.p_greater, 1.0 / 3, 0.0134);
  EXPECT_EQ(whole.test.p_less, 1);
  const auto local = local_moran(values, kRow, {}).value();
  const Values expected = {1, 0, 0, 1};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(local[i]->i, expected[i], 1e-15);
  EXPECT_EQ(local[0]->quadrant, MoranQuadrant::LowLow);
  EXPECT_EQ(local[3]->quadrant, MoranQuadrant::HighHigh);
}

TEST(Moran, TwoSidedIsTwiceTheLesserAtMostOne) {
  EXPECT_NEAR((PermutationTest{0.02, 0.99}.p_two_sided()), 0.04, 1e-15);
  EXPECT_NEAR((PermutationTest{0.99, 0.02}.p_two_sided()), 0.04, 1e-15);
  EXPECT_EQ((PermutationTest{0.6, 0.7}.p_two_sided()), 1);
}

TEST(Moran, UnitsAtTheMeanAndUnitsWithoutNeighbours) {
  const Values values = {1, 2, 3};
  const auto local = local_moran(values, Lists{{1}, {0}, {}}, {}).value();
  EXPECT_EQ(local[1]->i, 0);
  EXPECT_EQ(local[1]->test.p_two_sided(), 1) << "a unit at the mean is the same in every permutation";
  EXPECT_FALSE(local[2]);
}

TEST(Moran, SameResultForAnyNumberOfThreadsAndAnotherForAnotherSeed) {
  const Values values = {1, 2, 3.5, 3};
  const auto one = moran(values, kRow, {.count = 500, .seed = 7, .threads = 1}).value();
  const auto three = moran(values, kRow, {.count = 500, .seed = 7, .threads = 3}).value();
  EXPECT_EQ(one.test.p_greater, three.test.p_greater);
  EXPECT_NE(one.test.p_greater, moran(values, kRow, {.count = 500, .seed = 8}).value().test.p_greater);
  const auto local_one = local_moran(values, kRow, {.count = 500, .seed = 7, .threads = 1}).value();
  const auto local_three = local_moran(values, kRow, {.count = 500, .seed = 7, .threads = 3}).value();
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(local_one[i]->test.p_less, local_three[i]->test.p_less);
}

// Values 0, 0, 3 in a row at places 0, 1, 4: z -1, -1, 2. Weights 1 / distance: of the first 1 and 1/4, lag (-1 + 2/4) / (5/4) = -0.4; of
// the second 1 and 1/3, lag (-1 + 2/3) / (4/3) = -0.25; of the third 1/4 and 1/3, lag -1. I = (0.4 + 0.25 - 2) / 6 = -0.225.
TEST(Moran, InverseDistancesByHand) {
  const Values values = {0, 0, 3};
  const Lists all = {{1, 2}, {0, 2}, {1, 0}};
  const std::vector<Values> weights = {{1, 0.25}, {1, 1.0 / 3}, {1.0 / 3, 0.25}};
  EXPECT_NEAR(moran(values, all, {.count = 9}, weights)->i, -0.225, 1e-15);
  EXPECT_NEAR((*local_moran(values, all, {.count = 9}, weights))[0]->i, -1 * -0.4 / 2, 1e-15);
}

TEST(Moran, WeightsMustFitAndBeAboveZero) {
  const Values values = {1, 2, 3, 4};
  const std::vector<Values> few = {{1}, {1, 1}, {1, 1}}, short_list = {{1}, {1}, {1, 1}, {1}}, zero = {{1}, {1, 0}, {1, 1}, {1}};
  EXPECT_EQ(moran(values, kRow, {}, few).error().code, Code::SizeMismatch);
  EXPECT_EQ(moran(values, kRow, {}, short_list).error().code, Code::SizeMismatch);
  EXPECT_EQ(local_moran(values, kRow, {}, zero).error().code, Code::NegativeWeight);
}

TEST(Moran, BadInput) {
  const Values values = {1, 2, 3, 4};
  const auto code = [&](const Values& given, const Lists& lists, std::size_t permutations = 9) {
    EXPECT_EQ(local_moran(given, lists, {.count = permutations}).error().code, moran(given, lists, {.count = permutations}).error().code);
    return moran(given, lists, {.count = permutations}).error().code;
  };
  EXPECT_EQ(code({}, {}), Code::EmptyInput);
  EXPECT_EQ(code({1, std::nan("")}, {{1}, {0}}), Code::NegativeWeight);
  EXPECT_EQ(code(values, {{1}, {0}}), Code::SizeMismatch);
  EXPECT_EQ(code(values, {{4}, {}, {}, {}}), Code::NeighbourInvalid);
  EXPECT_EQ(code(values, {{0}, {}, {}, {}}), Code::NeighbourInvalid);
  EXPECT_EQ(code(values, {{}, {0, 2, 0}, {}, {}}), Code::NeighbourInvalid);
  EXPECT_EQ(code(values, {{}, {}, {}, {}}), Code::NoNeighbours);
  EXPECT_EQ(code({2, 2, 2, 2}, kRow), Code::NoVariation);
  EXPECT_EQ(code(values, kRow, 0), Code::ParameterOutOfRange);
  const auto error = moran(values, Lists{{}, {0, 2, 0}, {}, {}}, {}).error();
  EXPECT_NE(error.message(Lang::En).find("unit 2 are wrong: 1 "), std::string::npos) << error.message(Lang::En);
}

/// The lesser side, as esda has it.
double lesser(const PermutationTest& test) { return std::min(test.p_greater, test.p_less); }

/// Six standard errors of a share of 99,999 draws.
double chance(double p) { return 6 * std::sqrt(p * (1 - p) / 99999) + 2e-5; }

class MoranOracle : public ::testing::TestWithParam<const char*> {};

TEST_P(MoranOracle, AgreesWithPysal) {
  const testing::OracleValues expected("unit/stats/oracles/moran");
  const std::string name = GetParam();
  const Values values = expected[name + "_x"];
  const auto flat = expected.indices(name + "_neighbours");
  Lists lists;
  std::size_t next = 0;
  for (const std::uint32_t degree : expected.indices(name + "_degrees")) {
    auto& own = lists.emplace_back();
    for (std::uint32_t k = 0; k < degree; ++k) own.push_back(flat[next++]);
  }
  std::vector<Values> weights;
  if (name == "inverse") {
    auto given = expected[name + "_weights"].begin();
    for (const auto& own : lists) {
      weights.emplace_back(given, given + static_cast<std::ptrdiff_t>(own.size()));
      given += static_cast<std::ptrdiff_t>(own.size());
      // Only their ratios count.
      for (double& weight : weights.back()) weight *= 7;
    }
  }
  const Permutations permutations{.count = 99999, .seed = 3, .threads = 2};
  const auto whole = moran(values, lists, permutations, weights).value();
  EXPECT_NEAR(whole.i, expected[name + "_i"][0], 1e-13);
  EXPECT_NEAR(whole.expected, expected[name + "_i"][1], 1e-15);
  // esda draws as many itself.
  if (name != "islands") {
    EXPECT_NEAR(lesser(whole.test), expected[name + "_i"][2], 2 * chance(expected[name + "_i"][2]));
  }
  const auto local = local_moran(values, lists, permutations, weights).value();
  const auto linked = expected.indices(name + "_linked");
  double sum = 0;
  for (std::size_t at = 0; at < linked.size(); ++at) {
    const auto& own = local[linked[at]];
    ASSERT_TRUE(own);
    EXPECT_NEAR(own->i, expected[name + "_local"][at], 1e-13) << linked[at];
    const double greater = expected[name + "_local_greater"][at];
    const double less = expected[name + "_local_less"][at];
    EXPECT_NEAR(own->test.p_greater, greater, chance(greater)) << linked[at];
    EXPECT_NEAR(own->test.p_less, less, chance(less)) << linked[at];
    EXPECT_EQ(static_cast<int>(own->quadrant) + 1, static_cast<int>(expected[name + "_quadrant"][at])) << linked[at];
    sum += own->i;
  }
  EXPECT_NEAR(sum, static_cast<double>(linked.size()) * whole.i, 1e-12);
}

INSTANTIATE_TEST_SUITE_P(Pysal, MoranOracle, ::testing::Values("grid", "nearest", "islands", "inverse"));

}  // namespace
}  // namespace junheng::stats
