#include "junheng/app/forecast_case.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "junheng/app/config_case.h"
#include "junheng/app/findings_outcome.h"
#include "junheng/app/forecast_scenario.h"
#include "junheng/app/need_limits.h"
#include "junheng/app/output_path.h"
#include "junheng/app/report_output.h"
#include "junheng/app/store_place.h"
#include "junheng/app/stored_years.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/forecast/backtest.h"
#include "junheng/forecast/forecast.h"
#include "junheng/store/sqlite_database.h"
#include "junheng/store/store.h"

namespace junheng::app {

namespace {

namespace fs = std::filesystem;

/// Datasets that were read, and what was odd in them.
struct LoadedYears {
  std::vector<std::unique_ptr<model::Dataset>> datasets;
  /// Imports of stores that were used, as findings.
  std::vector<Issue> imports;
  forecast::SameYear same_year = forecast::SameYear::MustAgree;
  bool is_partial = false;
  /// Set where errors keep them from being used.
  std::optional<Outcome> refused;
};

/// The store that an argument stands for; nullopt: it is a dataset. Errors: those of Settings::read.
Result<std::optional<std::string>> store_of(const std::string& argument, const ForecastRequest& request) {
  if (store::is_postgres_url(argument)) return argument;
  std::error_code error;
  const bool is_office = fs::exists(fs::path(argument) / store::kDatabaseName, error) || fs::exists(settings_file_of(argument), error);
  if (!is_office || !request.settings) return std::nullopt;
  auto place = store_place(argument, request.settings(argument));
  if (!place) return fail(place.error());
  return std::optional(std::move(*place));
}

/// The snapshots that are asked for, newest first. Errors: NoSuchSnapshot.
Result<std::vector<store::Snapshot>> snapshots_of(store::Transaction& transaction, const ForecastRequest& request) {
  auto all = store::list_snapshots(transaction);
  if (!all || request.snapshots.empty()) return all;
  for (const std::int64_t id : request.snapshots)
    if (std::ranges::none_of(*all, [&](const store::Snapshot& each) { return each.id.value == id; }))
      return fail(Code::NoSuchSnapshot, {{"id", std::to_string(id)}});
  std::erase_if(
      *all, [&](const store::Snapshot& each) { return std::ranges::find(request.snapshots, each.id.value) == request.snapshots.end(); });
  return all;
}

Result<void> add_store(const std::string& place, const ForecastRequest& request, const Session& session, LoadedYears& out) {
  store::StoreOptions options;
  options.place = place;
  options.time = request.now;
  options.must_exist = true;
  const auto store = store::Store::open(options);
  if (!store) return fail(store.error());
  auto transaction = store->read();
  if (!transaction) return fail(transaction.error());
  StoredYearsQuery query;
  auto snapshots = snapshots_of(*transaction, request);
  if (!snapshots) return fail(snapshots.error());
  if (snapshots->empty()) return fail(Code::ForecastWithoutGrades);
  query.snapshots = std::move(*snapshots);
  query.load = [&](store::Transaction& reading, const store::Snapshot& snapshot) -> Result<std::optional<model::Dataset>> {
    if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());
    auto dataset = store::load_snapshot(reading, snapshot.id, session.threads);
    if (!dataset) return fail(dataset.error());
    return std::optional(std::move(*dataset));
  };
  auto years = load_stored_years(*transaction, query);
  if (!years) return fail(years.error());
  for (auto& dataset : years->datasets) out.datasets.push_back(std::move(dataset));
  for (const UsedImport& import : years->imports) out.imports.push_back(import_finding(import));
  out.is_partial = out.is_partial || years->is_partial;
  out.same_year = forecast::SameYear::LatestHolds;
  return {};
}

Result<LoadedYears> load_years(const ForecastRequest& request, const Session& session) {
  LoadedYears out;
  for (const std::string& path : request.datasets) {
    const auto place = store_of(path, request);
    if (!place) return fail(place.error());
    if (*place) {
      if (auto added = add_store(**place, request, session, out); !added) return fail(added.error());
      continue;
    }
    auto loaded = load_dataset({path, request.mapping, request.accept_partial, nullptr}, session);
    if (!loaded) return fail(loaded.error());
    if (loaded->counts.errors > 0) {
      out.is_partial = true;
      if (!request.accept_partial) {
        out.refused = no_result_outcome(std::move(loaded->issues), request.format, request.out_path, session, origin_of(*loaded));
        return out;
      }
    }
    out.datasets.push_back(std::make_unique<model::Dataset>(std::move(loaded->dataset)));
  }
  // Without a store there are no snapshots.
  if (!request.snapshots.empty() && out.same_year == forecast::SameYear::MustAgree)
    return fail(Code::NoSuchSnapshot, {{"id", std::to_string(request.snapshots.front())}});
  return out;
}

report::DataOrigin origin_of_all(const LoadedYears& years) {
  report::DataOrigin origin;
  for (const auto& each : years.datasets) add_origin(origin, each->manifest);
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
  if (id.empty() && !years.datasets.empty() && years.datasets.back()->manifest.country == "CN") id = kQualityPack;
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
  for (const auto& each : years->datasets) datasets.push_back(each.get());
  forecast::HistoryFindings findings{std::move(years->imports)};
  auto history = forecast::build_history(datasets, findings, years->same_year);
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
  input.place = years->datasets.back()->manifest.title;
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
