#include "junheng/monitor/accreditation_rollup.h"

#include <gtest/gtest.h>

#include "support/area_facts.h"

namespace junheng::monitor {
namespace {

constexpr PlanPeriods kPeriods{{2011, 2015}, {2016, 2020}};

// Four counties: two recognised in 2014 and 2015, one in 2018, one in 2021. Growth 1 / 2 - 1 = -50 %; share by 2020: 3 / 4.
TEST(AccreditationRows, ListOfCountiesIsCounted) {
  testing::AreaFacts facts;
  facts.province().county().county().county().county();
  facts.recognised(1, 2014).recognised(2, 2015).recognised(3, 2018).recognised(4, 2021);
  const model::Dataset dataset = facts.build();
  const AreaFigures figures(dataset, {});
  const auto rows = accreditation_rows(figures, kPeriods);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].before.value, 2);
  EXPECT_EQ(rows[0].during.value, 1);
  EXPECT_EQ(rows[0].accredited.value, 3);
  EXPECT_NEAR(rows[0].growth.best().value.value(), -50, 1e-12);
  EXPECT_NEAR(rows[0].share.best().value.value(), 75, 1e-12);
}

TEST(AccreditationRows, DifferenceOfCumulativeNumbersWhereNothingElseIsTold) {
  testing::AreaFacts facts;
  facts.province();
  facts.value(0, 2010, "counties_quality_accredited", 0).value(0, 2015, "counties_quality_accredited", 4);
  facts.value(0, 2020, "counties_quality_accredited", 10).value(0, 2020, "counties", 40);
  const model::Dataset dataset = facts.build();
  const AreaFigures figures(dataset, {});
  const auto rows = accreditation_rows(figures, kPeriods);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].kind, model::AccreditationKind::Quality);
  EXPECT_EQ(rows[0].before.value, 4);
  EXPECT_EQ(rows[0].during.value, 6);
  EXPECT_NEAR(rows[0].growth.best().value.value(), 50, 1e-12);
  EXPECT_NEAR(rows[0].share.best().value.value(), 25, 1e-12);
}

TEST(AccreditationRows, NumberOfTheEveMissingLeavesTheEarlierPeriodUnknown) {
  testing::AreaFacts facts;
  facts.province();
  facts.value(0, 2015, "counties_basic_accredited", 4).value(0, 2020, "counties_basic_accredited", 10);
  const model::Dataset dataset = facts.build();
  const auto rows = accreditation_rows(AreaFigures(dataset, {}), kPeriods);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_FALSE(rows[0].before.value.has_value());
  EXPECT_EQ(rows[0].during.value, 6);
  EXPECT_FALSE(rows[0].growth.best().value.has_value());
}

// Both counties by 2015: that none followed is no fall of 100 %.
TEST(AccreditationRows, AllRecognisedBeforeHasNoGrowthAndTheYearOfTheLast) {
  testing::AreaFacts facts;
  facts.province().county().county();
  facts.recognised(1, 2013).recognised(2, 2015);
  facts.value(0, 2020, "counties_basic_in_period", 0);
  const model::Dataset dataset = facts.build();
  const auto rows = accreditation_rows(AreaFigures(dataset, {}), kPeriods);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].before.value, 2);
  EXPECT_EQ(rows[0].during.value, 0);
  EXPECT_FALSE(rows[0].growth.best().value.has_value());
  EXPECT_EQ(rows[0].complete_since, 2015);
}

TEST(AccreditationRows, NoneBeforeHasNoGrowth) {
  testing::AreaFacts facts;
  facts.province();
  facts.value(0, 2015, "counties_basic_in_period", 0).value(0, 2020, "counties_basic_in_period", 5);
  const model::Dataset dataset = facts.build();
  const auto rows = accreditation_rows(AreaFigures(dataset, {}), kPeriods);
  EXPECT_FALSE(rows.at(0).growth.best().value.has_value());
}

TEST(AccreditationRows, InferredCountsMarkWhatIsComputedFromThem) {
  testing::AreaFacts facts;
  facts.province();
  facts.value(0, 2015, "counties_basic_in_period", 13, "推算").value(0, 2020, "counties_basic_in_period", 81, "printed");
  facts.value(0, 2020, "counties_basic_growth_percent", 500);
  const model::Dataset dataset = facts.build();
  const auto rows = accreditation_rows(AreaFigures(dataset, {}), kPeriods);
  EXPECT_TRUE(rows.at(0).before.is_inferred);
  EXPECT_FALSE(rows[0].during.is_inferred);
  EXPECT_TRUE(rows[0].growth.computed.is_inferred);
  // 81 / 13 - 1 = 523 %, not 500.
  EXPECT_TRUE(rows[0].growth.disagrees());
}

CountyStanding standing(std::size_t county, int year, assess::Verdict verdict) {
  return {AreaIndex(county), model::AccreditationKind::Basic, year, verdict, {}};
}

TEST(RecognisedCounties, UnmetTodayFallsBack) {
  testing::AreaFacts facts;
  facts.province().county().county();
  facts.recognised(1, 2014).recognised(2, 2015);
  const model::Dataset dataset = facts.build();
  const std::vector<CountyStanding> standings = {standing(1, 2018, assess::Verdict::Unmet), standing(1, 2016, assess::Verdict::Met),
                                                 standing(2, 2018, assess::Verdict::Unknown)};
  const auto counties = recognised_counties(AreaFigures(dataset, {}), kPeriods, standings);
  ASSERT_EQ(counties.size(), 2U);
  EXPECT_EQ(counties[0].years_since, 6);
  EXPECT_TRUE(counties[0].falls_back());
  EXPECT_EQ(counties[0].present_year, 2018);
  EXPECT_EQ(counties[0].trend.from, 2016);
  EXPECT_FALSE(counties[1].falls_back());
}

// Data of the years before the recognition, and after the plan period, say nothing of the present.
TEST(RecognisedCounties, OnlyYearsSinceTheRecognitionCount) {
  testing::AreaFacts facts;
  facts.province().county();
  facts.recognised(1, 2017);
  const model::Dataset dataset = facts.build();
  const std::vector<CountyStanding> standings = {standing(1, 2016, assess::Verdict::Unmet), standing(1, 2021, assess::Verdict::Unmet)};
  const auto counties = recognised_counties(AreaFigures(dataset, {}), kPeriods, standings);
  ASSERT_EQ(counties.size(), 1U);
  EXPECT_FALSE(counties[0].present.has_value());
}

// Recognised in 2014, 2015 and 2018; data of 2019: 5, 4 and 1 years by then. One still met, one fallen back, one without schools.
TEST(RecognisedSums, CountsOfTheAreaAbove) {
  testing::AreaFacts facts;
  facts.province().county().county().county();
  facts.recognised(1, 2014).recognised(2, 2015).recognised(3, 2018);
  model::Dataset dataset = facts.build();
  dataset.manifest.default_year = SchoolYear{2019};
  const std::vector<CountyStanding> standings = {standing(1, 2019, assess::Verdict::Met), standing(2, 2019, assess::Verdict::Unmet)};
  const auto sums = recognised_sums(dataset.areas, recognised_counties(AreaFigures(dataset, {}), kPeriods, standings));
  ASSERT_EQ(sums.size(), 1U);
  EXPECT_EQ(sums[0].counties, 3U);
  EXPECT_EQ(sums[0].met, 1U);
  EXPECT_EQ(sums[0].fallen_back, 1U);
  EXPECT_EQ(sums[0].without_schools, 1U);
  EXPECT_EQ(sums[0].compared, 0U);
  EXPECT_EQ(sums[0].least_years_since, 1);
  EXPECT_EQ(sums[0].most_years_since, 5);
}

}  // namespace
}  // namespace junheng::monitor
