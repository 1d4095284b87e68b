#include "junheng/monitor/concentration.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

/// The area that the builder added last, then its schools: 1 and 2 computers per pupil in C1, 3 in C2, ten pupils each; books 30, 20, 10.
testing::DatasetBuilder three_schools() {
  testing::DatasetBuilder data;
  const auto add = [&](std::string_view id, double computers, double books) {
    data.school(id, 211).stage(Stage::Primary).set("pupils", 10).set("computers", computers).set("books", books);
  };
  data.county("C1").item("income_per_head_yuan", 9000);
  add("S1", 10, 30);
  add("S2", 20, 20);
  data.county("C2");
  add("S3", 30, 10);
  return data;
}

Concentration by(testing::DatasetBuilder data, const RankingQuantity& quantity, std::size_t replicates = 0) {
  const auto standard = testing::built_in_standard("cn.quality-2017");
  const model::Dataset built = data.build();
  const SampleRequest request{&built, &standard->pack, SchoolYear{2024}, Stage::Primary, "computers", "pupils", {}, {}};
  stats::BootstrapOptions bootstrap;
  bootstrap.replicates = replicates;
  return concentration_by(request, unit_sample(request).value(), quantity, bootstrap);
}

// Ranked by books per pupil the order is S3, S2, S1: shares of the computers 3/6, 5/6, 1 at thirds; the area below is
// (0 + 3/6) / 6 + (3/6 + 5/6) / 6 + (5/6 + 1) / 6 = 11/18, C = 1 - 11/9 = -2/9, as great as the Gini 2/9.
TEST(Concentration, RankedTheOtherWayRoundIsMinusTheGini) {
  const Concentration found = by(three_schools(), {"books", "pupils", false});
  ASSERT_FALSE(found.undefined);
  EXPECT_EQ(found.units, 3U);
  EXPECT_EQ(found.weight, 30);
  EXPECT_NEAR(*found.value, -2.0 / 9, 1e-15);
  EXPECT_NEAR(*found.gini, 2.0 / 9, 1e-15);
  ASSERT_EQ(found.curve.size(), 101U);
  EXPECT_NEAR(found.curve[50].value_share, (3.0 / 6 + 5.0 / 6) / 2, 1e-12);
  EXPECT_FALSE(found.bootstrap);
}

// Only C1 reports an income: its two schools share a rank, S3 has none.
TEST(Concentration, SchoolsOfAnAreaShareItsRankAndOthersAreLeftOut) {
  const Concentration found = by(three_schools(), {"income_per_head_yuan", "", true});
  ASSERT_FALSE(found.undefined);
  EXPECT_EQ(found.units, 2U);
  EXPECT_NEAR(*found.value, 0, 1e-15);
  ASSERT_EQ(found.without_rank.size(), 1U);
  EXPECT_EQ(found.without_rank[0].unit, 2U);
  EXPECT_EQ(found.without_rank[0].measure, "income_per_head_yuan");
}

TEST(Concentration, WithoutTwoRanksItHasTheReason) {
  const Concentration found = by(three_schools(), {"fiscal_revenue_per_head_yuan", "", true});
  ASSERT_TRUE(found.undefined);
  EXPECT_EQ(found.undefined->code, Code::TooFewUnits);
  EXPECT_EQ(by(three_schools(), {"multimedia_rooms", "", false}).undefined->code, Code::MeasureWithoutValues);
}

TEST(Concentration, IntervalsDrawTheCountiesOfRankedSchools) {
  const Concentration found = by(three_schools(), {"books", "pupils", false}, 100);
  ASSERT_TRUE(found.bootstrap);
  EXPECT_EQ(found.drawn.counties, 2U);
  EXPECT_EQ(found.bootstrap->defined_replicates, 100U);
}

}  // namespace
}  // namespace junheng::monitor
