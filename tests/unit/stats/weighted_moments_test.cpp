#include "junheng/stats/weighted_moments.h"
#include "junheng/core/codes.h"
#include "support/five_schools.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace junheng::stats {
namespace {

const std::vector<double> kPupils = testing::FiveSchools{}.pupils;
const std::vector<double> kBooksPerPupil = testing::FiveSchools{}.books_per_pupil;

TEST(WeightedCv, PublishedExampleOfFiveSchools) {
  const auto moments = weighted_moments(kBooksPerPupil, kPupils);
  EXPECT_NEAR(moments.mean, 6.334437, 1e-6);
  EXPECT_NEAR(moments.variance, 3.263861 * 3.263861, 1e-4);
  EXPECT_NEAR(weighted_cv(kBooksPerPupil, kPupils).value(), 0.515257, 1e-6);
}

TEST(WeightedCv, EmptyInputIsAnError) { EXPECT_EQ(weighted_cv({}, {}).error().code, Code::EmptyInput); }

TEST(WeightedCv, SizesMustAgree) {
  const std::vector<double> one = {1};
  EXPECT_EQ(weighted_cv(kPupils, one).error().code, Code::SizeMismatch);
}

TEST(WeightedCv, NegativeOrInfiniteNumbersAreErrors) {
  const std::vector<double> values = {1, 2};
  const std::vector<double> negative = {1, -1};
  const std::vector<double> infinite = {1, std::numeric_limits<double>::infinity()};
  EXPECT_EQ(weighted_cv(values, negative).error().code, Code::NegativeWeight);
  EXPECT_EQ(weighted_cv(values, infinite).error().code, Code::NegativeWeight);
  EXPECT_EQ(weighted_cv(infinite, values).error().code, Code::NegativeWeight);
}

TEST(WeightedCv, ZeroMeanAndZeroWeightAreUndefined) {
  const std::vector<double> zeros = {0, 0};
  const std::vector<double> ones = {1, 1};
  EXPECT_EQ(weighted_cv(zeros, ones).error().code, Code::ZeroMean);
  EXPECT_EQ(weighted_cv(ones, zeros).error().code, Code::NoWeight);
}

TEST(WeightedCv, NoWeightsMeansOneEach) {
  const std::vector<double> values = {1, 2, 3, 4};
  EXPECT_NEAR(weighted_cv(values, {}).value(), std::sqrt(1.25) / 2.5, 1e-15);
  EXPECT_EQ(weighted_moments(values, {}).weight_sum, 4);
}

TEST(WeightedCv, NegativeMeanGivesNegativeCv) {
  const std::vector<double> values = {-1, -3};
  EXPECT_EQ(weighted_cv(values, {}).value(), -0.5);
}

TEST(WeightedCv, OneSchoolIsZero) {
  const std::vector<double> one = {7};
  EXPECT_EQ(weighted_cv(one, one).value(), 0);
}

TEST(WeightedCv, AllEqualIsZeroEvenFarFromTheOrigin) {
  const std::vector<double> values(1000, 1e9 + 0.5);
  const std::vector<double> weights(1000, 3);
  EXPECT_LT(weighted_cv(values, weights).value(), 1e-15);
}

TEST(WeightedCv, ReplicationAndScaleDoNotChangeIt) {
  std::vector<double> twice = kBooksPerPupil;
  twice.insert(twice.end(), kBooksPerPupil.begin(), kBooksPerPupil.end());
  std::vector<double> weights = kPupils;
  weights.insert(weights.end(), kPupils.begin(), kPupils.end());
  for (double& value : twice) value *= 10000;
  EXPECT_NEAR(weighted_cv(twice, weights).value(), weighted_cv(kBooksPerPupil, kPupils).value(), 1e-12);
}

}  // namespace
}  // namespace junheng::stats
