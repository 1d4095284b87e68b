#include "junheng/stats/sample.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/stats/atkinson.h"
#include "junheng/stats/concentration.h"
#include "junheng/stats/generalised_entropy.h"
#include "junheng/stats/gini.h"
#include "junheng/stats/hoover.h"
#include "junheng/stats/lorenz.h"
#include "junheng/stats/median_indices.h"
#include "junheng/stats/quantile.h"
#include "junheng/stats/theil.h"
#include "junheng/stats/theil_decomposition.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;
using Measure = std::function<Result<double>(std::span<const double>, std::span<const double>)>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(CheckSample, SumsAreThoseOfTheValuesWithWeight) {
  const auto totals = check_sample(Values{1, 2, 10}, Values{3, 1, 0}, Domain::Positive).value();
  EXPECT_EQ(totals.weight_sum, 4);
  EXPECT_EQ(totals.value_sum, 5);
  EXPECT_EQ(totals.mean(), 1.25);
}

TEST(CheckSample, NoWeightsMeansOneEach) { EXPECT_EQ(check_sample(Values{1, 3}, {}, Domain::Any)->weight_sum, 2); }

TEST(CheckSample, EachFaultHasItsCode) {
  const auto code = [](const Values& values, const Values& weights, Domain domain) {
    return check_sample(values, weights, domain).error().code;
  };
  EXPECT_EQ(code({}, {}, Domain::Any), Code::EmptyInput);
  EXPECT_EQ(code({1, 2}, {1}, Domain::Any), Code::SizeMismatch);
  EXPECT_EQ(code({}, {1}, Domain::Any), Code::EmptyInput);
  EXPECT_EQ(code({1, 2}, {1, -1}, Domain::Any), Code::NegativeWeight);
  EXPECT_EQ(code({1, 2}, {1, kNan}, Domain::Any), Code::NegativeWeight);
  EXPECT_EQ(code({1, kInfinity}, {1, 1}, Domain::Any), Code::NegativeWeight);
  EXPECT_EQ(code({1, kNan}, {1, 0}, Domain::Any), Code::NegativeWeight) << "also without weight";
  EXPECT_EQ(code({1e308, 1e308}, {1, 1}, Domain::Any), Code::NegativeWeight) << "the sum is not finite";
  EXPECT_EQ(code({1, 2}, {0, 0}, Domain::Any), Code::NoWeight);
  EXPECT_EQ(code({1, -2}, {1, 1}, Domain::NotNegative), Code::NegativeValue);
  EXPECT_EQ(code({0, 2}, {1, 1}, Domain::Positive), Code::ZeroValue);
  EXPECT_EQ(code({0, 0}, {1, 1}, Domain::NotNegative), Code::ZeroMean);
}

TEST(CheckSample, ValuesWithoutWeightDoNotCount) {
  EXPECT_TRUE(check_sample(Values{1, -2}, Values{1, 0}, Domain::NotNegative));
  EXPECT_TRUE(check_sample(Values{1, 0}, Values{1, 0}, Domain::Positive));
  EXPECT_TRUE(check_sample(Values{1, -2}, Values{1, 1}, Domain::Any));
}

// Every measure goes through these checks, so that none needs side cases of its own for them.
const std::vector<std::pair<std::string, Measure>> kMeasures = {
    {"cv", weighted_cv},
    {"gini", gini},
    {"theil_t", theil_t},
    {"theil_l", theil_l},
    {"ge", [](auto x, auto w) { return generalised_entropy(x, w, 2); }},
    {"atkinson", [](auto x, auto w) { return atkinson(x, w, 0.5); }},
    {"hoover", hoover},
    {"concentration", [](auto x, auto w) { return concentration_index(x, x, w); }},
    {"palma", palma_ratio},
    {"mcloone", mcloone},
    {"verstegen", verstegen},
    {"median", [](auto x, auto w) { return weighted_quantile(x, w, 0.5); }},
    {"percentile_ratio",
     [](auto x, auto w) {
       return percentile_ratio(x, w, {0.1, 0.9});
     }},
    {"range_ratio",
     [](auto x, auto w) {
       return range_ratio(x, w, {0.05, 0.95});
     }},
};

TEST(EveryMeasure, RefusesWhatItCannotTake) {
  for (const auto& [name, measure] : kMeasures) {
    EXPECT_EQ(measure({}, {}).error().code, Code::EmptyInput) << name;
    EXPECT_EQ(measure(Values{1, 2}, Values{1}).error().code, Code::SizeMismatch) << name;
    EXPECT_EQ(measure(Values{1, 2}, Values{1, -1}).error().code, Code::NegativeWeight) << name;
    EXPECT_EQ(measure(Values{1, kInfinity}, Values{1, 1}).error().code, Code::NegativeWeight) << name;
    EXPECT_EQ(measure(Values{1, 2}, Values{0, 0}).error().code, Code::NoWeight) << name;
    if (name == "median") continue;
    const auto zeros = measure(Values{0, 0}, Values{1, 1});
    ASSERT_FALSE(zeros) << name;
    EXPECT_EQ(zeros.error().code, name == "theil_l" ? Code::ZeroValue : Code::ZeroMean) << name;
    if (name == "cv") continue;
    EXPECT_EQ(measure(Values{3, -1}, Values{1, 1}).error().code, Code::NegativeValue) << name;
  }
}

TEST(EveryMeasure, OneUnitIsEqual) {
  for (const auto& [name, measure] : kMeasures) {
    double expected = 0;
    if (name == "palma") expected = 0.25;
    if (name == "mcloone" || name == "verstegen" || name == "percentile_ratio") expected = 1;
    if (name == "median") expected = 7;
    EXPECT_NEAR(measure(Values{7}, Values{5}).value(), expected, 1e-15) << name;
    EXPECT_NEAR(measure(Values{7}, {}).value(), expected, 1e-15) << name;
    EXPECT_NEAR(measure(Values{7, 7, 7}, Values{1, 0, 3}).value(), expected, 1e-15) << name;
  }
}

TEST(EveryMeasure, UnitsWithoutWeightDoNotCount) {
  for (const auto& [name, measure] : kMeasures) {
    const double expected = measure(Values{3, 1, 4}, Values{2, 5, 1}).value();
    EXPECT_NEAR(measure(Values{0, 3, 1, 9, 4}, Values{0, 2, 5, 0, 1}).value(), expected, 1e-15) << name;
  }
}

}  // namespace
}  // namespace junheng::stats
