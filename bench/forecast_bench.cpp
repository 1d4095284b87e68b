// A forecast of a made-up country, and of one county, from histories in memory to the rows of areas. Prints seconds of wall and processor
// time and the largest resident memory, and checks the answers: sums add up, a county is the same alone and among others, and the simple
// methods of back-tests agree with plain loops. Exit 1 where one does not. Not Google Benchmark: a country is too long to be repeated.
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>

#include <fmt/format.h>

#include "junheng/core/parallel.h"
#include "junheng/forecast/baselines.h"
#include "junheng/forecast/forecast.h"
#include "junheng/report/forecast_report.h"

namespace junheng {
namespace {

using forecast::Forecast;
using forecast::GradeArray;
using forecast::History;
using forecast::is_none;
using forecast::kGrades;
using forecast::kNone;

constexpr std::size_t kYears = 8;

/// Pupils of a school in a year and grade: sizes differ a hundredfold, years by some per cent.
double pupils_of(std::size_t school, std::size_t year, std::size_t grade) {
  const double size = 6 + static_cast<double>((school * 2654435761U) % 97);
  const double swing = static_cast<double>((school * 31 + year * 17 + grade * 7) % 11) / 100;
  return std::round(size * (1.05 - 0.01 * static_cast<double>(year) + swing));
}

/// Schools of nine grades, with births of half of the counties.
History history_of(std::size_t counties, std::size_t schools) {
  History history;
  history.first_year = 2017;
  history.years = kYears;
  history.first_birth_year = 1999;
  history.birth_years = kYears + 38;
  for (std::size_t county = 0; county < counties; ++county) {
    const std::string code = std::to_string(100000 + county);
    history.county_begin.push_back(static_cast<std::uint32_t>(history.schools.size()));
    history.counties.push_back({code, code});
    history.townships.push_back({code, code});
    const std::size_t end = schools * (county + 1) / counties;
    for (std::size_t school = history.schools.size(); school < end; ++school) {
      history.schools.push_back(
          {fmt::format("21{:08}", school), {}, static_cast<std::uint32_t>(county), static_cast<std::uint32_t>(county), 312});
      for (std::size_t year = 0; year < kYears; ++year) {
        GradeArray row = forecast::filled(kNone);
        for (std::size_t g = 1; g <= 9; ++g) row[g] = pupils_of(school, year, g);
        history.pupils.push_back(row);
      }
    }
    for (std::size_t year = 0; year < history.birth_years; ++year)
      history.births.push_back(county % 2 == 0 && year < kYears + 18 ? 60.0 * static_cast<double>(end) / static_cast<double>(counties)
                                                                     : kNone);
  }
  history.county_begin.push_back(static_cast<std::uint32_t>(history.schools.size()));
  history.classes.assign(history.schools.size(), forecast::filled(kNone));
  history.published.assign(counties * kYears, kNone);
  return history;
}

struct Cost {
  double wall_s = 0;
  double processor_s = 0;
};

template <typename Work>
Cost cost_of(Work work) {
  const auto wall = std::chrono::steady_clock::now();
  const std::clock_t processor = std::clock();
  work();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count(),
          static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC};
}

double largest_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::string load_average() {
  std::ifstream file("/proc/loadavg");
  std::string load;
  file >> load;
  return load;
}

void report_cost(const char* task, unsigned threads, const Cost& cost) {
  fmt::print("{},{},{:.2f},{:.2f},{:.0f},{}\n", task, threads, cost.wall_s, cost.processor_s, largest_mb(), load_average());
}

int faults = 0;

void expect_near(const char* what, double found, double wanted, double share) {
  if (std::abs(found - wanted) <= share * std::max(1.0, std::abs(wanted))) return;
  fmt::print(stderr, "{}: {} where {} is right\n", what, found, wanted);
  ++faults;
}

forecast::ForecastOptions options_for(std::size_t horizon, std::size_t draws, unsigned threads) {
  forecast::ForecastOptions options;
  options.horizon = horizon;
  options.simulation.draws = draws;
  options.keep_schools = false;
  options.threads = threads;
  return options;
}

/// Rows of every county and of all, as `junheng forecast --level county --format csv` writes them; how many bytes.
std::size_t write_rows(const History& history, const Forecast& made) {
  const std::vector<Issue> none;
  report::ForecastInput input;
  input.history = &history;
  input.forecast = &made;
  input.findings = &none;
  input.level = report::ForecastLevel::County;
  std::size_t bytes = 0;
  report::write_forecast_csv(input, [&](std::string_view piece) { bytes += piece.size(); });
  return bytes;
}

void check_sums(const Forecast& made) {
  for (std::size_t ahead = 0; ahead < made.horizon; ++ahead) {
    double all = 0;
    double grades = 0;
    for (const auto& county : made.counties) all += county.all[ahead].middle;
    for (const auto& grade : made.grades[ahead]) grades += grade.middle;
    // Draws are kept as floats.
    expect_near("sum of the counties", made.all[ahead].middle, all, 1e-4);
    expect_near("sum of the grades", made.all[ahead].middle, grades, 1e-4);
    if (!(made.all[ahead].low <= made.all[ahead].middle && made.all[ahead].middle <= made.all[ahead].high)) ++faults;
  }
}

/// The sums of today's schools of a county, from a run that keeps its schools.
void check_schools(const History& history, const Forecast& made) {
  auto options = options_for(made.horizon, 20, 1);
  options.keep_schools = true;
  const Forecast kept = forecast::make_forecast(history, options);
  for (std::size_t ahead = 0; ahead < made.horizon; ++ahead) {
    GradeArray sums = forecast::filled(0);
    for (std::size_t s = 0; s < history.county_schools(0); ++s)
      for (std::size_t g = 1; g <= 9; ++g) sums[g] += kept.counties[0].path.at(s, ahead)[g];
    for (std::size_t g = 1; g <= 9; ++g) expect_near("sum of the schools", made.counties[0].school_sum[ahead][g], sums[g], 1e-9);
  }
}

/// Last value, mean of three yearly ratios and five-year line of grade 5 of a school, five years on, by hand.
void check_baselines(const History& history, std::size_t school) {
  const auto rows = std::span(history.pupils).subspan(school * kYears, kYears);
  constexpr std::size_t kAhead = 5;
  const auto found = [&](forecast::Baseline which) { return forecast::baseline(which, rows, kAhead)[kAhead - 1]; };
  expect_near("last value", found(forecast::Baseline::LastValue)[5], rows[kYears - 1][5], 0);
  // Grade 1 has no grade below it: its last value passes through four ratios.
  double cohort = rows[kYears - 1][1];
  for (std::size_t g = 1; g < 5; ++g) {
    double ratio = 0;
    for (std::size_t year = kYears - 3; year < kYears; ++year) ratio += rows[year][g + 1] / rows[year - 1][g] / 3;
    cohort *= ratio;
  }
  expect_near("three-year ratio", found(forecast::Baseline::ThreeYearRatio)[5], cohort, 1e-12);
  double mean = 0;
  double slope = 0;
  for (std::size_t i = 0; i < 5; ++i) mean += rows[kYears - 5 + i][5] / 5;
  // Times -2 to 2 about the middle year; their squares sum to 10.
  for (std::size_t i = 0; i < 5; ++i) slope += (static_cast<double>(i) - 2) * rows[kYears - 5 + i][5] / 10;
  expect_near("five-year trend", found(forecast::Baseline::FiveYearTrend)[5], std::max(0.0, mean + slope * 7), 1e-12);
}

void run() {
  const unsigned threads = default_thread_count();
  fmt::print("task,threads,wall_s,processor_s,largest_mb,load\n");
  const History county = history_of(1, 300);
  Forecast one;
  report_cost("ForecastCounty", 1, cost_of([&] { one = forecast::make_forecast(county, options_for(5, 1000, 1)); }));
  check_sums(one);
  check_schools(county, one);
  for (std::size_t school = 0; school < 300; school += 37) check_baselines(county, school);
  auto asked = options_for(5, 100, 1);
  const forecast::HistoryFit fit = forecast::fit_history(county, asked);
  asked.fit = &fit;
  asked.keep_schools = true;
  asked.scenario.levers.births = {0.9};
  report_cost("ForecastSlider", 1, cost_of([&] { one = forecast::make_forecast(county, asked); }));
  check_sums(one);

  const History country = history_of(2895, 200000);
  Forecast made;
  std::size_t bytes = 0;
  report_cost("ForecastCountry", threads, cost_of([&] {
                made = forecast::make_forecast(country, options_for(15, 200, threads));
                bytes = write_rows(country, made);
              }));
  check_sums(made);
  // 15 years x (all and 9 grades) of 2,895 counties and of all together, and the head.
  if (bytes < 15U * 10U * 2896U * 20U) ++faults;
}

}  // namespace
}  // namespace junheng

int main() {
  junheng::run();
  if (junheng::faults > 0) fmt::print(stderr, "{} answers are wrong\n", junheng::faults);
  return junheng::faults > 0 ? 1 : 0;
}
