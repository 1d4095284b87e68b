#include "junheng/monitor/index_coordination.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"

namespace junheng::monitor {
namespace {

/// Two subsystems of two and one components, with their weights; one unit per row of scores.
CompositeIndex index_of(std::vector<double> weights, const std::vector<std::vector<double>>& scores) {
  CompositeIndex index;
  index.weights = std::move(weights);
  index.spec.subsystems = {{"facilities", "", 1}, {"staff", "", 1}};
  index.spec.components.resize(3);
  for (std::size_t j = 0; j < 3; ++j) index.spec.components[j].subsystem = j < 2 ? 0 : 1;
  for (const std::vector<double>& row : scores) {
    RankedUnit& unit = index.ranking.emplace_back();
    for (const double score : row) unit.components.push_back({0, score, {}, 0});
  }
  return index;
}

TEST(IndexCoordination, WithoutSubsystemsThereIsNone) {
  CompositeIndex index = index_of({1, 1, 1}, {{0.5, 0.5, 0.5}});
  index.spec.subsystems.clear();
  ASSERT_TRUE(set_coordination(index));
  EXPECT_FALSE(index.ranking[0].coordination);
}

// Weights 1 : 3 within facilities: (0.2 + 3) / 4 = 0.8 beside 0.2: C = 0.4 / 0.5, T = 0.5, D = sqrt 0.4. Geometric: 0.2^(1/4) = 0.668740.
TEST(IndexCoordination, SubsystemsAreScoredAsTheIndexIs) {
  CompositeIndex index = index_of({1, 3, 2}, {{0.2, 1, 0.2}});
  ASSERT_TRUE(set_coordination(index));
  EXPECT_NEAR(index.ranking[0].coordination->scores[0], 0.8, 1e-15);
  EXPECT_NEAR(*index.ranking[0].coordination->coupling, 0.8, 1e-15);
  EXPECT_NEAR(index.ranking[0].coordination->degree, 0.632455532, 1e-9);
  index.spec.aggregation = IndexAggregation::Geometric;
  ASSERT_TRUE(set_coordination(index));
  EXPECT_NEAR(index.ranking[0].coordination->scores[0], 0.668740305, 1e-9);
}

TEST(IndexCoordination, AllZeroHasNoCouplingAndTheLowestClass) {
  CompositeIndex index = index_of({1, 1, 1}, {{0, 0, 0}, {1, 1, 1}});
  index.spec.classes = {{0, "low"}, {0.5, "middle"}, {0.9, "high"}};
  ASSERT_TRUE(set_coordination(index));
  EXPECT_FALSE(index.ranking[0].coordination->coupling);
  EXPECT_EQ(index.ranking[0].coordination->degree, 0);
  EXPECT_EQ(index.ranking[0].coordination->class_at, 0U);
  EXPECT_EQ(index.ranking[1].coordination->class_at, 2U);
}

TEST(IndexCoordination, SubsystemWithoutWeightIsAnError) {
  CompositeIndex index = index_of({0, 0, 1}, {{0.5, 0.5, 0.5}});
  EXPECT_EQ(set_coordination(index).error().code, Code::NoWeight);
}

}  // namespace
}  // namespace junheng::monitor
