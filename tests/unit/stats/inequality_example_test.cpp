// The worked example of docs/methods/inequality.md. Its numbers come from oracles/inequality_examples.py, 50-digit arithmetic (Python's
// decimal), over the definitions as printed there: double sums, textbook logarithms.
#include <gtest/gtest.h>

#include "junheng/stats/atkinson.h"
#include "junheng/stats/concentration.h"
#include "junheng/stats/generalised_entropy.h"
#include "junheng/stats/gini.h"
#include "junheng/stats/hoover.h"
#include "junheng/stats/lorenz.h"
#include "junheng/stats/median_indices.h"
#include "junheng/stats/quantile.h"
#include "junheng/stats/theil.h"
#include "junheng/stats/weighted_moments.h"
#include "support/five_schools.h"

namespace junheng::stats {
namespace {

TEST(InequalityExample, FiveSchoolsPerPupil) {
  const testing::FiveSchools schools;
  const auto& x = schools.books_per_pupil;
  const auto& w = schools.pupils;
  EXPECT_NEAR(weighted_cv(x, w).value(), 0.515256629884476452, 1e-15);
  EXPECT_NEAR(gini(x, w).value(), 0.288377189186569412, 1e-15);
  EXPECT_NEAR(theil_t(x, w).value(), 0.143629554796509209, 1e-15);
  EXPECT_NEAR(theil_l(x, w).value(), 0.171037145400138135, 1e-15);
  EXPECT_NEAR(generalised_entropy(x, w, -1).value(), 0.227278311608066973, 1e-15);
  EXPECT_NEAR(generalised_entropy(x, w, 2).value(), 0.132744697319954177, 1e-15);
  EXPECT_NEAR(atkinson(x, w, 0.5).value(), 0.075864029184655820, 1e-15);
  EXPECT_NEAR(atkinson(x, w, 1).value(), 0.157209732891524424, 1e-15);
  EXPECT_NEAR(atkinson(x, w, 2).value(), 0.312505278901466971, 1e-15);
  EXPECT_NEAR(hoover(x, w).value(), 0.222081055725378467, 1e-15);
  EXPECT_NEAR(weighted_quantile(x, w, 0.5).value(), 6.2, 1e-15);
  EXPECT_NEAR(percentile_ratio(x, w, {0.1, 0.9}).value(), 4.99016853932584269, 1e-14);
  EXPECT_NEAR(range_ratio(x, w, {0.05, 0.95}).value(), 3.99016853932584269, 1e-14);
  EXPECT_NEAR(mcloone(x, w).value(), 0.587995100040832993, 1e-15);
  EXPECT_NEAR(verstegen(x, w).value(), 1.379074927462024236, 1e-15);
  EXPECT_NEAR(palma_ratio(x, w).value(), 0.918663605864455393, 1e-14);
  const std::vector<double> income = {30, 20, 50, 20, 40};
  EXPECT_NEAR(concentration_index(x, income, w).value(), 0.280601877014363210, 1e-15);
}

TEST(InequalityExample, FiveSchoolsEachAlike) {
  const auto x = testing::FiveSchools{}.books_per_pupil;
  EXPECT_NEAR(weighted_cv(x, {}).value(), 0.488770681605017152, 1e-15);
  EXPECT_NEAR(gini(x, {}).value(), 0.273712509271954575, 1e-15);
  EXPECT_NEAR(theil_t(x, {}).value(), 0.124575703630283693, 1e-15);
  EXPECT_NEAR(theil_l(x, {}).value(), 0.142014720673963149, 1e-15);
  EXPECT_NEAR(mcloone(x, {}).value(), 0.645589562397711803, 1e-15);
  EXPECT_NEAR(palma_ratio(x, {}).value(), 0.904414577296380993, 1e-14);
}

}  // namespace
}  // namespace junheng::stats
