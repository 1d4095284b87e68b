#include "junheng/stats/generalised_entropy.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "junheng/core/codes.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;

const Values kFour = {1, 2, 3, 4};

// By 50-digit arithmetic of an independent script (Python's decimal) over the definition; 2 and 3 are 1/10 by hand.
TEST(GeneralisedEntropy, FirstFourNumbers) {
  EXPECT_NEAR(generalised_entropy(kFour, {}, -1).value(), 0.15104166666666667, 1e-15);
  EXPECT_NEAR(generalised_entropy(kFour, {}, 0).value(), 0.12177727428716887, 1e-15);
  EXPECT_NEAR(generalised_entropy(kFour, {}, 0.5).value(), 0.11276109788872430, 1e-15);
  EXPECT_NEAR(generalised_entropy(kFour, {}, 1).value(), 0.10644013528622315, 1e-15);
  EXPECT_NEAR(generalised_entropy(kFour, {}, 2).value(), 0.1, 1e-15);
  EXPECT_NEAR(generalised_entropy(kFour, {}, 3).value(), 0.1, 1e-15);
}

TEST(GeneralisedEntropy, ContinuousAtItsLimits) {
  EXPECT_NEAR(generalised_entropy(kFour, {}, 1e-6).value(), 0.12177725312366080, 1e-15);
  EXPECT_NEAR(generalised_entropy(kFour, {}, 1.000001).value(), 0.10644012497168674, 1e-15);
  EXPECT_NEAR(generalised_entropy(kFour, {}, 1e-14).value(), 0.12177727428716887, 1e-13);
  EXPECT_NEAR(generalised_entropy(kFour, {}, 1 + 0x1p-45).value(), 0.10644013528622315, 1e-13);
}

// The term is d^2 / 2 + (alpha - 2) d^3 / 6 + (alpha - 2) (alpha - 3) d^4 / 24 ...; the odd powers cancel for 1 +- d.
TEST(GeneralisedEntropy, NearlyEqualValuesKeepTheirDigits) {
  const double d = 0x1p-20;
  for (const double alpha : {-5.0, -1.0, 0.3, 1.5, 2.0, 7.0})
    EXPECT_NEAR(generalised_entropy(Values{1 - d, 1 + d}, {}, alpha).value() / (d * d / 2), 1, 1e-10) << alpha;
}

// 0 and 2, mean 1: GE(alpha) = (2^alpha / 2 - 1) / (alpha (alpha - 1)).
TEST(GeneralisedEntropy, ZerosCountWhereAlphaIsAboveZero) {
  EXPECT_NEAR(generalised_entropy(Values{0, 2}, {}, 2).value(), 0.5, 1e-15);
  EXPECT_NEAR(generalised_entropy(Values{0, 2}, {}, 3).value(), 0.5, 1e-15);
  EXPECT_NEAR(generalised_entropy(Values{0, 2}, {}, 0.5).value(), 4 - 2 * 1.4142135623730951, 1e-14);
  for (const double alpha : {0.0, -1.0}) EXPECT_EQ(generalised_entropy(Values{0, 2}, {}, alpha).error().code, Code::ZeroValue) << alpha;
}

TEST(GeneralisedEntropy, AlphaOutOfRangeIsNamed) {
  for (const double alpha : {21.0, -21.0, std::numeric_limits<double>::quiet_NaN()}) {
    const auto result = generalised_entropy(kFour, {}, alpha);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Code::ParameterOutOfRange);
  }
  EXPECT_EQ(generalised_entropy(kFour, {}, 21).error().message(Lang::En), "Parameter alpha is 21, outside -20 ... 20");
  EXPECT_EQ(generalised_entropy(Values{1e-300, 1}, {}, -20).error().code, Code::ParameterOutOfRange) << "the power overflows";
}

}  // namespace
}  // namespace junheng::stats
