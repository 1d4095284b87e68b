#include "junheng/stats/gini_decomposition.h"

#include <gtest/gtest.h>

#include <vector>

#include "junheng/core/codes.h"
#include "junheng/stats/gini.h"
#include "support/five_schools.h"
#include "support/oracle_values.h"

namespace junheng::stats {
namespace {

using testing::expect_near;

using Values = std::vector<double>;
using Indices = std::vector<std::uint32_t>;

TEST(GiniDecomposition, TwoGroupsByHand) {
  // Groups {1, 3} and {2, 6}: n = 4, sum 12, means 2 and 4, m = 3. All pairs |x - y|: 2+1+5+1+3+4 = 16, G = 2 * 16 / (2 * 16 * 3) = 1/3.
  // Within: {1, 3} has G 1/4, {2, 6} G 1/4: (4 * 2 / 4 + 4 * 4 / 4) / (16 * 3) = 1/8. Between: 2 * 2 * 2 / (16 * 3) = 1/6.
  // Overlap: only 3 exceeds 2, by 1 in one pair of four: 2 * 2 * 2 / 4 / (16 * 3) = 1/24.
  const Values values = {1, 3, 2, 6};
  const Indices groups = {0, 0, 1, 1};
  const auto found = gini_decomposition(values, {}, {groups, 2}).value();
  EXPECT_NEAR(found.within, 1.0 / 8, 1e-15);
  EXPECT_NEAR(found.between, 1.0 / 6, 1e-15);
  EXPECT_NEAR(found.overlap, 1.0 / 24, 1e-15);
  EXPECT_NEAR(found.total(), 1.0 / 3, 1e-15);
}

TEST(GiniDecomposition, GroupsApartDoNotOverlapAndOneGroupIsAllWithin) {
  const Values values = {1, 2, 5, 9};
  const auto apart = gini_decomposition(values, {}, {Indices{0, 0, 1, 1}, 2}).value();
  EXPECT_NEAR(apart.overlap, 0, 1e-15);
  const auto one = gini_decomposition(values, {}, {Indices{0, 0, 0, 0}, 1}).value();
  EXPECT_NEAR(one.within, gini(values, {}).value(), 1e-15);
  EXPECT_EQ(one.between, 0);
  EXPECT_NEAR(one.overlap, 0, 1e-15);
}

TEST(GiniDecomposition, GroupsOfZerosWithoutWeightAndWithoutUnits) {
  // Half of the weight has all: G = 1/2, all of it between. Group 2 has no weight (its value is not looked at), group 3 no unit.
  const Values values = {4, 4, 0, 0, -7};
  const Values weights = {1, 1, 1, 1, 0};
  const auto found = gini_decomposition(values, weights, {Indices{0, 0, 1, 1, 2}, 4}).value();
  EXPECT_EQ(found.within, 0);
  EXPECT_NEAR(found.between, 0.5, 1e-15);
  EXPECT_NEAR(found.overlap, 0, 1e-15);
}

TEST(GiniDecomposition, BadInput) {
  const Indices groups = {0, 1};
  EXPECT_EQ(gini_decomposition({}, {}, {groups, 2}).error().code, Code::EmptyInput);
  EXPECT_EQ(gini_decomposition(Values{1}, {}, {groups, 2}).error().code, Code::SizeMismatch);
  EXPECT_EQ(gini_decomposition(Values{1, 2}, {}, {groups, 1}).error().code, Code::GroupUnknown);
  EXPECT_EQ(gini_decomposition(Values{1, -2}, {}, {groups, 2}).error().code, Code::NegativeValue);
  EXPECT_EQ(gini_decomposition(Values{0, 0}, {}, {groups, 2}).error().code, Code::ZeroMean);
}

void expect_terms(const GiniDecomposition& found, const Values& expected, double tolerance) {
  expect_near({found.within, found.between, found.overlap, found.total()}, expected, tolerance);
}

// Double loops in exact fractions over the definitions (the overlap as a sum over pairs of groups), with ties and zeros.
TEST(GiniDecompositionOracle, TermsAgreeWithDoubleLoops) {
  const testing::OracleValues expected("unit/stats/oracles/gini_decomposition");
  const Indices group_of = expected.indices("group");
  const GroupLevel groups{group_of, 5};
  expect_terms(gini_decomposition(expected["x"], expected["w"], groups).value(), expected["weighted"], 1e-14);
  expect_terms(gini_decomposition(expected["x"], {}, groups).value(), expected["alike"], 1e-14);
  // Values that differ in their sixth digit: the index is about 1e-7, and nine digits of each term are right.
  expect_terms(gini_decomposition(expected["near"], expected["w"], groups).value(), expected["nearly_equal"], 1e-15);
  const testing::FiveSchools schools;
  const Indices provinces = {0, 0, 0, 1, 1};
  expect_terms(gini_decomposition(schools.books_per_pupil, schools.pupils, {provinces, 2}).value(), expected["five_schools"], 1e-15);
}

TEST(GiniDecompositionOracle, TermsAddUpToGini) {
  const testing::OracleValues expected("unit/stats/oracles/gini_decomposition");
  const Indices group_of = expected.indices("group");
  const double whole = gini(expected["x"], expected["w"]).value();
  EXPECT_NEAR(gini_decomposition(expected["x"], expected["w"], {group_of, 5})->total() / whole, 1, 1e-12);
}

}  // namespace
}  // namespace junheng::stats
