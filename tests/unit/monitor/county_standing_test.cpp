#include "junheng/monitor/county_standing.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using assess::Verdict;

ClauseStanding cv(std::string id, double value, double limit) {
  ClauseStanding out;
  out.stage = Stage::Primary;
  out.id = std::move(id);
  out.verdict = value <= limit ? Verdict::Met : Verdict::Unmet;
  out.value = value;
  out.limit = limit;
  out.margin = limit - value;
  return out;
}

CountyStanding of_year(int year, std::vector<ClauseStanding> clauses) {
  CountyStanding out;
  out.year = year;
  out.clauses = std::move(clauses);
  return out;
}

TEST(StandingTrend, OneYearHasNoTrend) {
  const CountyStanding only = of_year(2024, {cv("L1", 0.52, 0.5), cv("L2", 0.4, 0.5)});
  const StandingTrend trend = standing_trend({&only});
  EXPECT_EQ(trend.from, 0);
  EXPECT_EQ(trend.compared, 0U);
  ASSERT_EQ(trend.failed.size(), 1U);
  EXPECT_EQ(trend.failed[0].now.id, "L1");
  EXPECT_FALSE(trend.failed[0].yearly_change.has_value());
  EXPECT_FALSE(trend.next.has_value());
}

// Margins in 2022 and 2024: L1 0.04 and -0.02, -0.03 a year, unmet; L2 0.20 and 0.10, -0.05 a year, used up in 2 years; L3 0.30 and 0.06,
// -0.12 a year, used up in half a year; L4 0.10 and 0.15, better; L5 the same. The year between does not count.
TEST(StandingTrend, FirstAndLastYearAreCompared) {
  const CountyStanding first =
      of_year(2022, {cv("L1", 0.46, 0.5), cv("L2", 0.3, 0.5), cv("L3", 0.2, 0.5), cv("L4", 0.4, 0.5), cv("L5", 0.4, 0.5)});
  const CountyStanding between = of_year(2023, {cv("L3", 0.9, 0.5)});
  const CountyStanding last =
      of_year(2024, {cv("L1", 0.52, 0.5), cv("L2", 0.4, 0.5), cv("L3", 0.44, 0.5), cv("L4", 0.35, 0.5), cv("L5", 0.4, 0.5)});
  const StandingTrend trend = standing_trend({&first, &between, &last});
  EXPECT_EQ(trend.from, 2022);
  EXPECT_EQ(trend.to, 2024);
  EXPECT_EQ(trend.compared, 5U);
  EXPECT_EQ(trend.worse, 3U);
  EXPECT_EQ(trend.better, 1U);
  EXPECT_TRUE(trend.points_down());
  ASSERT_EQ(trend.failed.size(), 1U);
  EXPECT_NEAR(trend.failed[0].yearly_change.value(), -0.03, 1e-12);
  EXPECT_FALSE(trend.failed[0].years_left.has_value());
  ASSERT_TRUE(trend.next.has_value());
  EXPECT_EQ(trend.next->now.id, "L3");
  EXPECT_NEAR(trend.next->years_left.value(), 0.5, 1e-9);
}

TEST(StandingTrend, ClauseOfOneYearOnlyIsNotCompared) {
  const CountyStanding first = of_year(2023, {cv("L1", 0.3, 0.5)});
  const CountyStanding last = of_year(2024, {cv("L2", 0.4, 0.5)});
  EXPECT_EQ(standing_trend({&first, &last}).compared, 0U);
}

// Two schools of 100 pupils with 4 and 2 multimedia rooms: mean 3, deviation 1, CV 1 / 3 of at most 0.50. Teachers are paid 90 for 100 of
// civil servants: 0.1 below the limit of item G8, and one clause missed is enough.
TEST(CountyStandings, ClausesOfTheAssessmentWithTheirMargins) {
  testing::DatasetBuilder builder;
  builder.county("A").item("teacher_pay_yuan", 90).item("civil_servant_pay_yuan", 100);
  builder.school("a", 211).stage(Stage::Primary).set("pupils", 100).set("multimedia_rooms", 4);
  builder.school("b", 211).stage(Stage::Primary).set("pupils", 100).set("multimedia_rooms", 2);
  const auto scene = testing::assess_scene(builder.build(), testing::built_in_standard("cn.quality-2017"));
  const auto standings = county_standings(*scene->assessment, model::AccreditationKind::Quality);
  ASSERT_EQ(standings.size(), 1U);
  EXPECT_EQ(standings[0].year, 2024);
  EXPECT_EQ(standings[0].verdict, Verdict::Unmet);
  const auto& clauses = standings[0].clauses;
  const auto rooms = std::ranges::find(clauses, "L7", &ClauseStanding::id);
  ASSERT_NE(rooms, clauses.end());
  EXPECT_EQ(rooms->kind, ClauseKind::Cv);
  EXPECT_EQ(rooms->verdict, Verdict::Met);
  EXPECT_NEAR(rooms->margin.value(), 0.5 - 1.0 / 3, 1e-12);
  const auto pay = std::ranges::find(clauses, "G8", &ClauseStanding::id);
  ASSERT_NE(pay, clauses.end());
  EXPECT_EQ(pay->kind, ClauseKind::Item);
  EXPECT_EQ(pay->verdict, Verdict::Unmet);
  EXPECT_NEAR(pay->margin.value(), -0.1, 1e-12);
  // A CV has to be small, pay high.
  EXPECT_EQ(rooms->direction, standards::Direction::Lower);
  EXPECT_EQ(pay->direction, standards::Direction::Higher);
}

}  // namespace
}  // namespace junheng::monitor
