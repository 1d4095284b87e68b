#include "junheng/monitor/area_convergence.h"

#include <gtest/gtest.h>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

std::optional<AreaConvergence> convergence_of(const std::vector<std::vector<double>>& computers_by_year) {
  const auto standard = testing::built_in_standard("cn.quality-2017");
  testing::DatasetBuilder builder;
  for (std::size_t c = 0; c < computers_by_year.front().size(); ++c) {
    builder.county("C" + std::to_string(c)).school("S" + std::to_string(c), 211);
    for (std::size_t year = 0; year < computers_by_year.size(); ++year)
      builder.year(2023 + static_cast<int>(year)).stage(Stage::Primary).set("computers", computers_by_year[year][c]).set("pupils", 1);
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
