#include "junheng/forecast/spread.h"

#include <gtest/gtest.h>

#include <map>

#include "junheng/core/rng.h"
#include "junheng/forecast/backtest.h"
#include "scene.h"

namespace junheng::forecast {
namespace {

/// Deviations of the process that makes up a history, in a year: of the county, of a school, of a cohort.
struct Process {
  double county = 0;
  double school = 0;
  double cohort = 0;
};

/// Errors of schools of six grades, of deviations `scale` x (0.08 x school, 0.05 x cohort), one year ahead.
void add_errors(Rng& rng, std::uint32_t origin, std::uint32_t ahead, double scale, std::size_t schools, Residuals& out) {
  for (std::size_t s = 0; s < schools; ++s) {
    const double shared = scale * 0.08 * rng.bell();
    SchoolResidual school{origin, ahead, 0, 0, 0};
    for (std::size_t g = 0; g < 6; ++g) {
      const double forecast = 100;
      const double actual = forecast * (1 + shared + scale * 0.05 * rng.bell()) + std::sqrt(counting_variance(forecast)) * rng.bell();
      out.cells.push_back({origin, ahead, forecast, actual});
      school.forecast += forecast;
      school.actual += actual;
      school.squares += forecast * forecast;
    }
    out.schools.push_back(school);
  }
}

Spread no_county(std::size_t horizon) {
  Spread usual = usual_spread(horizon);
  std::ranges::fill(usual.county, 0);
  return usual;
}

// Errors drawn with deviations of 0.08 and 0.05: those are found.
TEST(Spread, FindsWhatErrorsWereDrawnWith) {
  Rng rng(1);
  Residuals residuals;
  for (std::uint32_t origin = 3; origin < 8; ++origin) add_errors(rng, origin, 0, 1, 4000, residuals);
  const Spread found = calibrate(residuals, no_county(1));
  EXPECT_NEAR(found.school[0], 0.08, 0.002);
  EXPECT_NEAR(found.cohort[0], 0.05, 0.002);
  EXPECT_EQ(found.schools, 20000U);
}

// Errors that grow twofold to the second year ahead, of all origins: so do the deviations.
TEST(Spread, GrowsAsErrorsGrow) {
  Rng rng(2);
  Residuals residuals;
  for (std::uint32_t origin = 3; origin < 8; ++origin) {
    add_errors(rng, origin, 0, 1, 4000, residuals);
    if (origin < 7) add_errors(rng, origin, 1, 2, 4000, residuals);
  }
  const Spread found = calibrate(residuals, no_county(2));
  EXPECT_NEAR(found.school[1], 0.16, 0.005);
  EXPECT_NEAR(found.cohort[1], 0.10, 0.005);
}

// Ten quiet origins after five wild ones (three times the errors): the wild ones weigh 0.7^10 = 3 % beside the last.
TEST(Spread, LatestOriginsCountMost) {
  Rng rng(3);
  Residuals residuals;
  for (std::uint32_t origin = 3; origin < 18; ++origin) add_errors(rng, origin, 0, origin < 8 ? 3 : 1, 2000, residuals);
  EXPECT_NEAR(calibrate(residuals, no_county(1)).school[0], 0.08, 0.006);
}

TEST(Spread, FewResidualsTellNothing) {
  Rng rng(4);
  Residuals residuals;
  add_errors(rng, 3, 0, 5, 7, residuals);
  const Spread usual = usual_spread(3);
  const Spread found = calibrate(residuals, usual);
  EXPECT_EQ(found.school, usual.school);
  EXPECT_EQ(found.cohort, usual.cohort);
  EXPECT_EQ(found.schools, 0U);
}

// Where no year ahead beyond the first has come, the others keep their proportion to the first.
TEST(Spread, YearsThatHaveNotComeKeepTheProportion) {
  Rng rng(5);
  Residuals residuals;
  add_errors(rng, 3, 0, 1, 500, residuals);
  const Spread usual = usual_spread(4);
  const Spread found = calibrate(residuals, usual);
  EXPECT_NEAR(found.school[3] / found.school[0], usual.school[3] / usual.school[0], 1e-12);
}

/// Seventeen years of schools of six grades: each school's pupils move with county and school, each cohort by itself, and some come or go
/// one by one (entrants all do: Poisson).
History made_up(std::size_t schools, const Process& process, std::uint64_t seed) {
  Rng rng(seed);
  std::array<double, 17> county{};
  for (double& each : county) each = process.county * rng.bell();
  std::vector<std::vector<GradeArray>> rows(schools);
  for (auto& school : rows) {
    const double size = 60 * std::exp(0.5 * rng.bell());
    const double ratio = 0.985 + 0.01 * rng.bell();
    double entrants = size;
    GradeArray now = filled(0);
    for (double& each : now) each = std::round(size * std::exp(0.1 * rng.bell()));
    for (std::size_t year = 0; year < county.size(); ++year) {
      school.push_back(now);
      const double change = std::exp(county[year] + process.school * rng.bell());
      entrants *= change;
      for (std::size_t g = 6; g >= 1; --g) {
        const double expected = (g == 1 ? entrants : now[g - 1] * ratio * change) * std::exp(process.cohort * rng.bell());
        now[g] = std::max(0.0, std::round(expected + std::sqrt((g == 1 ? 1.0 : 0.3) * expected) * rng.bell()));
      }
    }
  }
  return testing::history_of({schools, county.size()}, [&](std::size_t s, std::size_t year, std::size_t g) { return rows[s][year][g]; });
}

/// Shares within the 80 % interval, one to five years ahead, of all residuals of ten histories, %.
struct Coverage {
  double grades = 0;
  double schools = 0;
};

Coverage coverage_of(std::size_t schools, const Process& process) {
  std::map<Level, std::pair<double, double>> inside_of_all;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Backtest test = backtest(made_up(schools, process, seed), {.horizon = 5}, {});
    for (const Level level : {Level::Grade, Level::School}) {
      for (std::size_t ahead = 0; ahead < 5; ++ahead) {
        const Accuracy* const row = test.find(level, ahead, "model");
        inside_of_all[level].first += row->coverage * static_cast<double>(row->cells);
        inside_of_all[level].second += static_cast<double>(row->cells);
      }
    }
  }
  const auto share = [&](Level level) { return inside_of_all[level].first / inside_of_all[level].second; };
  return {share(Level::Grade), share(Level::School)};
}

constexpr Process kCalm = {0.005, 0.01, 0.015};
constexpr Process kMiddle = {0.01, 0.03, 0.03};
constexpr Process kRough = {0.02, 0.07, 0.06};

// What comes of a known process lies within the intervals as often as they say, in counties small and large, calm and rough; issue
// "Forecast": 76 to 84 %.
TEST(Spread, IntervalsHoldWhatAKnownProcessBrings) {
  for (const std::size_t schools : {15U, 150U}) {
    for (const Process& process : {kCalm, kMiddle, kRough}) {
      const Coverage found = coverage_of(schools, process);
      for (const double share : {found.grades, found.schools}) {
        EXPECT_GE(share, 76) << schools << " schools, deviation " << process.school;
        EXPECT_LE(share, 84) << schools << " schools, deviation " << process.school;
      }
    }
  }
}

}  // namespace
}  // namespace junheng::forecast
