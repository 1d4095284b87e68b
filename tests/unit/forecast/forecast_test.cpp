#include "junheng/forecast/forecast.h"

#include <gtest/gtest.h>

#include "scene.h"

namespace junheng::forecast {
namespace {

using testing::history_of;
using testing::Scene;

Forecast forecast_of(const History& history, ForecastOptions options = {}) { return make_forecast(history, options); }

/// Schools that differ in size and from year to year.
double uneven(std::size_t school, std::size_t year, std::size_t grade) {
  return 20.0 + 10 * static_cast<double>(school) + static_cast<double>((year * 7 + grade * 3 + school) % 5);
}

// A place in which nothing changes: every cohort passes on whole, and the forecast is today.
TEST(Forecast, NothingChangesWhereNothingHas) {
  const History history =
      history_of({}, [](std::size_t school, std::size_t, std::size_t) { return 30.0 + 10 * static_cast<double>(school); });
  const Forecast made = forecast_of(history);
  for (std::size_t s = 0; s < 4; ++s)
    for (std::size_t ahead = 0; ahead < made.horizon; ++ahead)
      for (std::size_t g = 1; g <= 6; ++g) EXPECT_NEAR(made.counties[0].path.at(s, ahead)[g], 30.0 + 10 * static_cast<double>(s), 1e-9);
}

// What an area shows is its flow, not the mean of so many draws: schools, counties and settlements add up to it.
TEST(Forecast, AreasShowTheirFlow) {
  const Forecast made = forecast_of(history_of({}, uneven));
  for (std::size_t ahead = 0; ahead < made.horizon; ++ahead) {
    const GradeArray& flow = made.counties[0].path.flow[ahead];
    for (std::size_t g = 1; g <= 6; ++g) EXPECT_NEAR(made.counties[0].grades[ahead][g].middle, flow[g], 1e-4 * flow[g]);
    EXPECT_NEAR(made.counties[0].all[ahead].middle, total(flow), 1e-4 * total(flow));
  }
}

// Births 100, 90, 80 ... each year's entrants are the births of six years before: the county's first grade follows them exactly.
TEST(Forecast, EntrantsFollowBirths) {
  History history = history_of({1, 6, 1, 1, 6}, [](std::size_t, std::size_t year, std::size_t grade) {
    return 200.0 - 10 * (static_cast<double>(year) - static_cast<double>(grade) + 1);
  });
  // Entrants of 2019 are 200 and were born in 2013.
  for (int year = 2008; year <= 2024; ++year) history.births[static_cast<std::size_t>(year - 2000)] = 200.0 - 10 * (year - 2013);
  const Forecast made = forecast_of(history);
  EXPECT_EQ(made.counties[0].model.entrants, EntrantBasis::Births);
  EXPECT_NEAR(made.counties[0].model.entrants_per_birth, 1, 1e-12);
  // 2025: born in 2019, 140 of them.
  EXPECT_NEAR(made.counties[0].path.flow[0][1], 140, 1e-9);
  EXPECT_NEAR(made.counties[0].path.flow[4][1], 100, 1e-9);
}

// Cohort identity: with ratios of 1 and no drawing to levels, a grade's pupils are those of the grade below a year before.
TEST(Forecast, CohortsPassOn) {
  const History history = history_of({2, 1, 1, 1, 6}, [](std::size_t school, std::size_t, std::size_t grade) {
    return 20.0 + static_cast<double>(grade) + static_cast<double>(school);
  });
  ForecastOptions options;
  options.model.cohort_part = 1;
  options.model.cohort_loss = 0;
  const Forecast made = forecast_of(history, options);
  for (std::size_t s = 0; s < 2; ++s)
    for (std::size_t g = 2; g <= 6; ++g) EXPECT_NEAR(made.counties[0].path.at(s, 0)[g], history.at(s, 0)[g - 1], 1e-9);
}

TEST(Forecast, IntervalsHoldTheMiddleAndGrow) {
  const Forecast made = forecast_of(history_of({}, uneven));
  const CountyForecast& county = made.counties[0];
  for (std::size_t ahead = 0; ahead < made.horizon; ++ahead) {
    const Interval& total = county.schools.total[0 * made.horizon + ahead];
    EXPECT_LT(total.low, total.middle);
    EXPECT_GT(total.high, total.middle);
    if (ahead == 0) continue;
    const Interval& before = county.schools.total[ahead - 1];
    EXPECT_GT((total.high - total.low) / total.middle, 0.95 * (before.high - before.low) / before.middle);
  }
}

TEST(Forecast, TheSameOnOneThreadAndOnMany) {
  const History history = history_of({5, 6, 40, 1, 9}, uneven);
  ForecastOptions one;
  ForecastOptions many;
  many.threads = 4;
  const Forecast a = forecast_of(history, one);
  const Forecast b = forecast_of(history, many);
  for (std::size_t ahead = 0; ahead < a.horizon; ++ahead) {
    EXPECT_EQ(a.all[ahead].low, b.all[ahead].low);
    EXPECT_EQ(a.all[ahead].high, b.all[ahead].high);
    for (std::size_t c = 0; c < a.counties.size(); ++c) EXPECT_EQ(a.counties[c].all[ahead].low, b.counties[c].all[ahead].low);
  }
}

// What is drawn for a county does not depend on which others are forecast with it.
TEST(Forecast, ACountyAloneIsTheSame) {
  const History all = history_of({4, 1, 3, 1, 6}, uneven);
  const History alone = history_of({4, 1, 1, 1, 6}, uneven);
  const Forecast a = forecast_of(all);
  const Forecast b = forecast_of(alone);
  for (std::size_t at = 0; at < a.counties[0].schools.total.size(); ++at)
    EXPECT_EQ(a.counties[0].schools.total[at].low, b.counties[0].schools.total[at].low);
}

TEST(Forecast, OtherSeedsDrawOtherNumbers) {
  const History history = history_of({}, uneven);
  ForecastOptions other;
  other.simulation.seed = 2;
  EXPECT_NE(forecast_of(history).all[0].low, forecast_of(history, other).all[0].low);
}

TEST(Forecast, ChancesOfLimits) {
  ForecastOptions options;
  options.limits = {0, 1e6};
  const Forecast made = forecast_of(history_of({}, uneven), options);
  EXPECT_EQ(made.counties[0].schools.above[0], 1);
  EXPECT_EQ(made.counties[0].schools.above[1], 0);
}

TEST(Forecast, WithoutSchoolsTheAreasAreTheSame) {
  const History history = history_of({4, 6, 2, 1, 6}, uneven);
  ForecastOptions areas;
  areas.keep_schools = false;
  const Forecast a = forecast_of(history);
  const Forecast b = forecast_of(history, areas);
  EXPECT_EQ(a.all[2].high, b.all[2].high);
  EXPECT_TRUE(b.counties[0].path.pupils.empty());
}

// One school, one grade, one year: the least that there can be.
TEST(Forecast, TheLeast) {
  const Forecast made = forecast_of(history_of({1, 1, 1, 1, 1}, [](std::size_t, std::size_t, std::size_t) { return 0.0; }));
  EXPECT_EQ(made.all[0].middle, 0);
  EXPECT_EQ(made.spread.schools, 0U);
}

// What was learned for twenty years ahead gives the same forecast of five, whatever is asked.
TEST(Forecast, AFitThatIsHeldGivesTheSame) {
  const History history = history_of({5, 9, 3, 1, 9}, uneven);
  ForecastOptions far;
  far.horizon = 20;
  const HistoryFit fit = fit_history(history, far);
  ForecastOptions options;
  options.scenario.levers = {{0.9, 0.8}, {1.01}};
  const Forecast learned = make_forecast(history, options);
  options.fit = &fit;
  const Forecast held = make_forecast(history, options);
  ASSERT_EQ(held.all.size(), learned.all.size());
  EXPECT_EQ(held.flow_from, learned.flow_from);
  for (std::size_t ahead = 0; ahead < learned.horizon; ++ahead) {
    EXPECT_EQ(held.all[ahead].low, learned.all[ahead].low);
    EXPECT_EQ(held.all[ahead].high, learned.all[ahead].high);
    EXPECT_EQ(total(held.counties[2].path.at(1, ahead)), total(learned.counties[2].path.at(1, ahead)));
  }
}

// The middle of a stage is the sum of those of its grades; its interval is narrower than their sum, since errors cancel.
TEST(Forecast, StagesAddUpTheirGrades) {
  const Forecast made = forecast_of(history_of({4, 6, 2, 1, 9}, uneven));
  for (std::size_t ahead = 0; ahead < made.horizon; ++ahead) {
    const StageIntervals& stages = made.counties[1].stages[ahead];
    double primary = 0;
    double width = 0;
    for (std::size_t g = 1; g <= 6; ++g) {
      const Interval& grade = made.counties[1].grades[ahead][g];
      primary += grade.middle;
      width += grade.high - grade.low;
    }
    const Interval& found = stages[static_cast<std::size_t>(Stage::Primary)];
    EXPECT_NEAR(found.middle, primary, 1e-3 * primary);
    EXPECT_LT(found.high - found.low, width);
    EXPECT_NEAR(found.middle + stages[static_cast<std::size_t>(Stage::Junior)].middle, made.counties[1].all[ahead].middle, 1e-3 * primary);
  }
}

}  // namespace
}  // namespace junheng::forecast
