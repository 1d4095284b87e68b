#include <algorithm>
#include <cmath>
#include <utility>

#include "fuzz/findings.h"
#include "fuzz/targets.h"
#include "junheng/app/forecast_scenario.h"
#include "junheng/forecast/forecast.h"

namespace junheng::fuzz {

namespace {

using forecast::History;

/// Two primary schools and a junior school of one county, four years, with births.
History small_county() {
  History history;
  history.first_year = 2021;
  history.years = 4;
  history.counties = {{"330102", "County"}};
  history.townships = {{"330102", "County"}};
  history.county_begin = {0, 3};
  const std::pair<std::size_t, std::size_t> grades[] = {{1, 6}, {1, 6}, {7, 9}};
  for (std::size_t s = 0; s < 3; ++s) {
    const std::string id(1, static_cast<char>('a' + s));
    history.schools.push_back({id, id, 0, 0, s < 2 ? 211 : 311});
    for (std::size_t year = 0; year < history.years; ++year) {
      forecast::GradeArray row = forecast::filled(forecast::kNone);
      for (std::size_t g = grades[s].first; g <= grades[s].second; ++g) row[g] = 30 + static_cast<double>(5 * s + year + g);
      history.pupils.push_back(row);
    }
  }
  history.classes.assign(3, forecast::filled(1));
  history.published.assign(history.years, forecast::kNone);
  history.first_birth_year = 2003;
  history.birth_years = 45;
  history.births.assign(history.birth_years, forecast::kNone);
  for (std::size_t year = 8; year < 22; ++year) history.births[year] = 70;
  return history;
}

bool is_sound(const forecast::GradeArray& grades) {
  return std::ranges::all_of(grades, [](double pupils) { return forecast::is_none(pupils) || (std::isfinite(pupils) && pupils >= 0); });
}

}  // namespace

Fault try_scenario(std::string_view bytes) {
  auto read = app::parse_scenario(bytes, "input.toml", Lang::En);
  if (!read) return wording_fault(read.error());
  if (!read->issues.empty()) return wording_fault(read->issues);
  History history = small_county();
  forecast::HistoryFindings findings;
  forecast::ForecastOptions options;
  options.simulation.draws = 20;
  apply_to_history(read->scenario, options.horizon, history, findings);
  if (auto fault = wording_fault(findings.issues)) return fault;
  options.scenario = std::move(read->scenario);
  const forecast::Forecast made = forecast::make_forecast(history, options);
  const auto& county = made.counties.front();
  if (!std::ranges::all_of(county.path.pupils, is_sound)) return "a school's forecast is no number of pupils";
  if (!std::ranges::all_of(county.path.flow, is_sound)) return "the county's forecast is no number of pupils";
  const bool is_bounded =
      std::ranges::all_of(county.all, [](const forecast::Interval& each) { return each.low <= each.high && each.low >= 0; });
  return is_bounded ? Fault() : "an interval is turned round, or below 0";
}

}  // namespace junheng::fuzz
