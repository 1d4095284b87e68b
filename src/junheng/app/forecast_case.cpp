#include "junheng/app/forecast_case.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/forecast_scenario.h"
#include "junheng/app/need_limits.h"
#include "junheng/app/output_path.h"
#include "junheng/app/report_output.h"
#include "junheng/app/version.h"
#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"
#include "junheng/forecast/backtest.h"
#include "junheng/forecast/dated_events.h"
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

bool is_china(const LoadedYears& years) { return years.datasets.back()->dataset.manifest.country == "CN"; }

/// Fills in what the forecast is held against: the standard that is asked for, else that of the country.
Result<void> find_limits(const ForecastRequest& request, bool is_china, const Session& session, report::ForecastInput& input) {
  std::string id = request.standard;
  if (id.empty() && is_china) id = kQualityPack;
  if (id.empty()) return {};
  const auto standard = find_standard({id, SchoolYear{input.history->last_year()}, {}, {}}, session);
  if (!standard) return fail(standard.error());
  input.standard = (*standard)->pack.id;
  input.limits = need_limits(**standard);
  return {};
}

/// The counties of the area that is asked for, by code or name. Errors: UnknownArea; ForecastAreaBelowCounty.
Result<std::vector<std::size_t>> counties_asked_for(const std::string& area, const std::vector<const model::Dataset*>& datasets,
                                                    const forecast::History& history) {
  if (auto found = forecast::counties_in(history, area); !found.empty()) return found;
  for (const model::Dataset* data : datasets)
    for (std::size_t i = 0; i < data->areas.size(); ++i) {
      if (data->areas.codes.at(i) != area && data->areas.names.at(i) != area) continue;
      auto found = forecast::counties_in(history, data->areas.codes.at(i));
      if (!found.empty()) return found;
      if (data->areas.levels[i] == model::AreaLevel::Township) return fail(Code::ForecastAreaBelowCounty, {{"area", area}});
    }
  return fail(Code::UnknownArea, {{"area", area}});
}

/// Cities or provinces of the history, as the level asks; counties that lie in none are named.
std::optional<forecast::Regions> regions_asked_for(report::ForecastLevel level, const forecast::History& history, Lang lang,
                                                   std::vector<Issue>& findings) {
  if (level != report::ForecastLevel::City && level != report::ForecastLevel::Province) return std::nullopt;
  constexpr std::size_t kNamed = 10;
  const bool is_city = level == report::ForecastLevel::City;
  forecast::Regions regions = forecast::regions_of(history, is_city ? model::AreaLevel::City : model::AreaLevel::Province);
  if (regions.alone.empty()) return regions;
  std::string names;
  for (std::size_t i = 0; i < std::min(kNamed, regions.alone.size()); ++i)
    names += (i == 0 ? "" : ", ") + history.counties[regions.alone[i]].code + " " + history.counties[regions.alone[i]].name;
  if (regions.alone.size() > kNamed) names += " ...";
  findings.push_back(make_issue(Code::ForecastWithoutRegion, {}, {},
                                {{"count", std::to_string(regions.alone.size())},
                                 {"level", std::string(text(is_city ? "forecast.level.city" : "forecast.level.province", lang))},
                                 {"areas", std::move(names)}}));
  return regions;
}

/// Class sizes that forecasts of classes go by: the dataset's own, but no larger than the standard's limit; where the data have no classes,
/// the limit.
forecast::GradeArray class_sizes(const report::ForecastInput& input) {
  forecast::GradeArray out = input.own_class_sizes;
  for (std::size_t g = 0; g < forecast::kGrades; ++g) out[g] = std::fmin(out[g], input.limits.class_size[g]);
  return out;
}

void name_settlement_gaps(const forecast::SettlementPlan& plan, const forecast::History& history, std::vector<Issue>& findings) {
  constexpr std::size_t kNamed = 10;
  std::size_t count = 0;
  std::string names;
  for (std::size_t county = 0; county < plan.gaps.size(); ++county) {
    if (plan.gaps[county] != forecast::SettlementGap::NoChildren) continue;
    if (count++ < kNamed) names += (names.empty() ? "" : ", ") + history.counties[county].code + " " + history.counties[county].name;
  }
  if (count > 0)
    findings.push_back(make_issue(Code::ForecastSettlementsUnknown, {}, {},
                                  {{"count", std::to_string(count)},
                                   {"columns", "children_0 ... children_14, pupils_primary, pupils_junior"},
                                   {"areas", names + (count > kNamed ? " ..." : "")}}));
}

report::ForecastStaffTitles staff_titles(const ForecastStaffBasis& basis, const forecast::TeacherPlan& plan, Lang lang) {
  const auto in = [lang](const Bilingual& title) { return lang == Lang::Zh ? title.zh : title.en; };
  report::ForecastStaffTitles out{
      in(basis.subjects.curriculum->title), in(basis.subjects.loads->title), in(basis.retirement.title), {}, {}};
  out.is_verified = basis.retirement.is_verified() && std::ranges::all_of(basis.subjects.loads->loads, [](const auto& load) {
                      return load.status == standards::ValueStatus::Verified;
                    });
  for (const std::string_view id : plan.subjects) {
    const standards::Subject* subject = basis.subjects.library.find_subject(id);
    out.subjects.push_back(subject == nullptr ? std::string(id) : in(subject->title));
  }
  return out;
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
  input.place = years.datasets.back()->dataset.manifest.title;
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

/// Errors: those of build_history(); UnknownArea; ForecastAreaBelowCounty.
Result<AskedFor> gather(const ForecastRequest& request, const std::vector<const model::Dataset*>& datasets, forecast::Scenario& scenario,
                        const Session& session) {
  AskedFor out;
  auto whole = forecast::build_history(datasets, out.findings);
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
  std::vector<const model::Dataset*> datasets;
  for (const auto& each : years->datasets) datasets.push_back(&each->dataset);
  auto asked = gather(request, datasets, scenario.scenario, session);
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
  options.class_sizes = class_sizes(input);
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
  const forecast::SettlementPlan settlements = forecast::settlement_demand(datasets, history, made);
  if (settlements.has_table()) input.settlements = &settlements;
  name_settlement_gaps(settlements, history, findings);
  return deliver_forecast(input, request, session);
}

}  // namespace junheng::app
