#include "junheng/forecast/forecast.h"

#include <algorithm>
#include <optional>

#include "junheng/core/parallel.h"
#include "junheng/forecast/backtest.h"

namespace junheng::forecast {

namespace {

/// Schools on whose back-tests intervals rest: more tell no more.
constexpr std::size_t kMostSchools = 20000;
/// Counties whose draws are held at once.
constexpr std::size_t kBlock = 64;

/// Some of the counties of a large history, evenly spread.
History sample_of(const History& history) {
  History sample = history;
  const std::size_t stride = history.schools.size() / kMostSchools + 1;
  sample.schools.clear();
  sample.counties.clear();
  sample.county_begin.clear();
  sample.pupils.clear();
  sample.classes.clear();
  sample.births.clear();
  sample.published.clear();
  for (std::size_t county = 0; county < history.counties.size(); county += stride) {
    sample.county_begin.push_back(static_cast<std::uint32_t>(sample.schools.size()));
    for (std::size_t s = history.county_begin[county]; s < history.county_begin[county + 1]; ++s) {
      sample.schools.push_back(history.schools[s]);
      sample.schools.back().county = static_cast<std::uint32_t>(sample.counties.size());
    }
    const auto copy = [&](const auto& from, auto& to, std::size_t begin, std::size_t count) {
      to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(begin), from.begin() + static_cast<std::ptrdiff_t>(begin + count));
    };
    copy(history.pupils, sample.pupils, history.county_begin[county] * history.years, history.county_schools(county) * history.years);
    copy(history.births, sample.births, county * history.birth_years, history.birth_years);
    copy(history.published, sample.published, county * history.years, history.years);
    sample.counties.push_back(history.counties[county]);
  }
  sample.county_begin.push_back(static_cast<std::uint32_t>(sample.schools.size()));
  return sample;
}

Spread spread_of(const History& history, const ForecastOptions& options) {
  const Spread usual = usual_spread(options.horizon);
  if (history.schools.size() <= kMostSchools)
    return calibrate(residuals_until(history, history.years, options.horizon, options.model, options.threads), usual);
  const History sample = sample_of(history);
  return calibrate(residuals_until(sample, sample.years, options.horizon, options.model, options.threads), usual);
}

void read_intervals(const AreaDraws& draws, std::vector<std::array<Interval, kGrades>>& grades, std::vector<Interval>& all) {
  grades.resize(draws.horizon);
  for (std::size_t ahead = 0; ahead < draws.horizon; ++ahead) {
    for (std::size_t g = 0; g < kGrades; ++g) grades[ahead][g] = interval_of(draws, ahead, g, g);
    all.push_back(interval_of(draws, ahead, 0, kGrades - 1));
  }
}

static_assert(std::ranges::all_of(kStageGrades, [](const StageGrades& each) {
  return stage_of_grade(static_cast<int>(each.first)) == each.stage && stage_of_grade(static_cast<int>(each.last)) == each.stage;
}));

std::vector<StageIntervals> stage_intervals(const AreaDraws& draws) {
  std::vector<StageIntervals> stages(draws.horizon);
  for (std::size_t ahead = 0; ahead < draws.horizon; ++ahead)
    for (const auto& [stage, first, last] : kStageGrades)
      stages[ahead][static_cast<std::size_t>(stage)] = interval_of(draws, ahead, first, last);
  return stages;
}

}  // namespace

HistoryFit fit_history(const History& history, const ForecastOptions& options) {
  HistoryFit fit;
  fit.spread = spread_of(history, options);
  const auto breaks = find_breaks(history, history.years);
  fit.flow_from = breaks.empty() ? 0 : breaks.back();
  const GradeArray overall = overall_ratios(history, history.years, options.model);
  fit.counties.resize(history.counties.size());
  parallel_for(history.counties.size(), options.threads, [&](std::size_t county) {
    fit.counties[county] = fit_county(history, county, history.years, fit.flow_from, overall, options.model);
  });
  return fit;
}

Forecast make_forecast(const History& history, const ForecastOptions& options) {
  Forecast out;
  out.horizon = options.horizon;
  out.first_year = history.last_year() + 1;
  GradeArray overall = filled(1);
  if (options.fit != nullptr) {
    out.spread = options.fit->spread;
    out.flow_from = options.fit->flow_from;
  } else {
    out.spread = spread_of(history, options);
    const auto breaks = find_breaks(history, history.years);
    out.flow_from = breaks.empty() ? 0 : breaks.back();
    overall = overall_ratios(history, history.years, options.model);
  }
  const NormalTable normals(options.simulation.seed, options.simulation.draws);
  out.counties.resize(history.counties.size());
  AreaDraws all(options.horizon, options.simulation.draws);
  for (std::size_t first = 0; first < history.counties.size() && !options.stop.stop_requested(); first += kBlock) {
    const std::size_t count = std::min(kBlock, history.counties.size() - first);
    std::vector<std::optional<AreaDraws>> draws(count);
    parallel_for(count, options.threads, [&](std::size_t i) {
      const std::size_t county = first + i;
      CountyForecast& made = out.counties[county];
      made.model = options.fit != nullptr ? options.fit->counties[county]
                                          : fit_county(history, county, history.years, out.flow_from, overall, options.model);
      made.path =
          project(history, made.model, options.horizon, options.model, scenario_of(options.scenario, history, county, options.horizon));
      draws[i] = simulate(history, made.path, county, out.spread, normals, options.simulation, options.limits,
                          options.keep_schools ? &made.schools : nullptr);
      read_intervals(*draws[i], made.grades, made.all);
      made.stages = stage_intervals(*draws[i]);
      made.school_sum.assign(options.horizon, filled(kNone));
      for (std::size_t s = 0; s < history.county_schools(county); ++s)
        for (std::size_t ahead = 0; ahead < options.horizon; ++ahead)
          for (std::size_t g = 0; g < kGrades; ++g)
            if (const double pupils = made.path.at(s, ahead)[g]; !is_none(pupils))
              made.school_sum[ahead][g] = (is_none(made.school_sum[ahead][g]) ? 0 : made.school_sum[ahead][g]) + pupils;
      if (options.keep_schools) return;
      made.path.pupils = {};
      made.model.ratios = {};
      made.model.levels = {};
      made.model.last = {};
    });
    // In the order of the counties, so that sums round alike on any number of threads.
    for (const auto& each : draws) all.add(*each);
  }
  read_intervals(all, out.grades, out.all);
  out.stages = stage_intervals(all);
  return out;
}

}  // namespace junheng::forecast
