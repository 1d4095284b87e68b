#include "junheng/stats/theil_decomposition.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/core/rng.h"
#include "junheng/stats/theil.h"
#include "support/five_schools.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;
using Indices = std::vector<std::uint32_t>;

NestedGroups groups_of(const std::vector<GroupLevel>& levels) { return NestedGroups::create(levels).value(); }

// By 50-digit arithmetic of an independent script (Python's decimal) over the textbook sums, three provinces' counties of five schools.
TEST(TheilDecomposition, FiveSchoolsInThreeCountiesInTwoProvinces) {
  const testing::FiveSchools schools;
  const Indices provinces = {0, 0, 0, 1, 1};
  const Indices counties = {0, 0, 1, 2, 2};
  const auto groups = groups_of({{provinces, 2}, {counties, 3}});
  const auto t = theil_t_decomposition(schools.books_per_pupil, schools.pupils, groups).value();
  ASSERT_EQ(t.between.size(), 2U);
  EXPECT_NEAR(t.between[0], 0.041544649476876263, 1e-15);
  EXPECT_NEAR(t.between[1], 0.042955707706739476, 1e-15);
  EXPECT_NEAR(t.within, 0.059129197612893470, 1e-15);
  EXPECT_NEAR(t.total(), 0.143629554796509209, 1e-15);
  const auto l = theil_l_decomposition(schools.books_per_pupil, schools.pupils, groups).value();
  EXPECT_NEAR(l.between[0], 0.043941075820476449, 1e-15);
  EXPECT_NEAR(l.between[1], 0.036294610473349802, 1e-15);
  EXPECT_NEAR(l.within, 0.090801459106311884, 1e-15);
}

TEST(TheilDecomposition, FlatPartitionIsOneLevel) {
  const testing::FiveSchools schools;
  const Indices setting = {0, 0, 1, 1, 1};
  const auto t = theil_t_decomposition(schools.books_per_pupil, schools.pupils, groups_of({{setting, 2}})).value();
  ASSERT_EQ(t.between.size(), 1U);
  EXPECT_NEAR(t.between[0], 0.007738381961514128, 1e-15);
  EXPECT_NEAR(t.within, 0.135891172834995081, 1e-15);
}

TEST(TheilDecomposition, OneGroupOrOneSchoolEachPutAllOnOneSide) {
  const Values values = {1, 3, 5};
  const double total = theil_t(values, {}).value();
  const Indices one = {0, 0, 0};
  const Indices each = {0, 1, 2};
  const auto within = theil_t_decomposition(values, {}, groups_of({{one, 1}})).value();
  EXPECT_EQ(within.between[0], 0);
  EXPECT_NEAR(within.within, total, 1e-15);
  const auto between = theil_t_decomposition(values, {}, groups_of({{each, 3}})).value();
  EXPECT_NEAR(between.between[0], total, 1e-15);
  EXPECT_EQ(between.within, 0);
}

// Group 1 has zeros only, group 2 no weight, group 3 no observation. T: between = ln 2 for half of the pupils with all, within = 0.
TEST(TheilDecomposition, GroupsOfZerosAndEmptyGroups) {
  const Values values = {4, 4, 0, 0, 7};
  const Values weights = {1, 1, 1, 1, 0};
  const Indices group = {0, 0, 1, 1, 2};
  const auto groups = groups_of({{group, 4}});
  const auto t = theil_t_decomposition(values, weights, groups).value();
  EXPECT_NEAR(t.between[0], std::log(2.0), 1e-15);
  EXPECT_EQ(t.within, 0);
  EXPECT_EQ(theil_l_decomposition(values, weights, groups).error().code, Code::ZeroValue);
}

TEST(TheilDecomposition, GroupsMustBeOfTheSameObservations) {
  const Values values = {1, 2};
  const Indices group = {0, 0, 0};
  EXPECT_EQ(theil_t_decomposition(values, {}, groups_of({{group, 1}})).error().code, Code::SizeMismatch);
  EXPECT_EQ(theil_l_decomposition(values, {}, groups_of({{group, 1}})).error().code, Code::SizeMismatch);
  EXPECT_EQ(theil_t_decomposition({}, {}, groups_of({{group, 1}})).error().code, Code::EmptyInput);
}

struct NestedSample {
  Values values;
  Values weights;
  Indices outer, middle, inner;
};

/// Thousands of schools in 400 towns in 60 counties in 7 provinces, in random order; values about `mean` by up to `spread` of it.
NestedSample random_sample(double spread) {
  NestedSample out;
  Rng rng(3);
  for (int i = 0; i < 20000; ++i) {
    const auto inner = static_cast<std::uint32_t>(rng.whole(0, 399));
    out.inner.push_back(inner);
    out.middle.push_back(inner % 60);
    out.outer.push_back(inner % 60 % 7);
    out.values.push_back(12.5 * (1 + spread * rng.between(-1, 1)));
    out.weights.push_back(rng.between(10, 3000));
  }
  return out;
}

TEST(TheilDecomposition, TermsAddUpToTheIndexAlsoForNearlyEqualValues) {
  for (const double spread : {0.99, 0.3, 0.01, 1e-5}) {
    const NestedSample sample = random_sample(spread);
    const auto groups = groups_of({{sample.outer, 7}, {sample.middle, 60}, {sample.inner, 400}});
    const auto t = theil_t_decomposition(sample.values, sample.weights, groups).value();
    const auto l = theil_l_decomposition(sample.values, sample.weights, groups).value();
    EXPECT_NEAR(t.total() / theil_t(sample.values, sample.weights).value(), 1, 1e-12) << spread;
    EXPECT_NEAR(l.total() / theil_l(sample.values, sample.weights).value(), 1, 1e-12) << spread;
    EXPECT_EQ(t.between.size(), 3U);
  }
}

}  // namespace
}  // namespace junheng::stats
