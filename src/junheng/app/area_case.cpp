#include "junheng/app/area_case.h"

#include <algorithm>
#include <map>

#include "junheng/app/area_places.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/run_bodies.h"
#include "junheng/app/run_case.h"
#include "junheng/core/codes.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/county_lacks.h"
#include "junheng/report/school_view.h"
#include "junheng/report/schools_view.h"
#include "junheng/report/trend_view.h"

namespace junheng::app {

namespace {

using report::Masking;

/// A body of a run, ready to be sent; null where there is none.
Result<std::shared_ptr<const StoredBody>> find_body(Office& office, store::Transaction& transaction, store::RunId run,
                                                    const std::string& area, const std::string& name) {
  const std::string key = std::to_string(run.value) + "/" + area + "/" + name;
  if (auto known = office.bodies().find(key)) return known;
  auto result = store::find_result(transaction, run, area, name);
  if (!result) return fail(result.error());
  if (!*result) return nullptr;
  auto body = std::make_shared<StoredBody>();
  body->etag = (*result)->etag;
  body->is_gzip = static_cast<bool>(office.options().compress);
  body->bytes =
      std::make_shared<const std::string>(body->is_gzip ? office.options().compress((*result)->body) : std::move((*result)->body));
  office.bodies().put(key, body, body->bytes->size() + key.size());
  return std::shared_ptr<const StoredBody>(std::move(body));
}

/// The body as the account may see it; `name` (masking -> name of the body).
template <typename Name>
Result<std::shared_ptr<const StoredBody>> find_shown_body(Office& office, store::Transaction& transaction, store::RunId run,
                                                          const std::string& area, const Access& access, Name name) {
  return find_shown(masking_of(access), [&](Masking masking) { return find_body(office, transaction, run, area, name(masking)); });
}

/// Schema SchoolResults of an area, ready to be sent; null where the run keeps no schools of it.
Result<std::shared_ptr<const StoredBody>> find_schools(Office& office, store::Transaction& transaction, store::RunId run,
                                                       const std::string& area, const Access& access, Lang lang) {
  const Masking masking = masking_of(access);
  const std::string place = std::to_string(run.value) + "/" + area + "/" + school_rows_name(masking);
  const std::string key = place + (lang == Lang::Zh ? "/zh" : "/en");
  if (auto known = office.bodies().find(key)) return known;
  const auto packed =
      find_shown(masking, [&](Masking shown) { return store::find_result(transaction, run, area, school_rows_name(shown)); });
  if (!packed) return fail(packed.error());
  if (!*packed) return nullptr;
  const auto rows = report::unpack_school_rows((*packed)->body, lang);
  if (!rows) return fail(Code::StoreRecordDamaged, {{"record", "run/" + place}, {"reason", "school rows"}});
  auto body = std::make_shared<StoredBody>(office.ready_body(report::school_rows_json(*rows, run.value, area)));
  office.bodies().put(key, body, body->bytes->size() + key.size());
  return std::shared_ptr<const StoredBody>(std::move(body));
}

/// A finished run and an area of it, in the transaction that sees them.
struct Opened {
  store::Transaction transaction;
  VisibleRun run;
  store::AreaRow area;
};

Result<Opened> open_area(Office& office, const Access& access, const AreaOfRun& at) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  auto place = visible_place(*transaction, at.run_id, at.area_code, access);
  if (!place) return fail(place.error());
  return Opened{std::move(*transaction), std::move(place->run), std::move(place->area)};
}

/// Under what the tables of an area's counties and other areas are kept.
std::string scope_of(const store::AreaRow& area) { return area.code == kWholeCode ? std::string() : area.code; }

tl::unexpected<Error> not_assessed(const store::AreaRow& area) {
  return fail(Code::AreaNotAssessed, {{"area", area.name.empty() ? area.code : area.name}});
}

/// Takes the areas above that of the account out of the overview.
StoredBody without_areas_above(Office& office, store::Transaction& transaction, store::SnapshotId snapshot, const store::AreaRow& area,
                               const Access& access, const std::string& overview, const std::string& etag) {
  std::vector<report::AreaNode> all;
  std::vector<report::AreaNode> seen;
  for (std::string code = area.parent_code; !code.empty();) {
    const auto above = store::find_area(transaction, snapshot, code);
    if (!above || !*above) break;
    all.push_back(node_of(**above, true));
    if (access.covers((*above)->path)) seen.push_back(all.back());
    code = (*above)->parent_code;
  }
  std::ranges::reverse(seen);
  formats::JsonWriter written;
  written.begin_object();
  report::write_area_nodes(written, "path", seen);
  const std::string path = written.end_object().take().substr(1);
  // Everything before `path` is of the run and the area; quotes in their texts are escaped, so the first such key is the member.
  const std::size_t begin = overview.find("\"path\":[");
  const std::size_t end = overview.find(",\"children\":[", begin);
  StoredBody body;
  body.etag = etag + "-" + access.area_code;
  std::string text = overview.substr(0, begin) + path.substr(0, path.size() - 1) + overview.substr(end);
  body.is_gzip = static_cast<bool>(office.options().compress);
  body.bytes = std::make_shared<const std::string>(body.is_gzip ? office.options().compress(text) : std::move(text));
  return body;
}

/// Runs of the same standard and tolerances that are done, of each year the newest with results that this program can show, or else the
/// newest, over the snapshots that the account sees.
Result<std::map<SchoolYear, VisibleRun>> runs_by_year(store::Transaction& transaction, const VisibleRun& like, const Access& access) {
  store::RunQuery query;
  query.kind = "assess";
  query.state = store::RunState::Done;
  query.area_code = access.area_code;
  query.standard_id = like.run.request.standard_id;
  query.limit = 1000;
  std::map<SchoolYear, VisibleRun> by_year;
  const RunParameters own = parameters_of(like.run);
  by_year.emplace(own.year, like);
  while (true) {
    const auto runs = store::list_runs(transaction, query);
    if (!runs) return fail(runs.error());
    for (const store::Run& run : *runs) {
      const RunParameters parameters = parameters_of(run);
      if (parameters.tolerances != own.tolerances) continue;
      const auto held = by_year.find(parameters.year);
      if (held != by_year.end() && (held->second.run.request.form == kRunForm || run.request.form != kRunForm)) continue;
      auto seen = visible_run(transaction, run.id.value, access);
      if (!seen && seen.error().code != Code::NoSuchRun) return fail(seen.error());
      if (seen) by_year.insert_or_assign(parameters.year, std::move(*seen));
    }
    if (runs->size() < query.limit) return by_year;
    query.before = runs->back().id;
  }
}

tl::unexpected<Error> no_such_school(const std::string& id) { return fail(Code::NoSuchSchool, {{"id", id}}); }

/// The desk of the county in which a school stands.
struct SchoolPlace {
  store::AreaRow county;
  std::shared_ptr<const AreaDesk> desk;
  SchoolIndex school;
};

/// nullopt: the run's snapshot has no such school that the account sees.
Result<std::optional<SchoolPlace>> place_of(Office& office, store::Transaction& transaction, const VisibleRun& run,
                                            const std::string& school_id, const Access& access) {
  const auto row = store::find_school(transaction, run.snapshot.id, school_id);
  if (!row) return fail(row.error());
  if (!*row || !access.covers((*row)->path) || (*row)->county_code.empty()) return std::nullopt;
  const auto county = store::find_area(transaction, run.snapshot.id, (*row)->county_code);
  if (!county) return fail(county.error());
  if (!*county) return std::nullopt;
  auto desk = open_desk(office, transaction, run, **county);
  if (!desk && desk.error().code == Code::AreaNotAssessed) return std::nullopt;
  if (!desk) return fail(desk.error());
  const auto school = (*desk)->dataset.schools.find(school_id);
  if (!school) return std::nullopt;
  return SchoolPlace{std::move(**county), std::move(*desk), *school};
}

/// What a school was in another year: members of an array, or empty.
std::string history_of(const SchoolPlace& then, std::int64_t run_id, const Access& access, Lang lang) {
  const std::string years = page_of(*then.desk, masking_of(access), lang, [&](const report::AreaViewInput& view) {
    return "[" + report::school_history_json(view, then.school, run_id) + "]";
  });
  return years.substr(1, years.size() - 2);
}

}  // namespace

Result<StoredBody> area_overview(Office& office, const Access& access, const AreaOfRun& at) {
  auto opened = open_area(office, access, at);
  if (!opened) return fail(opened.error());
  auto& [transaction, run, area] = *opened;
  const auto name = [&](Masking masking) { return overview_name(at.lang, masking); };
  if (access.sees_all_areas()) {
    const auto body = find_shown_body(office, transaction, run.run.id, area.code, access, name);
    if (!body) return fail(body.error());
    if (!*body) return not_assessed(area);
    return **body;
  }
  const auto result = find_shown(masking_of(access),
                                 [&](Masking masking) { return store::find_result(transaction, run.run.id, area.code, name(masking)); });
  if (!result) return fail(result.error());
  if (!*result) return not_assessed(area);
  return without_areas_above(office, transaction, run.snapshot.id, area, access, (*result)->body, (*result)->etag);
}

Result<StoredBody> area_schools(Office& office, const Access& access, const AreaOfRun& at) {
  auto opened = open_area(office, access, at);
  if (!opened) return fail(opened.error());
  auto& [transaction, run, area] = *opened;
  const auto body = find_schools(office, transaction, run.run.id, area.code, access, at.lang);
  if (!body) return fail(body.error());
  if (*body) return **body;
  if (area.level == "township" || area.level == "county") return not_assessed(area);
  return fail(Code::SchoolsTooMany, {{"count", std::to_string(run.snapshot.school_count)}});
}

Result<StoredBody> league(Office& office, const Access& access, const AreaOfRun& at, const std::string& level) {
  auto opened = open_area(office, access, {at.run_id, code_or_own(at.area_code, access), at.lang});
  if (!opened) return fail(opened.error());
  auto& [transaction, run, area] = *opened;
  const std::string scope = scope_of(area);
  const auto body = find_shown_body(office, transaction, run.run.id, scope, access,
                                    [&](Masking masking) { return league_name(level, at.lang, masking); });
  if (!body) return fail(body.error());
  if (!*body) return fail(Code::NoAreaAtLevel, {{"level", level}, {"area", scope}});
  return **body;
}

Result<StoredBody> county_failings(Office& office, const Access& access, const AreaOfRun& at) {
  auto opened = open_area(office, access, at);
  if (!opened) return fail(opened.error());
  auto& [transaction, run, area] = *opened;
  const std::string scope = scope_of(area);
  const auto body =
      find_shown_body(office, transaction, run.run.id, scope, access, [&](Masking masking) { return failings_name(at.lang, masking); });
  if (!body) return fail(body.error());
  if (!*body) return fail(Code::NoAreaAtLevel, {{"level", "county"}, {"area", scope}});
  return **body;
}

Result<std::string> area_trend(Office& office, const Access& access, const AreaOfRun& at) {
  auto opened = open_area(office, access, at);
  if (!opened) return fail(opened.error());
  auto& [transaction, run, area] = *opened;
  const auto runs = runs_by_year(transaction, run, access);
  if (!runs) return fail(runs.error());
  std::vector<std::string> years;
  std::vector<report::YearOfOtherForm> other_form;
  for (const auto& [year, of_year] : *runs) {
    const auto there = visible_area(transaction, of_year.snapshot.id, area.code, access);
    if (!there && there.error().code != Code::UnknownAreaCode) return fail(there.error());
    if (!there) continue;
    if (of_year.run.request.form != kRunForm) {
      other_form.push_back({year, of_year.run.id.value});
      continue;
    }
    auto result = find_shown(masking_of(access), [&, &of = of_year.run](Masking masking) {
      return store::find_result(transaction, of.id, area.code, trend_name(masking));
    });
    if (!result) return fail(result.error());
    if (*result) years.push_back(std::move((*result)->body));
  }
  if (years.empty()) return not_assessed(area);
  return report::trend_json(area.code, run.run.request.standard_id, years, other_form);
}

Result<std::string> school_page(Office& office, const Access& access, std::int64_t run_id, const std::string& school_id, Lang lang) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto found = finished_run(*transaction, run_id, access);
  if (!found) return fail(found.error());
  const auto place = place_of(office, *transaction, *found, school_id, access);
  if (!place) return fail(place.error());
  if (!*place) return no_such_school(school_id);
  const AreaDesk& desk = *(*place)->desk;
  report::SchoolPageInput page{{}, &desk.assessor->campuses(), (*place)->school, {}, {}, {}, {}};
  auto view = run_view(*transaction, office, found->run, found->snapshot, lang);
  if (!view) return fail(view.error());
  page.run = std::move(*view);
  const AreaPlaces places(desk.dataset);
  const AreaIndex county = desk.area().area;
  page.county = places.node(county);
  for (const report::AreaNode& above : places.path(county)) {
    const auto row = store::find_area(*transaction, found->snapshot.id, above.code);
    if (!row) return fail(row.error());
    if (*row && access.covers((*row)->path)) page.path.push_back(above);
  }
  const auto runs = runs_by_year(*transaction, *found, access);
  if (!runs) return fail(runs.error());
  for (const auto& [year, run] : *runs) {
    const auto then = place_of(office, *transaction, run, school_id, access);
    if (!then) return fail(then.error());
    if (!*then) continue;
    page.history.push_back(history_of(**then, run.run.id.value, access, lang));
  }
  return page_of(desk, masking_of(access), lang, [&](const report::AreaViewInput& shown) {
    page.view = shown;
    return report::school_page_json(page);
  });
}

namespace {

Result<std::string> county_page(Office& office, const Access& access, const AreaOfRun& at,
                                std::string (*write)(const report::AreaViewInput&)) {
  auto opened = open_area(office, access, at);
  if (!opened) return fail(opened.error());
  auto& [transaction, run, area] = *opened;
  const auto desk = open_desk(office, transaction, run, area);
  if (!desk) return fail(desk.error());
  return page_of(**desk, masking_of(access), at.lang, write);
}

}  // namespace

Result<std::string> area_inputs(Office& office, const Access& access, const AreaOfRun& at) {
  return county_page(office, access, at, report::inputs_json);
}

Result<std::string> area_lacks(Office& office, const Access& access, const AreaOfRun& at) {
  return county_page(office, access, at, report::county_lacks_json);
}

}  // namespace junheng::app
