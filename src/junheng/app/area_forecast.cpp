#include "junheng/app/area_forecast.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "junheng/app/area_places.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/forecast_settlements.h"
#include "junheng/app/need_limits.h"
#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/report/forecast_plan_view.h"
#include "junheng/report/forecast_view.h"
#include "junheng/report/shown_to_all.h"

namespace junheng::app {

namespace {

/// Schools whose forecast a request makes by itself.
constexpr std::int64_t kMostAtOnce = 2000;
/// How long a request waits for what another one makes; then it is told to come again.
constexpr std::chrono::milliseconds kPatience{2000};
/// How long the office's maker does.
constexpr std::chrono::minutes kLongPatience{30};
/// A plan rests on the middle of the forecast, which the model tells without draws: as few as the simulation takes.
constexpr std::size_t kPlanDraws = 20;

std::string key_of(const ForecastQuestion& question, Lang lang) {
  return fmt::format("{}/{}/{}/{}/{}/{}", question.years, fmt::join(question.births, ","), fmt::join(question.migration, ","),
                     question.draws, question.seed, lang == Lang::Zh ? "zh" : "en");
}

/// The place, with the imports that it may rest on.
Result<ForecastPlace> place_of(store::Transaction& transaction, const Access& access, VisibleRun run, store::AreaRow area) {
  const auto count = count_schools_in(transaction, run.snapshot.id, area);
  if (!count) return fail(count.error());
  auto snapshots = snapshots_for_forecast(transaction, run, area);
  if (!snapshots) return fail(snapshots.error());
  return ForecastPlace{std::move(run), std::move(area), std::move(*snapshots), *count, access};
}

Result<ForecastPlace> place_of_area(Office& office, const Access& access, const AreaOfRun& at) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  auto run = finished_run(*transaction, at.run_id, access);
  if (!run) return fail(run.error());
  auto area = visible_area(*transaction, run->snapshot.id, at.area_code, access);
  if (!area) return fail(area.error());
  if (area->level == "township") return fail(Code::AreaNotAssessed, {{"area", area->name.empty() ? area->code : area->name}});
  return place_of(*transaction, access, std::move(*run), std::move(*area));
}

/// The county of a school that the account sees.
Result<ForecastPlace> place_of_school(Office& office, const Access& access, std::int64_t run_id, const std::string& school_id) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  auto run = finished_run(*transaction, run_id, access);
  if (!run) return fail(run.error());
  auto row = store::find_school(*transaction, run->snapshot.id, school_id);
  if (!row) return fail(row.error());
  const auto no_such_school = [&] { return fail(Code::NoSuchSchool, {{"id", school_id}}); };
  if (!*row || !access.covers((*row)->path) || (*row)->county_code.empty()) return no_such_school();
  auto county = store::find_area(*transaction, run->snapshot.id, (*row)->county_code);
  if (!county) return fail(county.error());
  if (!*county) return no_such_school();
  return place_of(*transaction, access, std::move(*run), std::move(**county));
}

/// A forecast of a side, for a page to be written of.
struct MadeView {
  forecast::Forecast made;
  std::vector<Issue> findings;
  forecast::TeacherPlan teachers;
  forecast::SettlementPlan settlements;
  report::ForecastInput input;
  report::ForecastView view;
};

/// Fills in what is told of the forecast that stands in `out`, which must not move from here on.
void fill_view(const ForecastDesk& desk, const ForecastSide& side, const ForecastPlace& place, const ForecastQuestion& question, Lang lang,
               MadeView& out) {
  report::ForecastInput& input = out.input;
  input.history = &side.history;
  input.forecast = &out.made;
  input.findings = &out.findings;
  input.standard = desk.standard;
  if (!desk.standard.empty()) input.standard_title = lang == Lang::Zh ? desk.standard_title.zh : desk.standard_title.en;
  input.limits = desk.limits;
  input.own_class_sizes = side.own_class_sizes;
  input.draws = question.draws;
  input.seed = question.seed;
  input.origin = desk.origin;
  input.is_partial = desk.is_partial;
  input.lang = lang;
  report::ForecastView& view = out.view;
  view.input = &input;
  view.run_id = place.run.run.id.value;
  view.area_code = place.area.code;
  view.area_name = place.area.name.empty() ? place.run.snapshot.title : place.area.name;
  view.area_level = place.area.level;
  view.births = question.births;
  view.migration = question.migration;
  for (const UsedImport& import : desk.imports) view.imports.push_back({import.id, import.name, import.years});
}

/// The forecast of a side, as `write` (report::ForecastView -> JSON) shows it.
template <typename Write>
std::string page_of_side(const ForecastDesk& desk, const ForecastSide& side, const ForecastPlace& place, const ForecastQuestion& question,
                         const forecast::ForecastOptions& options, Lang lang, Write write) {
  MadeView shown;
  shown.made = forecast::make_forecast(side.history, options);
  shown.findings = side.findings;
  fill_view(desk, side, place, question, lang, shown);
  shown.input.level = options.keep_schools ? report::ForecastLevel::School : report::ForecastLevel::County;
  if (options.keep_schools && !desk.standard.empty()) shown.input.breaches = forecast::find_breaches(side.history, shown.made, desk.limits);
  return write(shown.view);
}

/// What follows from the forecast of a side: the middle of it alone counts.
std::string plan_of_side(const ForecastDesk& desk, const ForecastSide& side, const ForecastPlace& place, const ForecastQuestion& question,
                         forecast::ForecastOptions options, Lang lang) {
  options.simulation.draws = kPlanDraws;
  options.keep_schools = false;
  options.class_sizes = planned_class_sizes(desk.limits, side.own_class_sizes);
  MadeView shown;
  shown.made = forecast::make_forecast(side.history, options);
  fill_view(desk, side, place, question, lang, shown);
  shown.input.level = report::ForecastLevel::County;
  if (desk.staff_basis) {
    const ForecastStaffBasis& basis = *desk.staff_basis;
    shown.teachers = forecast::plan_teachers(shown.made, *basis.subjects.curriculum, *basis.subjects.loads, desk.staff);
    shown.input.teachers = &shown.teachers;
    shown.input.staff = staff_titles(basis, shown.teachers, lang);
    shown.input.staff.is_withheld = desk.is_retirement_withheld;
    shown.findings = desk.staff_findings;
  }
  shown.settlements = forecast::settlement_demand(side.settlements, side.history, shown.made);
  if (shown.settlements.has_table()) shown.input.settlements = &shown.settlements;
  name_settlement_gaps(shown.settlements, side.history, {side.history, {}}, shown.findings);
  return report::forecast_plan_json(shown.view);
}

/// What all sides of the desk have in common, of what `make` (ForecastSide, ForecastOptions -> JSON) makes of each.
template <typename Make>
std::string common_page(const Office& office, const ForecastDesk& desk, const ForecastPlace& place, const ForecastQuestion& question,
                        Lang lang, Make make) {
  std::vector<std::string> pages(desk.sides.size());
  parallel_for(pages.size(), office.threads(), [&](std::size_t i) {
    forecast::ForecastOptions options;
    options.horizon = question.years;
    options.simulation = {question.draws, question.seed};
    options.scenario = desk.sides[i].scenario;
    options.scenario.levers = {question.births, question.migration};
    options.keep_schools = place.schools <= kMostDeskSchools;
    options.threads = office.threads();
    options.fit = &desk.sides[i].fit;
    pages[i] = make(desk.sides[i], options);
  });
  return pages.size() == 1 ? std::move(pages.front()) : report::shown_to_all(pages, lang);
}

template <typename Write>
std::string shown_page(const Office& office, const ForecastDesk& desk, const ForecastPlace& place, const ForecastQuestion& question,
                       Lang lang, Write write) {
  return common_page(office, desk, place, question, lang, [&](const ForecastSide& side, const forecast::ForecastOptions& options) {
    return page_of_side(desk, side, place, question, options, lang, write);
  });
}

std::string area_json(const Office& office, const ForecastDesk& desk, const ForecastPlace& place, const ForecastQuestion& question,
                      Lang lang) {
  return shown_page(office, desk, place, question, lang, [](const report::ForecastView& view) { return report::forecast_view_json(view); });
}

std::string plan_json(const Office& office, const ForecastDesk& desk, const ForecastPlace& place, const ForecastQuestion& question,
                      Lang lang) {
  return common_page(office, desk, place, question, lang, [&](const ForecastSide& side, const forecast::ForecastOptions& options) {
    return plan_of_side(desk, side, place, question, options, lang);
  });
}

}  // namespace

Result<std::shared_ptr<const ForecastDesk>> ForecastRoom::desk_of(const ForecastPlace& place, std::chrono::milliseconds patience) {
  const auto make = [this, place]() -> Result<LruCache<ForecastDesk>::Made> {
    auto desk = make_forecast_desk(office_, place);
    if (!desk) return fail(desk.error());
    const std::size_t bytes = (*desk)->bytes();
    return LruCache<ForecastDesk>::Made{std::move(*desk), bytes};
  };
  // By whoever asks first, on its own thread.
  const auto at_once = [](const std::function<void()>& work) {
    work();
    return true;
  };
  return desks_.find_or_make(place.key(), make, {.run = at_once, .patience = patience});
}

Result<StoredBody> ForecastRoom::large_page(const ForecastPlace& place, const ForecastQuestion& question, Lang lang,
                                            const ForecastPage& page) {
  const auto make = [this, place, question, lang, page]() -> Result<LruCache<StoredBody>::Made> {
    const auto desk = desk_of(place, kLongPatience);
    if (!desk) return fail(desk.error());
    auto body = std::make_shared<StoredBody>(office_.ready_body(page.write(office_, **desk, place, question, lang)));
    const std::size_t bytes = body->bytes->size();
    return LruCache<StoredBody>::Made{std::move(body), bytes};
  };
  const auto body = bodies_.find_or_make(place.key() + "/" + page.name + "/" + key_of(question, lang), make, office_.maker(place.schools));
  if (!body) return fail(body.error());
  return **body;
}

Result<StoredBody> ForecastRoom::page_of_area(const Access& access, const AreaOfRun& at, const ForecastQuestion& question,
                                              const ForecastPage& page) {
  const auto place = place_of_area(office_, access, at);
  if (!place) return fail(place.error());
  if (place->schools > kMostAtOnce) return large_page(*place, question, at.lang, page);
  const auto desk = desk_of(*place, kPatience);
  if (!desk) return fail(desk.error());
  return office_.ready_body(page.write(office_, **desk, *place, question, at.lang));
}

Result<StoredBody> ForecastRoom::of_area(const Access& access, const AreaOfRun& at, const ForecastQuestion& question) {
  return page_of_area(access, at, question, {"forecast", area_json});
}

Result<StoredBody> ForecastRoom::plan_of_area(const Access& access, const AreaOfRun& at, const ForecastQuestion& question) {
  return page_of_area(access, at, question, {"plan", plan_json});
}

Result<StoredBody> ForecastRoom::of_school(const Access& access, std::int64_t run_id, const std::string& school_id,
                                           const ForecastQuestion& question, Lang lang) {
  const auto place = place_of_school(office_, access, run_id, school_id);
  if (!place) return fail(place.error());
  const auto desk = desk_of(*place, kPatience);
  if (!desk) return fail(desk.error());
  const auto school = (*desk)->sides.front().history.find_school(school_id);
  if (!school) return fail(Code::ForecastWithoutGrades);
  return office_.ready_body(shown_page(office_, **desk, *place, question, lang,
                                       [&](const report::ForecastView& view) { return report::forecast_view_json(view, *school); }));
}

}  // namespace junheng::app
