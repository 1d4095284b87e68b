#include "junheng/forecast/forecast.h"

#include <algorithm>
#include <optional>

#include "junheng/core/parallel.h"
#include "junheng/forecast/backtest.h"
#include "junheng/forecast/needs.h"
#include "junheng/forecast/regions.h"

namespace junheng::forecast {

namespace {

/// Schools on whose back-tests intervals rest: more tell no more.
constexpr std::size_t kMostSchools = 20000;
/// Counties whose draws are held at once.
constexpr std::size_t kBlock = 64;

/// Some of the counties of a large history, evenly spread.
History sample_of(const History& history) {
  const std::size_t stride = history.schools.size() / kMostSchools + 1;
  std::vector<std::size_t> counties;
  for (std::size_t county = 0; county < history.counties.size(); county += stride) counties.push_back(county);
  return select_counties(history, counties);
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

/// Sums of the county's schools, and the classes that they form, but for special schools: their curriculum is another.
void add_up_schools(const History& history, const ForecastOptions& options, CountyForecast& made) {
  made.school_sum.assign(options.horizon, filled(kNone));
  made.classes.assign(options.horizon, filled(kNone));
  const auto add = [](double& sum, double value) { sum = (is_none(sum) ? 0 : sum) + value; };
  for (std::size_t ahead = 0; ahead < options.horizon; ++ahead) {
    GradeArray& sums = made.school_sum[ahead];
    GradeArray& classes = made.classes[ahead];
    GradeArray special = filled(0);
    for (std::size_t s = 0; s < history.county_schools(made.model.county); ++s) {
      const GradeArray& pupils = made.path.at(s, ahead);
      const bool is_special = model::SchoolKind::is_special(history.schools[history.county_begin[made.model.county] + s].kind);
      for (std::size_t g = 0; g < kGrades; ++g) {
        if (is_none(pupils[g])) continue;
        add(sums[g], pupils[g]);
        if (is_special) special[g] += pupils[g];
        else if (!is_none(options.class_sizes[g])) add(classes[g], classes_for(pupils[g], options.class_sizes[g]));
      }
    }
    for (std::size_t g = 0; g < kGrades; ++g) {
      const double flow = made.path.flow[ahead][g];
      if (is_none(flow) || is_none(options.class_sizes[g])) continue;
      const double ordinary = (is_none(sums[g]) ? 0 : sums[g]) - special[g];
      const double pupils = std::max(0.0, flow - special[g]);
      classes[g] = ordinary > 0 ? classes[g] * pupils / ordinary : classes_for(pupils, options.class_sizes[g]);
    }
  }
}

/// Totals of groups of counties, as these come; the draws of a group are let go with its last county.
class Groups {
 public:
  explicit Groups(const ForecastOptions& options) : options_(options) {
    for (std::size_t county = 0; county < options.group_of.size(); ++county) {
      const std::uint32_t group = options.group_of[county];
      if (group >= last_county_.size()) last_county_.resize(group + std::size_t{1});
      last_county_[group] = county;
    }
    draws_.resize(last_county_.size());
    out_.resize(last_county_.size());
    for (GroupForecast& each : out_) each.school_sum.assign(options.horizon, filled(kNone));
  }

  void add(std::size_t county, const AreaDraws& draws, const CountyForecast& made) {
    if (out_.empty()) return;
    const std::uint32_t group = options_.group_of[county];
    if (draws_[group]) draws_[group]->add(draws);
    else draws_[group] = draws;
    for (std::size_t ahead = 0; ahead < options_.horizon; ++ahead)
      for (std::size_t g = 0; g < kGrades; ++g) {
        double& sum = out_[group].school_sum[ahead][g];
        if (const double pupils = made.school_sum[ahead][g]; !is_none(pupils)) sum = (is_none(sum) ? 0 : sum) + pupils;
      }
    if (last_county_[group] != county) return;
    read_intervals(*draws_[group], out_[group].grades, out_[group].all);
    draws_[group].reset();
  }

  std::vector<GroupForecast> take() { return std::move(out_); }

 private:
  const ForecastOptions& options_;
  std::vector<std::size_t> last_county_;
  std::vector<std::optional<AreaDraws>> draws_;
  std::vector<GroupForecast> out_;
};

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
  const History& basis = options.basis == nullptr ? history : *options.basis;
  Forecast out;
  out.horizon = options.horizon;
  out.first_year = history.last_year() + 1;
  GradeArray overall = filled(1);
  if (options.fit != nullptr) {
    out.spread = options.fit->spread;
    out.flow_from = options.fit->flow_from;
  } else {
    out.spread = spread_of(basis, options);
    const auto breaks = find_breaks(basis, basis.years);
    out.flow_from = breaks.empty() ? 0 : breaks.back();
    overall = overall_ratios(basis, basis.years, options.model);
  }
  const NormalTable normals(options.simulation.seed, options.simulation.draws);
  out.counties.resize(history.counties.size());
  AreaDraws all(options.horizon, options.simulation.draws);
  Groups groups(options);
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
      add_up_schools(history, options, made);
      if (options.keep_schools) return;
      made.path.pupils = {};
      made.model.ratios = {};
      made.model.levels = {};
      made.model.last = {};
    });
    // In the order of the counties, so that sums round alike on any number of threads.
    for (std::size_t i = 0; i < count; ++i) {
      all.add(*draws[i]);
      groups.add(first + i, *draws[i], out.counties[first + i]);
    }
  }
  read_intervals(all, out.grades, out.all);
  out.stages = stage_intervals(all);
  out.groups = groups.take();
  return out;
}

}  // namespace junheng::forecast
