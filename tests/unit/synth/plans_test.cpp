#include "junheng/synth/plans.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace junheng::synth {
namespace {

County county_of_years(std::size_t years, int year = 2024, std::uint64_t seed = 7) {
  return make_county({seed, 0, 60, SchoolYear{year}, years});
}

double value_of(const std::vector<AreaValue>& values, std::string_view item) {
  return std::ranges::find(values, item, &AreaValue::item)->value;
}

TEST(Posts, PrivateSchoolsHaveNoneAndOthersNearTheRatio) {
  std::size_t private_schools = 0;
  std::map<Stage, double> pupils;
  std::map<Stage, double> approved;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const County county = county_of_years(1, 2024, seed);
    for (std::size_t i = 0; i < county.plan.schools.size(); ++i) {
      for (const StageValues& stage : county.now().schools[i].stages) {
        const auto own = posts(county, i, stage);
        ASSERT_EQ(own.has_value(), !county.plan.schools[i].is_private());
        if (!own) {
          ++private_schools;
          continue;
        }
        if (county.plan.schools[i].kind == Kind::Special) continue;
        ASSERT_GE(*own, 1);
        pupils[stage.cohorts.stage] += stage.cohorts.pupils();
        approved[stage.cohorts.stage] += *own;
      }
    }
  }
  EXPECT_GT(private_schools, 0U);
  // 1 : 19 and 1 : 13.5 pupils to staff (standards.md 4.3), and more where classes are small.
  EXPECT_GT(approved[Stage::Primary], 0.97 * pupils[Stage::Primary] / 19);
  EXPECT_LT(approved[Stage::Primary], 1.35 * pupils[Stage::Primary] / 19);
  EXPECT_GT(approved[Stage::Junior], 0.97 * pupils[Stage::Junior] / 13.5);
  EXPECT_LT(approved[Stage::Junior], 1.2 * pupils[Stage::Junior] / 13.5);
}

TEST(Targets, SchedulesEndAtNoneInTheLastYearOfThePlan) {
  const County county = county_of_years(10);
  std::map<std::string_view, std::map<int, double>> schedules;
  for (const Target& row : targets(county)) schedules[row.item][row.year] = row.target;
  for (const char* item : {"large_classes", "schools_over_2000"}) {
    const auto& years = schedules[item];
    ASSERT_EQ(years.size(), 5U) << item;
    EXPECT_EQ(years.begin()->first, 2021) << item;
    EXPECT_EQ(years.at(2025), 0) << item;
    for (int year = 2022; year <= 2025; ++year) EXPECT_LE(years.at(year), years.at(year - 1)) << item;
  }
  // The plan before ended in 2020: half the share of large classes of 2016.
  EXPECT_EQ(schedules["large_class_share_percent"].size(), 2U);
  EXPECT_TRUE(schedules["large_class_share_percent"].contains(2020));
}

TEST(Targets, BedsAreThoseThatWholeSchoolsLackedAtTheEndOfThePlanBefore) {
  std::size_t counties = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const County county = county_of_years(5, 2024, seed);
    const CountyYear& end_of_plan = county.years.at(4);
    ASSERT_EQ(end_of_plan.year.first, 2020);
    int lacking = 0;
    for (const SchoolValues& school : end_of_plan.schools) {
      int gap = 0;
      for (const StageValues& stage : school.stages) gap += stage.cohorts.boarders() - stage.beds;
      lacking += std::max(0, gap);
    }
    std::vector<double> schedule;
    for (const Target& row : targets(county))
      if (row.item == "boarders_without_bed") schedule.push_back(row.target);
    if (lacking == 0) {
      EXPECT_TRUE(schedule.empty()) << seed;
      continue;
    }
    ++counties;
    // A fifth less each year, rounded down.
    const std::vector<double> expected = {std::floor(lacking * 4 / 5.0), std::floor(lacking * 3 / 5.0), std::floor(lacking * 2 / 5.0),
                                          std::floor(lacking / 5.0), 0};
    EXPECT_EQ(schedule, expected) << seed;
  }
  EXPECT_GT(counties, 0U);
}

TEST(Targets, WithoutHistoryOnlyThePlanUnderWay) {
  for (const Target& row : targets(county_of_years(1))) {
    EXPECT_GE(row.year, 2021) << row.item;
    EXPECT_LE(row.year, 2025) << row.item;
  }
}

TEST(PlanValues, StandAtTheEndOfAPlanAndAtTheLatestYear) {
  const County county = county_of_years(10);
  for (const CountyYear& year : county.years) {
    const bool is_told = year.year.first == 2024 || year.year.first == 2020;
    EXPECT_EQ(!plan_values(county, year).empty(), is_told) << year.year.first;
  }
}

TEST(PlanValues, UnknownWhereAYearOfThePlanIsMissing) {
  const County county = county_of_years(4);  // 2021 to 2024: what came in 2021 is not known
  EXPECT_TRUE(plan_values(county, county.now()).empty());
  EXPECT_FALSE(plan_values(county_of_years(5), county_of_years(5).now()).empty());
}

TEST(PlanValues, AreThoseOfTheSchools) {
  const County county = county_of_years(10);
  const auto values = plan_values(county, *std::ranges::find(county.years, 2020, [](const CountyYear& year) { return year.year.first; }));
  double built = 0;
  for (const SchoolPlan& school : county.plan.schools)
    if (school.built_year >= 2016 && school.built_year <= 2020) ++built;
  EXPECT_EQ(value_of(values, "schools_built_or_relocated"), built);
  EXPECT_LT(value_of(values, "teachers_added_generalist_scarce") + value_of(values, "teachers_sent_rural"),
            value_of(values, "teachers_added"));
  EXPECT_GT(value_of(values, "floor_area_built_m2"), 0);
}

}  // namespace
}  // namespace junheng::synth
