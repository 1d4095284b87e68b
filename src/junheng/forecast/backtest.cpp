#include "junheng/forecast/backtest.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "junheng/core/parallel.h"
#include "junheng/forecast/baselines.h"
#include "junheng/forecast/projection.h"

namespace junheng::forecast {

namespace {

constexpr std::string_view kModel = "model";
/// The earliest origin whose residuals intervals may rest on.
constexpr std::size_t kFirstResiduals = 3;

/// The forecasts of one origin.
struct Origin {
  std::size_t years = 0;
  std::vector<CountyPath> paths;
};

Origin forecast_from(const History& history, std::size_t years, std::size_t horizon, const ModelOptions& options, unsigned threads) {
  Origin origin;
  origin.years = years;
  origin.paths.resize(history.counties.size());
  const GradeArray overall = overall_ratios(history, years, options);
  const auto breaks = find_breaks(history, years);
  const std::size_t from = breaks.empty() ? 0 : breaks.back();
  parallel_for(history.counties.size(), threads, [&](std::size_t county) {
    origin.paths[county] = project(history, fit_county(history, county, years, from, overall, options), horizon, options);
  });
  return origin;
}

/// Calls visit(school, ahead, forecast, actual) with rows of grades for every school and year that has come.
template <typename Visit>
void for_each_school(const History& history, const Origin& origin, std::size_t until, Visit visit) {
  for (std::size_t county = 0; county < history.counties.size(); ++county) {
    const CountyPath& path = origin.paths[county];
    for (std::size_t ahead = 0; ahead < path.horizon && origin.years + ahead < until; ++ahead)
      for (std::size_t s = 0; s < history.county_schools(county); ++s)
        visit(history.county_begin[county] + s, ahead, path.at(s, ahead),
              history.at(history.county_begin[county] + s, origin.years + ahead));
  }
}

/// Sums of a school over the grades that are run at the origin and when the time has come.
struct Matched {
  double forecast = 0;
  double actual = 0;
  double squares = 0;
  bool any = false;

  Matched(const GradeArray& forecast_row, const GradeArray& actual_row) {
    for (std::size_t g = 0; g < kGrades; ++g) {
      if (is_none(forecast_row[g]) || is_none(actual_row[g])) continue;
      forecast += forecast_row[g];
      actual += actual_row[g];
      squares += forecast_row[g] * forecast_row[g];
      any = true;
    }
  }
};

void add_residuals(const History& history, const Origin& origin, std::size_t until, Residuals& out) {
  for_each_school(history, origin, until, [&](std::size_t, std::size_t ahead, const GradeArray& forecast, const GradeArray& actual) {
    const Matched matched(forecast, actual);
    if (!matched.any) return;
    const auto from = static_cast<std::uint32_t>(origin.years);
    const auto to = static_cast<std::uint32_t>(ahead);
    out.schools.push_back({from, to, matched.forecast, matched.actual, matched.squares});
    for (std::size_t g = 0; g < kGrades; ++g)
      if (!is_none(forecast[g]) && !is_none(actual[g])) out.cells.push_back({from, to, forecast[g], actual[g]});
  });
}

/// Gathers errors by level, year ahead and method.
class Errors {
 public:
  void add(Level level, std::size_t ahead, std::string_view method, double forecast, double actual, std::optional<double> deviation = {}) {
    Sums& sums = sums_[{level, ahead, method}];
    ++sums.cells;
    sums.absolute += std::abs(forecast - actual);
    sums.error += forecast - actual;
    sums.actual += actual;
    if (actual >= 1) {
      sums.relative += std::abs(forecast - actual) / actual;
      sums.signed_relative += (forecast - actual) / actual;
      ++sums.with_pupils;
    }
    if (deviation) {
      ++sums.with_interval;
      if (std::abs(forecast - actual) <= 1.2815515655446004 * *deviation) ++sums.inside;
    }
  }

  [[nodiscard]] std::vector<Accuracy> rows() const {
    std::vector<Accuracy> out;
    for (const auto& [key, sums] : sums_) {
      Accuracy row;
      std::tie(row.level, row.ahead, row.method) = key;
      row.cells = sums.cells;
      if (sums.actual > 0) {
        row.wape = 100 * sums.absolute / sums.actual;
        row.bias = 100 * sums.error / sums.actual;
      }
      if (sums.with_pupils > 0) {
        row.mape = row.mean_absolute = 100 * sums.relative / static_cast<double>(sums.with_pupils);
        row.mean_signed = 100 * sums.signed_relative / static_cast<double>(sums.with_pupils);
      }
      if (sums.with_interval > 0) row.coverage = 100 * static_cast<double>(sums.inside) / static_cast<double>(sums.with_interval);
      out.push_back(row);
    }
    return out;
  }

 private:
  struct Sums {
    std::size_t cells = 0;
    std::size_t with_pupils = 0;
    std::size_t with_interval = 0;
    std::size_t inside = 0;
    double absolute = 0;
    double error = 0;
    double actual = 0;
    double relative = 0;
    double signed_relative = 0;
  };
  std::map<std::tuple<Level, std::size_t, std::string_view>, Sums> sums_;
};

void add_school(Errors& errors, std::size_t ahead, std::string_view method, const GradeArray& forecast, const GradeArray& actual,
                const Spread* spread) {
  const Matched matched(forecast, actual);
  if (!matched.any) return;
  const auto deviation = [&](double value) {
    return spread == nullptr ? std::nullopt : std::optional(cell_deviation(*spread, ahead, value));
  };
  for (std::size_t g = 0; g < kGrades; ++g)
    if (!is_none(forecast[g]) && !is_none(actual[g]))
      errors.add(Level::Grade, ahead, method, forecast[g], actual[g], deviation(forecast[g]));
  errors.add(Level::School, ahead, method, matched.forecast, matched.actual,
             spread == nullptr ? std::nullopt : std::optional(school_deviation(*spread, ahead, matched.forecast, matched.squares)));
}

/// Baselines of each school, and of each county's totals.
void add_baselines(const History& history, std::size_t years, std::size_t horizon, Errors& errors) {
  for (const Baseline which : kBaselines) {
    for (std::size_t s = 0; s < history.schools.size(); ++s) {
      const auto forecast = baseline(which, std::span(history.pupils).subspan(s * history.years, years), horizon);
      for (std::size_t ahead = 0; ahead < horizon && years + ahead < history.years; ++ahead)
        add_school(errors, ahead, to_string(which), forecast[ahead], history.at(s, years + ahead), nullptr);
    }
    std::vector<double> all(horizon, 0);
    std::vector<double> came(horizon, 0);
    for (std::size_t county = 0; county < history.counties.size(); ++county) {
      std::vector<GradeArray> rows;
      for (std::size_t year = 0; year < years; ++year) rows.push_back(history.county_total(county, year));
      const auto forecast = baseline(which, rows, horizon);
      for (std::size_t ahead = 0; ahead < horizon && years + ahead < history.years; ++ahead) {
        const double actual = total(history.county_total(county, years + ahead));
        errors.add(Level::County, ahead, to_string(which), total(forecast[ahead]), actual);
        all[ahead] += total(forecast[ahead]);
        came[ahead] += actual;
      }
    }
    for (std::size_t ahead = 0; ahead < horizon && years + ahead < history.years; ++ahead)
      errors.add(Level::All, ahead, to_string(which), all[ahead], came[ahead]);
  }
}

void add_totals(const History& history, const Origin& origin, const Spread& spread, Errors& errors) {
  for (std::size_t ahead = 0; ahead < spread.county.size() && origin.years + ahead < history.years; ++ahead) {
    double all = 0;
    double came = 0;
    for (std::size_t county = 0; county < history.counties.size(); ++county) {
      const double forecast = total(origin.paths[county].flow[ahead]);
      const double actual = total(history.county_total(county, origin.years + ahead));
      errors.add(Level::County, ahead, kModel, forecast, actual, spread.county[ahead] * forecast);
      all += forecast;
      came += actual;
    }
    errors.add(Level::All, ahead, kModel, all, came);
  }
}

void add_unmatched(const History& history, const Origin& origin, std::vector<Backtest::Unmatched>& out) {
  for_each_school(history, origin, history.years, [&](std::size_t school, std::size_t ahead, const GradeArray&, const GradeArray& actual) {
    for (std::size_t g = 0; g < kGrades; ++g) {
      const double before = history.at(school, origin.years - 1)[g];
      if (!is_none(before) && is_none(actual[g])) {
        ++out[ahead].closed_cells;
        out[ahead].closed_pupils += before;
      } else if (is_none(before) && !is_none(actual[g])) {
        ++out[ahead].opened_cells;
        out[ahead].opened_pupils += actual[g];
      }
    }
  });
}

}  // namespace

std::string_view to_string(Level level) {
  switch (level) {
    case Level::Grade: return "grade";
    case Level::School: return "school";
    case Level::County: return "county";
    case Level::All: return "all";
  }
  return "grade";
}

const Accuracy* Backtest::find(Level level, std::size_t ahead, std::string_view method) const {
  const auto found =
      std::ranges::find_if(rows, [&](const Accuracy& row) { return row.level == level && row.ahead == ahead && row.method == method; });
  return found == rows.end() ? nullptr : &*found;
}

Residuals residuals_until(const History& history, std::size_t years, std::size_t horizon, const ModelOptions& options, unsigned threads) {
  Residuals out;
  for (std::size_t origin = kFirstResiduals; origin < years; ++origin)
    add_residuals(history, forecast_from(history, origin, std::min(horizon, years - origin), options, threads), years, out);
  return out;
}

Backtest backtest(const History& history, const BacktestOptions& options, const ModelOptions& model) {
  Backtest out;
  out.unmatched.resize(options.horizon);
  Errors errors;
  std::vector<Origin> earlier;
  for (std::size_t years = std::min(kFirstResiduals, options.least_years); years < history.years; ++years) {
    const std::size_t horizon = std::min(options.horizon, history.years - years);
    Origin origin = forecast_from(history, years, horizon, model, options.threads);
    if (years >= options.least_years) {
      Residuals known;
      for (const Origin& before : earlier) add_residuals(history, before, years, known);
      const Spread spread = calibrate(known, usual_spread(horizon));
      for_each_school(history, origin, history.years,
                      [&](std::size_t, std::size_t ahead, const GradeArray& forecast, const GradeArray& actual) {
                        add_school(errors, ahead, kModel, forecast, actual, &spread);
                      });
      add_totals(history, origin, spread, errors);
      add_baselines(history, years, horizon, errors);
      add_unmatched(history, origin, out.unmatched);
      out.origins.push_back(history.first_year + static_cast<int>(years) - 1);
    }
    earlier.push_back(std::move(origin));
  }
  out.rows = errors.rows();
  return out;
}

}  // namespace junheng::forecast
