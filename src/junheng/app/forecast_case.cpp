#include "junheng/app/forecast_case.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>

#include "junheng/app/config_case.h"
#include "junheng/app/findings_outcome.h"
#include "junheng/app/forecast_scenario.h"
#include "junheng/app/forecast_settlements.h"
#include "junheng/app/need_limits.h"
#include "junheng/app/output_path.h"
#include "junheng/app/report_output.h"
#include "junheng/app/store_place.h"
#include "junheng/app/stored_years.h"
#include "junheng/app/version.h"
#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"
#include "junheng/forecast/backtest.h"
#include "junheng/forecast/dated_events.h"
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
  /// What was read, by the name that the user knows: a folder or workbook as it was given, of a store its newest import.
  std::vector<std::pair<std::string, report::DataOrigin>> origins;
  forecast::SameYear same_year = forecast::SameYear::MustAgree;
  bool is_partial = false;
  /// Set where errors keep them from being used.
  std::optional<Outcome> refused;

  [[nodiscard]] std::vector<const model::Dataset*> all() const {
    std::vector<const model::Dataset*> pointers;
    for (const auto& each : datasets) pointers.push_back(each.get());
    return pointers;
  }
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
  if (!years->imports.empty()) {
    const model::Manifest& manifest = years->datasets.back()->manifest;
    out.origins.emplace_back(years->imports.front().name, report::DataOrigin{manifest.source, manifest.is_synthetic});
  }
  for (auto& dataset : years->datasets) out.datasets.push_back(std::move(dataset));
  for (const UsedImport& import : years->imports) out.imports.push_back(import_finding(import));
  if (auto left_out = other_origins_finding(*years)) out.imports.push_back(std::move(*left_out));
  out.is_partial = out.is_partial || years->is_partial;
  out.same_year = forecast::SameYear::LatestHolds;
  return {};
}

/// Errors: ForecastOriginsMixed, with everything that was read.
Result<void> check_origins(const LoadedYears& years) {
  const auto is_other = [&](const auto& each) { return !is_of_same_origin(years.origins.front().second, each.second); };
  if (std::ranges::none_of(years.origins, is_other)) return {};
  const auto names = [&](Lang lang) {
    std::string out;
    for (const auto& [name, origin] : years.origins)
      out += (out.empty()        ? ""
              : lang == Lang::Zh ? "、"
                                 : ", ") +
             text(origin.is_synthetic ? "forecast.origin.synthetic" : "forecast.origin.real", lang,
                         {{"name", name}, {"source", origin.source}});
    return out;
  };
  return fail(Code::ForecastOriginsMixed, {{"files_zh", names(Lang::Zh)}, {"files_en", names(Lang::En)}});
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
    out.origins.emplace_back(path, report::DataOrigin{loaded->dataset.manifest.source, loaded->dataset.manifest.is_synthetic});
    out.datasets.push_back(std::make_unique<model::Dataset>(std::move(loaded->dataset)));
  }
  if (auto same = check_origins(out); !same) return fail(same.error());
  // Without a store there are no snapshots.
  if (!request.snapshots.empty() && out.same_year == forecast::SameYear::MustAgree)
    return fail(Code::NoSuchSnapshot, {{"id", std::to_string(request.snapshots.front())}});
  // Imports without grades.
  if (out.datasets.empty()) return fail(Code::ForecastWithoutGrades);
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

bool is_china(const LoadedYears& years) { return years.datasets.back()->manifest.country == "CN"; }

/// Fills in what the forecast is held against: the standard that is asked for, else that of the country.
Result<void> find_limits(const ForecastRequest& request, bool is_china, const Session& session, report::ForecastInput& input) {
  std::string id = request.standard;
  if (id.empty() && is_china) id = kQualityPack;
  if (id.empty()) return {};
  const auto standard = find_standard({id, SchoolYear{input.history->last_year()}, {}, {}}, session);
  if (!standard) return fail(standard.error());
  input.standard = (*standard)->pack.id;
  const Bilingual& title = (*standard)->pack.title;
  input.standard_title = session.lang == Lang::Zh ? title.zh : title.en;
  input.limits = need_limits(**standard);
  return {};
}

/// The counties of the area that is asked for, by code or name. Errors: UnknownArea; AreaNameAmbiguous; ForecastAreaBelowCounty.
Result<std::vector<std::size_t>> counties_asked_for(const std::string& area, const std::vector<const model::Dataset*>& datasets,
                                                    const forecast::History& history) {
  if (auto found = forecast::counties_in(history, area); !found.empty()) return found;
  for (const model::Dataset* data : datasets) {
    const auto code = find_area_code(*data, area);
    if (!code) return fail(code.error());
    if (auto found = forecast::counties_in(history, *code); !found.empty()) return found;
    const auto known = data->areas.find(*code);
    if (known && data->areas.levels[known->value] == model::AreaLevel::Township)
      return fail(Code::ForecastAreaBelowCounty, {{"area", area}});
  }
  return fail(Code::UnknownArea, {{"area", area}});
}

/// Cities or provinces of the history, as the level asks; counties that lie in none are named.
std::optional<forecast::Regions> regions_asked_for(report::ForecastLevel level, const forecast::History& history, Lang lang,
                                                   std::vector<Issue>& findings) {
  if (level != report::ForecastLevel::City && level != report::ForecastLevel::Province) return std::nullopt;
  const bool is_city = level == report::ForecastLevel::City;
  forecast::Regions regions = forecast::regions_of(history, is_city ? model::AreaLevel::City : model::AreaLevel::Province);
  if (regions.alone.empty()) return regions;
  findings.push_back(make_issue(Code::ForecastWithoutRegion, {}, {},
                                {{"count", std::to_string(regions.alone.size())},
                                 {"level", std::string(text(is_city ? "forecast.level.city" : "forecast.level.province", lang))},
                                 {"areas", forecast::name_counties(history, regions.alone)}}));
  return regions;
}

forecast::ForecastOptions options_of(const ForecastRequest& request, const Session& session) {
  forecast::ForecastOptions options;
  options.horizon = static_cast<std::size_t>(request.years);
  options.simulation = {static_cast<std::size_t>(request.draws), request.seed};
  options.keep_schools = request.level == report::ForecastLevel::School;
  options.threads = session.threads;
  options.stop = session.stop;
  return options;
}

/// What the report says of itself and of the data.
void fill_head(const ForecastRequest& request, const LoadedYears& years, const Session& session, report::ForecastInput& input) {
  input.level = request.level;
  input.draws = static_cast<std::size_t>(request.draws);
  input.seed = request.seed;
  input.place = years.datasets.back()->manifest.title;
  input.origin = origin_of_all(years);
  input.is_partial = years.is_partial;
  input.lang = session.lang;
  input.date = to_string(session.today);
  input.version = std::string(kVersion);
}

Result<Outcome> deliver_forecast(const report::ForecastInput& input, const ForecastRequest& request, const Session& session) {
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

/// The history that the datasets make, with the events of their tables and of the scenario, and the part of it that is forecast.
struct AskedFor {
  forecast::History whole;
  std::optional<forecast::History> part;
  std::optional<forecast::Regions> regions;
  forecast::HistoryFindings findings;

  [[nodiscard]] const forecast::History& history() const { return part ? *part : whole; }
};

/// Errors: those of build_history(); UnknownArea; AreaNameAmbiguous; ForecastAreaBelowCounty.
Result<AskedFor> gather(const ForecastRequest& request, const LoadedYears& years, forecast::Scenario& scenario, const Session& session) {
  const std::vector<const model::Dataset*> datasets = years.all();
  AskedFor out;
  out.findings.issues = years.imports;
  auto whole = forecast::build_history(datasets, out.findings, years.same_year);
  if (!whole) return fail(whole.error());
  out.whole = std::move(*whole);
  std::ranges::move(forecast::events_to_come(datasets, out.whole), std::back_inserter(scenario.events));
  apply_to_history(scenario, static_cast<std::size_t>(request.years), out.whole, out.findings);
  if (!request.area.empty()) {
    const auto counties = counties_asked_for(request.area, datasets, out.whole);
    if (!counties) return fail(counties.error());
    out.part = forecast::select_counties(out.whole, *counties);
  }
  out.regions = regions_asked_for(request.level, out.history(), session.lang, out.findings.issues);
  return out;
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
  auto staff_basis = choose_staff_basis(request.staff, is_china(*years));
  if (!staff_basis) return fail(staff_basis.error());
  if (*staff_basis && !(*staff_basis)->issues.empty())
    return findings_outcome(std::move((*staff_basis)->issues), {request.format, {}, {}, 0}, session);
  const std::vector<const model::Dataset*> datasets = years->all();
  auto asked = gather(request, *years, scenario.scenario, session);
  if (!asked) return fail(asked.error());
  const forecast::History& history = asked->history();
  std::vector<Issue>& findings = asked->findings.issues;

  report::ForecastInput input;
  fill_head(request, *years, session, input);
  input.history = &history;
  input.findings = &findings;
  input.own_class_sizes = forecast::own_class_sizes(asked->whole);
  if (auto found = find_limits(request, is_china(*years), session, input); !found) return fail(found.error());
  forecast::ForecastOptions options = options_of(request, session);
  options.scenario = std::move(scenario.scenario);
  options.class_sizes = planned_class_sizes(input.limits, input.own_class_sizes);
  if (asked->part) options.basis = &asked->whole;
  if (asked->regions) options.group_of = asked->regions->of_county;
  const forecast::Forecast made = forecast::make_forecast(history, options);
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());
  std::optional<forecast::Backtest> test;
  if (request.with_backtest) test = forecast::backtest(history, {5, 10, session.threads}, {});
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());

  input.forecast = &made;
  input.regions = asked->regions ? &*asked->regions : nullptr;
  input.backtest = test ? &*test : nullptr;
  if (!input.standard.empty() && input.level == report::ForecastLevel::School)
    input.breaches = forecast::find_breaches(history, made, input.limits);
  forecast::TeacherPlan teachers;
  if (*staff_basis) {
    const ForecastStaffBasis& basis = **staff_basis;
    const auto on_post = staff_on_post(datasets, history, options.horizon, basis, findings);
    teachers = forecast::plan_teachers(made, *basis.subjects.curriculum, *basis.subjects.loads, on_post);
    input.teachers = &teachers;
    input.staff = staff_titles(basis, teachers, session.lang);
  }
  const forecast::SettlementPlan settlements = forecast::settlement_demand(forecast::settlements_of(datasets), history, made);
  if (settlements.has_table()) input.settlements = &settlements;
  name_settlement_gaps(settlements, history, {asked->whole, request.area}, findings);
  return deliver_forecast(input, request, session);
}

}  // namespace junheng::app
