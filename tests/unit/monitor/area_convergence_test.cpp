#include "junheng/monitor/area_convergence.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using Means = std::vector<std::optional<double>>;

/// A county with one school and one pupil for each column; a gap: the school does not report its computers in that year.
std::optional<AreaConvergence> convergence_of(const std::vector<Means>& computers_by_year) {
  const auto standard = testing::built_in_standard("cn.quality-2017");
  testing::DatasetBuilder builder;
  for (std::size_t c = 0; c < computers_by_year.front().size(); ++c) {
    builder.county("C" + std::to_string(c)).school("S" + std::to_string(c), 211);
    for (std::size_t year = 0; year < computers_by_year.size(); ++year) {
      builder.year(2023 + static_cast<int>(year)).stage(Stage::Primary).set("pupils", 1);
      if (const auto computers = computers_by_year[year][c]) builder.set("computers", *computers);
    }
  }
  const model::Dataset data = builder.build();
  return area_convergence({&data, &standard->pack, SchoolYear{2024}, Stage::Primary, "computers", "pupils", {}},
                          {{model::AreaLevel::County}, false});
}

// 1, 2, 4 become 4, 4, 4: growth ln 4, ln 2, 0 on ln 1, ln 2, ln 4 is a line of slope -1. CV before: mean 7/3, variance 21/3 - 49/9 = 14/9,
// sqrt(14/9) / (7/3) = 0.534522; after: 0.
TEST(AreaConvergence, GapThatClosesInOneYearByHand) {
  const auto convergence = convergence_of({{1, 2, 4}, {4, 4, 4}});
  ASSERT_TRUE(convergence);
  EXPECT_NEAR(convergence->years[0].cv.value(), 0.534522, 1e-6);
  EXPECT_NEAR(convergence->years[1].cv.value(), 0, 1e-12);
  EXPECT_NEAR(convergence->cv_slope.value(), -0.534522, 1e-6);
  EXPECT_NEAR(convergence->beta.value().line.slope, -1, 1e-12);
  EXPECT_EQ(convergence->areas, 3U);
}

// The same three, and a fourth county that begins to report with 100: it is in no figure of either year.
TEST(AreaConvergence, AnAreaThatReportsInOneYearOnlyIsInNeither) {
  const auto convergence = convergence_of({{1, 2, 4, std::nullopt}, {4, 4, 4, 100}});
  ASSERT_TRUE(convergence);
  EXPECT_NEAR(convergence->years[0].cv.value(), 0.534522, 1e-6);
  EXPECT_NEAR(convergence->years[1].cv.value(), 0, 1e-12);
  EXPECT_NEAR(convergence->beta.value().line.slope, -1, 1e-12);
  EXPECT_EQ(convergence->areas, 3U);
  EXPECT_EQ(convergence->years[1].areas, 4U);
  ASSERT_EQ(convergence->left_out.size(), 1U);
  EXPECT_EQ(convergence->left_out[0].area.value, 3U);
  EXPECT_EQ(convergence->left_out[0].without_mean, std::vector<SchoolYear>{SchoolYear{2023}});
}

// 2 and 4 in 2023: mean 3, deviation 1, CV 1/3; then 0 twice. The slope over -1, 0, 1 is (-1/3) / 2. The first county, 1 and 9, misses the
// year between.
TEST(AreaConvergence, AGapInTheMiddleTakesTheAreaOutOfAllYears) {
  const auto convergence = convergence_of({{1, 2, 4}, {std::nullopt, 3, 3}, {9, 3, 3}});
  ASSERT_TRUE(convergence);
  EXPECT_EQ(convergence->areas, 2U);
  EXPECT_NEAR(convergence->years[0].cv.value(), 1.0 / 3, 1e-12);
  EXPECT_NEAR(convergence->years[2].cv.value(), 0, 1e-12);
  EXPECT_NEAR(convergence->cv_slope.value(), -1.0 / 6, 1e-12);
  EXPECT_EQ(convergence->left_out.at(0).without_mean, std::vector<SchoolYear>{SchoolYear{2024}});
  EXPECT_EQ(convergence->beta_undefined.value().code, Code::TooFewUnits);
}

// A year with one county only is not compared, and takes nobody out.
TEST(AreaConvergence, AYearWithOneAreaIsNotCompared) {
  const auto convergence = convergence_of({{1, 2, 4}, {std::nullopt, std::nullopt, 3}, {4, 4, 4}});
  ASSERT_TRUE(convergence);
  EXPECT_EQ(convergence->areas, 3U);
  EXPECT_TRUE(convergence->left_out.empty());
  EXPECT_EQ(convergence->years[1].undefined.value().code, Code::TooFewUnits);
  EXPECT_NEAR(convergence->years[0].cv.value(), 0.534522, 1e-6);
}

TEST(AreaConvergence, YearsWithoutACommonAreaHaveAReason) {
  const auto convergence = convergence_of({{1, 2, std::nullopt, std::nullopt}, {std::nullopt, std::nullopt, 3, 4}});
  ASSERT_TRUE(convergence);
  EXPECT_EQ(convergence->areas, 0U);
  EXPECT_EQ(convergence->left_out.size(), 4U);
  EXPECT_FALSE(convergence->years[0].cv);
  EXPECT_EQ(convergence->sigma_undefined.value().code, Code::TooFewAreasInAllYears);
  EXPECT_EQ(convergence->beta_undefined.value().code, Code::TooFewAreasInAllYears);
}

TEST(AreaConvergence, ZeroMeanHasReasonsButACv) {
  const auto convergence = convergence_of({{0, 2, 4}, {4, 4, 4}});
  ASSERT_TRUE(convergence);
  EXPECT_TRUE(convergence->years[0].cv);
  EXPECT_TRUE(convergence->sigma_undefined);
  EXPECT_TRUE(convergence->beta_undefined);
}

TEST(AreaConvergence, TwoAreasAreTooFewForBeta) {
  const auto convergence = convergence_of({{1, 2}, {2, 2}});
  ASSERT_TRUE(convergence);
  EXPECT_FALSE(convergence->sigma_undefined);
  EXPECT_TRUE(convergence->beta_undefined);
}

TEST(AreaConvergence, OneYearHasNone) { EXPECT_FALSE(convergence_of({{1, 2, 4}})); }

}  // namespace
}  // namespace junheng::monitor
