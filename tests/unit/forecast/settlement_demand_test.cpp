#include "junheng/forecast/settlement_demand.h"

#include <gtest/gtest.h>

#include <optional>

#include "scene.h"

namespace junheng::forecast {
namespace {

using testing::history_of;

struct Village {
  const char* id;
  /// Children by age, every age alike; nullopt: not told.
  std::optional<double> children;
  std::optional<double> pupils;
};

model::Dataset dataset_of(const std::vector<Village>& villages) {
  model::Dataset out;
  out.areas.codes.push("330101");
  out.areas.names.push("County");
  out.areas.levels.push_back(model::AreaLevel::County);
  out.areas.parents.emplace_back();
  const auto put = [](model::NumberColumn& column, std::optional<double> value) {
    if (value) column.push(*value);
    else column.push_missing(model::Absence::NotCollected);
  };
  for (const Village& each : villages) {
    out.settlements.ids.push(each.id);
    out.settlements.names.push(each.id);
    out.settlements.areas.emplace_back(std::size_t{0});
    put(out.settlements.pupils_primary, each.pupils);
    put(out.settlements.pupils_junior, each.pupils);
    for (model::NumberColumn& column : out.settlements.children) put(column, each.children);
  }
  out.build();
  return out;
}

SettlementPlan plan_of(const model::Dataset& dataset, std::size_t last_grade = 9) {
  const History history = history_of({1, 3, 1, 1, last_grade}, [](std::size_t, std::size_t, std::size_t) { return 60.0; });
  const model::Dataset* const data = &dataset;
  return settlement_demand(settlements_of({&data, 1}), history, make_forecast(history, {}));
}

// The county's pupils are those of another code than the one that the settlements name.
TEST(SettlementDemand, SettlementsOutsideTheForecastAreNamed) {
  History history = history_of({1, 3, 1, 1, 9}, [](std::size_t, std::size_t, std::size_t) { return 60.0; });
  history.counties[0].code = "330199";
  const model::Dataset dataset = dataset_of({{"A", 20, 1}, {"B", 10, 1}});
  const model::Dataset* const data = &dataset;
  const SettlementPlan plan = settlement_demand(settlements_of({&data, 1}), history, make_forecast(history, {}));
  EXPECT_TRUE(plan.rows.empty());
  EXPECT_EQ(name_settlements(plan.outside), "A (330101), B (330101)");
}

// Two thirds of the children of every age live in A: 6 x 60 x 2 / 3 = 240 primary pupils, 3 x 60 x 2 / 3 = 120 junior ones.
TEST(SettlementDemand, ByTheirShareOfTheChildren) {
  const SettlementPlan plan = plan_of(dataset_of({{"A", 20, 1}, {"B", 10, 1}}));
  ASSERT_EQ(plan.rows.size(), 4U);
  EXPECT_EQ(plan.rows[0].id, "A");
  for (const double pupils : plan.rows[0].pupils) EXPECT_NEAR(pupils, 240, 1e-6);
  EXPECT_NEAR(plan.rows[1].pupils[0], 120, 1e-6);
  EXPECT_EQ(plan.rows[2].stage, Stage::Junior);
  EXPECT_NEAR(plan.rows[2].pupils[0], 120, 1e-6);
  EXPECT_EQ(plan.rows[0].today, 1);
}

// Grade 1 of the next year is six in September of then and five now; the settlement with all children of five and none of others has all of
// grade 1 in 2022, and all of grade 2 a year later.
TEST(SettlementDemand, CohortsGrowUpWhereTheyLive) {
  model::Dataset dataset = dataset_of({{"A", 0, 0}, {"B", 10, 10}});
  dataset.settlements.children[5] = model::NumberColumn();
  dataset.settlements.children[5].push(10);
  dataset.settlements.children[5].push(0);
  const SettlementPlan plan = plan_of(dataset, 6);
  EXPECT_NEAR(plan.rows[0].pupils[0], 60, 1e-6);
  EXPECT_NEAR(plan.rows[0].pupils[1], 60, 1e-6);
  EXPECT_NEAR(plan.rows[1].pupils[0], 300, 1e-6);
}

TEST(SettlementDemand, WithoutChildrenByTheirShareOfThePupils) {
  const SettlementPlan plan = plan_of(dataset_of({{"A", {}, 30}, {"B", {}, 10}}));
  EXPECT_NEAR(plan.rows[0].pupils[4], 270, 1e-6);
  EXPECT_NEAR(plan.rows[1].pupils[4], 90, 1e-6);
}

// A settlement that tells nothing would make the others too large.
TEST(SettlementDemand, OneThatTellsNothingLeavesTheCountyUnknown) {
  const SettlementPlan plan = plan_of(dataset_of({{"A", 20, 30}, {"B", {}, {}}}));
  EXPECT_TRUE(plan.rows.empty());
  EXPECT_EQ(plan.gaps[0], SettlementGap::NoChildren);
  EXPECT_TRUE(plan.has_table());
}

TEST(SettlementDemand, WithoutTheTable) {
  const SettlementPlan plan = plan_of(dataset_of({}));
  EXPECT_EQ(plan.gaps[0], SettlementGap::NoTable);
  EXPECT_FALSE(plan.has_table());
}

}  // namespace
}  // namespace junheng::forecast
