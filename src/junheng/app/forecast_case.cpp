#include "junheng/app/forecast_case.h"

#include <memory>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/forecast_scenario.h"
#include "junheng/app/need_limits.h"
#include "junheng/app/output_path.h"
#include "junheng/app/report_output.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/forecast/backtest.h"
#include "junheng/forecast/forecast.h"

namespace junheng::app {

namespace {

/// Datasets that were read, and what was odd in them.
struct LoadedYears {
  std::vector<std::unique_ptr<LoadedDataset>> datasets;
  bool is_partial = false;
  /// Set where errors keep them from being used.
  std::optional<Outcome> refused;
};

Result<LoadedYears> load_years(const ForecastRequest& request, const Session& session) {
  LoadedYears out;
  for (const std::string& path : request.datasets) {
    auto loaded = load_dataset({path, request.mapping, request.accept_partial, nullptr}, session);
    if (!loaded) return fail(loaded.error());
    if (loaded->counts.errors > 0) {
      out.is_partial = true;
      if (!request.accept_partial) {
        out.refused = no_result_outcome(std::move(loaded->issues), request.format, request.out_path, session, origin_of(*loaded));
        return out;
      }
    }
    out.datasets.push_back(std::make_unique<LoadedDataset>(std::move(*loaded)));
  }
  return out;
}

/// The sources of all datasets, each once; made up if one is.
report::DataOrigin origin_of_all(const LoadedYears& years) {
  report::DataOrigin origin;
  for (const auto& each : years.datasets) {
    const model::Manifest& manifest = each->dataset.manifest;
    origin.is_synthetic = origin.is_synthetic || manifest.is_synthetic;
    if (manifest.source.empty() || origin.source.find(manifest.source) != std::string::npos) continue;
    origin.source += (origin.source.empty() ? "" : "; ") + manifest.source;
  }
  return origin;
}

std::string gathered(const std::function<void(const Sink&)>& write) {
  std::string out;
  write([&](std::string_view piece) { out += piece; });
  return out;
}

/// Fills in what the forecast is held against: the standard that is asked for, else that of the country.
Result<void> hold_against(const ForecastRequest& request, const LoadedYears& years, const Session& session, report::ForecastInput& input) {
  std::string id = request.standard;
  if (id.empty() && years.datasets.back()->dataset.manifest.country == "CN") id = kQualityPack;
  input.own_class_sizes = forecast::own_class_sizes(*input.history);
  if (id.empty()) return {};
  const auto standard = find_standard({id, SchoolYear{input.history->last_year()}, {}, {}}, session);
  if (!standard) return fail(standard.error());
  input.standard = (*standard)->pack.id;
  input.limits = need_limits(**standard);
  if (input.level == report::ForecastLevel::School) input.breaches = forecast::find_breaches(*input.history, *input.forecast, input.limits);
  return {};
}

}  // namespace

Result<Outcome> run_forecast(const ForecastRequest& request, const Session& session) {
  if (!request.out_path.empty())
    for (const std::string& dataset : request.datasets)
      if (auto free = check_output({request.out_path, {".html", ".xlsx", ".csv", ".json"}, dataset}); !free) return fail(free.error());
  ReadScenario scenario;
  if (!request.scenario.empty()) {
    auto read = read_scenario(request.scenario, session.lang);
    if (!read) return fail(read.error());
    if (!read->issues.empty()) return findings_outcome(std::move(read->issues), {request.format, {}, {}, 0}, session);
    scenario = std::move(*read);
  }
  auto years = load_years(request, session);
  if (!years) return fail(years.error());
  if (years->refused) return std::move(*years->refused);
  std::vector<const model::Dataset*> datasets;
  for (const auto& each : years->datasets) datasets.push_back(&each->dataset);
  forecast::HistoryFindings findings;
  auto history = forecast::build_history(datasets, findings);
  if (!history) return fail(history.error());

  forecast::ForecastOptions options;
  options.horizon = static_cast<std::size_t>(request.years);
  options.simulation = {static_cast<std::size_t>(request.draws), request.seed};
  options.keep_schools = request.level == report::ForecastLevel::School;
  options.threads = session.threads;
  options.stop = session.stop;
  apply_to_history(scenario.scenario, options.horizon, *history, findings);
  options.scenario = std::move(scenario.scenario);
  const forecast::Forecast made = forecast::make_forecast(*history, options);
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());
  std::optional<forecast::Backtest> test;
  if (request.with_backtest) test = forecast::backtest(*history, {5, 10, session.threads}, {});
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());

  report::ForecastInput input;
  input.history = &*history;
  input.forecast = &made;
  input.backtest = test ? &*test : nullptr;
  input.findings = &findings.issues;
  input.level = request.level;
  input.draws = options.simulation.draws;
  input.seed = request.seed;
  input.place = years->datasets.back()->dataset.manifest.title;
  input.origin = origin_of_all(*years);
  input.is_partial = years->is_partial;
  input.lang = session.lang;
  input.date = to_string(session.today);
  input.version = std::string(kVersion);
  if (auto held = hold_against(request, *years, session, input); !held) return fail(held.error());
  const ReportForms forms{[&] { return report::forecast_text(input); },
                          [&] { return report::forecast_summary(input); },
                          [&] {
                            std::string json = gathered([&](const Sink& sink) { report::write_forecast_json(input, sink); });
                            json.pop_back();
                            return json;
                          },
                          [&] { return gathered([&](const Sink& sink) { report::write_forecast_csv(input, sink); }); },
                          [&] { return report::forecast_html(input); },
                          [&](const std::string& path) { return report::write_forecast_xlsx(input, path); }};
  return deliver(forms, {request.format, request.out_path}, session);
}

}  // namespace junheng::app
