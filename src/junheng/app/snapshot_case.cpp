#include "junheng/app/snapshot_case.h"

#include <algorithm>
#include <functional>
#include <map>

#include "junheng/app/area_places.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/import_case.h"
#include "junheng/app/monitor_case.h"
#include "junheng/app/review_case.h"
#include "junheng/app/run_case.h"
#include "junheng/core/codes.h"
#include "junheng/formats/json_writer.h"
#include "junheng/model/schema.h"
#include "junheng/report/school_facts.h"
#include "junheng/report/shown_to_all.h"
#include "junheng/report/small_counts.h"
#include "junheng/store/scenarios.h"

namespace junheng::app {

namespace {

using formats::JsonWriter;

Result<bool> has_children(store::Transaction& transaction, store::SnapshotId snapshot, const std::string& code) {
  store::AreaQuery query;
  query.snapshot = snapshot;
  query.under = code;
  query.children_only = true;
  query.limit = 1;
  const auto page = store::list_areas(transaction, query);
  if (!page) return fail(page.error());
  return !page->rows.empty();
}

Result<report::AreaNode> area_node(store::Transaction& transaction, store::SnapshotId snapshot, const store::AreaRow& row) {
  const auto any = has_children(transaction, snapshot, row.code);
  if (!any) return fail(any.error());
  return node_of(row, *any);
}

/// The topmost areas of a snapshot that the account may see.
Result<std::vector<report::AreaNode>> top_areas(store::Transaction& transaction, const store::Snapshot& snapshot, const Access& access) {
  const std::vector<std::string> codes = access.sees_all_areas() ? snapshot.root_codes : std::vector{access.area_code};
  std::vector<report::AreaNode> areas;
  for (const std::string& code : codes) {
    const auto row = store::find_area(transaction, snapshot.id, code);
    if (!row) return fail(row.error());
    if (!*row) continue;
    auto node = area_node(transaction, snapshot.id, **row);
    if (!node) return fail(node.error());
    areas.push_back(std::move(*node));
  }
  return areas;
}

void write_years(JsonWriter& json, const std::vector<SchoolYear>& years) {
  json.key("school_years").begin_array();
  for (const SchoolYear year : years) json.value(year.first);
  json.end_array();
}

/// The members of schema Snapshot; the object is the caller's.
Result<void> write_members(JsonWriter& json, store::Transaction& transaction, const store::Snapshot& snapshot, const ImportNotes& notes,
                           const Access& access) {
  const auto areas = top_areas(transaction, snapshot, access);
  if (!areas) return fail(areas.error());
  const auto login = login_of(transaction, snapshot.imported.account);
  if (!login) return fail(login.error());
  std::int64_t schools = snapshot.school_count;
  if (!access.sees_all_areas()) {
    const auto count = store::count_schools(transaction, {snapshot.id, access.area_code, "", "", 1});
    if (!count) return fail(count.error());
    schools = *count;
  }
  json.member("id", snapshot.id.value).member("name", std::string_view(snapshot.name)).member("title", std::string_view(snapshot.title));
  json.member("source", std::string_view(snapshot.source)).member("licence", std::string_view(snapshot.licence));
  json.member("is_synthetic", snapshot.is_synthetic).member("is_partial", notes.is_partial);
  write_years(json, snapshot.years);
  report::write_area_nodes(json, "areas", *areas);
  json.member("schools", schools).member("created_at", std::string_view(to_string(snapshot.imported.time)));
  json.member("created_by", std::string_view(*login)).member("importer_version", std::string_view(snapshot.importer_version));
  json.member("sha256", std::string_view(snapshot.sources_sha256));
  return {};
}

Session session_of(const Office& office, Lang lang) {
  Session session;
  session.lang = lang;
  session.today = office.today();
  return session;
}

/// The area that is asked for, or without one that of the account, else the whole.
Result<store::AreaRow> part_place(Office& office, const Access& access, std::int64_t id, const std::string& asked) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  if (auto seen = visible_snapshot(*transaction, id, access); !seen) return fail(seen.error());
  return visible_area(*transaction, {id}, code_or_own(asked, access), access);
}

/// A part of a snapshot as the commands take it.
struct LoadedPart {
  LoadedDataset loaded;
  store::AreaRow area;
  bool is_partial = false;
};

Result<LoadedPart> open_part(Office& office, const Access& access, std::int64_t id, const std::string& code) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto snapshot = visible_snapshot(*transaction, id, access);
  if (!snapshot) return fail(snapshot.error());
  auto area = visible_area(*transaction, {id}, code, access);
  if (!area) return fail(area.error());
  auto notes = import_notes(*transaction, {id});
  if (!notes) return fail(notes.error());
  auto dataset = load_part(office, *transaction, *snapshot, *area);
  if (!dataset) return fail(dataset.error());
  LoadedPart part;
  part.loaded.dataset = std::move(*dataset);
  part.area = std::move(*area);
  part.is_partial = notes->is_partial;
  return part;
}

/// Tables that are computed when they are first asked for.
struct HeldTables {
  std::string name;
  std::int64_t snapshot = 0;
  store::AreaRow area;
  std::string choice;
  Lang lang = Lang::Zh;
};

/// Keys of what is held of a snapshot begin so.
std::string snapshot_prefix(std::int64_t snapshot) { return "snapshot-" + std::to_string(snapshot) + "/"; }

/// The tables, held ready to be sent; BeingMade while they are made for longer than a request waits. They hang on the snapshot, on the
/// packs of today, and on what the account may see of small counts.
Result<StoredBody> held_tables(Office& office, const Access& access, const HeldTables& tables,
                               const std::function<Result<std::string>()>& compute) {
  const bool is_masked = masking_of(access) != report::Masking::Full;
  const std::string key = snapshot_prefix(tables.snapshot) + tables.name + "/" + tables.area.code + "/" + tables.choice + "/" +
                          (tables.lang == Lang::Zh ? "zh" : "en") + (is_masked ? "/masked/" : "/") + to_string(office.today());
  if (const auto held = office.bodies().find(key)) return *held;
  const auto make = [&office, key, compute]() -> Result<LruCache<StoredBody>::Made> {
    auto text = compute();
    if (!text) return fail(text.error());
    auto body = std::make_shared<StoredBody>(office.ready_body(std::move(*text)));
    const std::size_t bytes = body->bytes->size() + key.size();
    return LruCache<StoredBody>::Made{std::move(body), bytes};
  };
  const auto maker = table_maker(office, {tables.snapshot}, tables.area);
  if (!maker) return fail(maker.error());
  const auto made = office.bodies().find_or_make(key, make, *maker);
  if (!made) return fail(made.error());
  return **made;
}

/// A snapshot is an account's own where it imported it and every school of it lies in the account's area.
Result<bool> is_own(store::Transaction& transaction, const Access& access, const store::Snapshot& snapshot) {
  if (!snapshot.imported.account || snapshot.imported.account->value != access.account_id) return false;
  if (access.sees_all_areas()) return true;
  const auto schools = store::count_schools(transaction, {snapshot.id, access.area_code, "", "", 1});
  if (!schools) return fail(schools.error());
  return *schools == snapshot.school_count;
}

/// Of an account that may delete its own imports only. Errors: SnapshotNotOwn; SnapshotUsedByOthers.
Result<void> check_may_remove(store::Transaction& transaction, const Access& access, const store::Snapshot& snapshot,
                              const std::vector<store::Run>& runs, const std::vector<store::Scenario>& scenarios) {
  const std::string id = std::to_string(snapshot.id.value);
  const auto own = is_own(transaction, access, snapshot);
  if (!own) return fail(own.error());
  if (!*own) return fail(Code::SnapshotNotOwn, {{"id", id}});
  const auto is_of_others = [&](const std::optional<store::AccountId>& account) { return !account || account->value != access.account_id; };
  const auto count = std::ranges::count_if(runs, [&](const store::Run& run) { return is_of_others(run.request.actor.account); }) +
                     std::ranges::count_if(scenarios, [&](const store::Scenario& each) { return is_of_others(each.account); });
  if (count > 0) return fail(Code::SnapshotUsedByOthers, {{"id", id}, {"count", std::to_string(count)}});
  return {};
}

/// The page that `make` (LoadedPart -> Result<Outcome>) makes of a part of a snapshot, as the account may see it.
template <typename Make>
Result<std::string> page_of_part(Office& office, const Access& access, std::int64_t snapshot, const std::string& area, Lang lang,
                                 Make make) {
  const auto page = [&](std::optional<report::HiddenSide> side) -> Result<std::string> {
    auto part = open_part(office, access, snapshot, area);
    if (!part) return fail(part.error());
    if (side) {
      report::replace_small_counts(part->loaded.dataset, *side);
      part->loaded.dataset.build(office.threads());
    }
    auto outcome = make(*part);
    if (!outcome) return fail(outcome.error());
    return std::move(outcome->output);
  };
  if (masking_of(access) == report::Masking::Full) return page(std::nullopt);
  return report::shown_of_results(lang, page);
}

}  // namespace

Result<std::string> list_snapshot_views(Office& office, const Access& access) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto snapshots = store::list_snapshots(*transaction);
  if (!snapshots) return fail(snapshots.error());
  JsonWriter json;
  json.begin_object().key("snapshots").begin_array();
  for (const store::Snapshot& snapshot : *snapshots) {
    const auto own = own_area(*transaction, snapshot.id, access);
    if (!own) return fail(own.error());
    if (!*own) continue;
    const auto notes = import_notes(*transaction, snapshot.id);
    if (!notes) return fail(notes.error());
    json.begin_object();
    if (auto written = write_members(json, *transaction, snapshot, *notes, access); !written) return fail(written.error());
    json.end_object();
  }
  return json.end_array().end_object().take();
}

Result<std::string> show_snapshot(Office& office, const Access& access, std::int64_t id, Lang lang) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto snapshot = visible_snapshot(*transaction, id, access);
  if (!snapshot) return fail(snapshot.error());
  const auto notes = import_notes(*transaction, {id});
  if (!notes) return fail(notes.error());
  JsonWriter json;
  json.begin_object();
  if (auto written = write_members(json, *transaction, *snapshot, *notes, access); !written) return fail(written.error());
  const auto sources = store::list_sources(*transaction, {id});
  if (!sources) return fail(sources.error());
  json.key("sources").begin_array();
  for (const store::SourceFile& source : *sources) {
    json.begin_object().member("name", std::string_view(source.name)).member("size_bytes", source.size);
    json.member("sha256", std::string_view(source.sha256)).end_object();
  }
  json.end_array().key("runs").begin_array();
  store::RunQuery query;
  query.snapshot = store::SnapshotId{id};
  query.kind = "assess";
  query.limit = 1000;
  const auto runs = store::list_runs(*transaction, query);
  if (!runs) return fail(runs.error());
  for (const store::Run& run : *runs) {
    const auto view = run_view(*transaction, office, run, *snapshot, lang);
    if (!view) return fail(view.error());
    report::write_run(json, *view);
  }
  json.end_array().key("findings").begin_object().member("errors", notes->counts.errors).member("warnings", notes->counts.warnings);
  return json.member("infos", notes->counts.infos).end_object().end_object().take();
}

Result<void> remove_snapshot(Office& office, const Access& access, std::int64_t id) {
  std::vector<std::int64_t> run_ids;
  {
    auto transaction = office.store().write();
    if (!transaction) return fail(transaction.error());
    const auto snapshot = visible_snapshot(*transaction, id, access);
    if (!snapshot) return fail(snapshot.error());
    const auto scenarios = store::list_scenarios(*transaction, {id}, "");
    if (!scenarios) return fail(scenarios.error());
    store::RunQuery query;
    query.snapshot = store::SnapshotId{id};
    query.limit = 100000;
    const auto runs = store::list_runs(*transaction, query);
    if (!runs) return fail(runs.error());
    if (!access.may(Permission::SnapshotDeleteAny))
      if (auto may = check_may_remove(*transaction, access, *snapshot, *runs, *scenarios); !may) return may;
    for (const store::Scenario& scenario : *scenarios)
      if (auto gone = store::delete_scenario(*transaction, scenario.id); !gone) return gone;
    for (const store::Run& run : *runs) {
      run_ids.push_back(run.id.value);
      if (auto gone = store::delete_run(*transaction, run.id); !gone) return gone;
    }
    if (auto gone = store::delete_snapshot(*transaction, {id}, actor_of(access, office.now())); !gone) return gone;
    if (auto kept = transaction->commit(); !kept) return kept;
  }
  office.bodies().drop_all(snapshot_prefix(id));
  for (const std::int64_t run : run_ids) office.forget_run(run);
  return {};
}

Result<std::string> search_areas(Office& office, const Access& access, const AreaSearch& search) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const store::SnapshotId id{search.snapshot_id};
  const auto snapshot = visible_snapshot(*transaction, id.value, access);
  if (!snapshot) return fail(snapshot.error());
  std::vector<report::AreaNode> nodes;
  if (search.parent.empty() && search.words.empty()) {
    auto top = top_areas(*transaction, *snapshot, access);
    if (!top) return fail(top.error());
    nodes = std::move(*top);
  } else {
    store::AreaQuery query;
    query.snapshot = id;
    query.under = search.parent.empty() ? access.area_code : search.parent;
    query.children_only = search.words.empty();
    query.name_part = search.words;
    query.limit = search.limit;
    if (!query.under.empty())
      if (auto parent = visible_area(*transaction, id, query.under, access); !parent) return fail(parent.error());
    std::vector<store::AreaRow> rows;
    if (!search.words.empty()) {
      // A code that is typed whole is found too.
      const auto exact = store::find_area(*transaction, id, search.words);
      if (!exact) return fail(exact.error());
      if (*exact && access.covers((*exact)->path)) rows.push_back(**exact);
    }
    auto page = store::list_areas(*transaction, query);
    if (!page) return fail(page.error());
    for (store::AreaRow& row : page->rows)
      if (rows.empty() || rows.front().code != row.code) rows.push_back(std::move(row));
    for (const store::AreaRow& row : rows) {
      auto node = area_node(*transaction, id, row);
      if (!node) return fail(node.error());
      nodes.push_back(std::move(*node));
    }
  }
  std::ranges::stable_sort(nodes, {}, &report::AreaNode::code);
  JsonWriter json;
  json.begin_object();
  report::write_area_nodes(json, "areas", nodes);
  return json.end_object().take();
}

Result<std::string> search_schools(Office& office, const Access& access, const SchoolSearch& search, Lang lang) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const store::SnapshotId id{search.snapshot_id};
  if (auto snapshot = visible_snapshot(*transaction, id.value, access); !snapshot) return fail(snapshot.error());
  store::SchoolQuery query{id, search.area.empty() ? access.area_code : search.area, search.words, search.after, search.limit};
  if (query.under == kWholeCode && access.sees_all_areas()) query.under.clear();
  if (!query.under.empty())
    if (auto area = visible_area(*transaction, id, query.under, access); !area) return fail(area.error());
  const auto total = store::count_schools(*transaction, query);
  if (!total) return fail(total.error());
  const auto page = store::list_schools(*transaction, query);
  if (!page) return fail(page.error());
  std::map<std::string, std::string> county_names;
  JsonWriter json;
  json.begin_object().member("total", *total).key("schools").begin_array();
  for (const store::SchoolRow& row : page->rows) {
    const auto [county, is_new] = county_names.try_emplace(row.county_code);
    if (is_new && !row.county_code.empty()) {
      const auto area = store::find_area(*transaction, id, row.county_code);
      if (!area) return fail(area.error());
      if (*area) county->second = (*area)->name;
    }
    json.begin_object().member("school_id", std::string_view(row.school_id)).member("name", std::string_view(row.name));
    json.member("county_code", std::string_view(row.county_code)).member("county_name", std::string_view(county->second));
    report::write_text_or_null(json, "township_code", row.township_code);
    json.member("kind", std::string_view(report::code_name(model::school_kinds(), row.kind, lang)));
    json.member("lon", row.lon).member("lat", row.lat).end_object();
  }
  json.end_array();
  report::write_text_or_null(json, "next", page->next.value_or(""));
  return json.end_object().take();
}

Result<StoredBody> area_monitors(Office& office, const Access& access, std::int64_t snapshot, const std::string& area, Lang lang) {
  const auto place = part_place(office, access, snapshot, area);
  if (!place) return fail(place.error());
  return held_tables(office, access, {"monitors", snapshot, *place, "", lang}, [&office, access, snapshot, code = place->code, lang] {
    return page_of_part(office, access, snapshot, code, lang, [&](LoadedPart& part) {
      MonitorRequest request;
      request.is_for_page = true;
      request.area = part.area.code;
      request.level = model::parse_area_level(part.area.level);
      return monitor_loaded(request, part.loaded, part.is_partial, session_of(office, lang));
    });
  });
}

Result<StoredBody> area_review(Office& office, const Access& access, const ReviewQuestion& question, Lang lang) {
  const auto place = part_place(office, access, question.snapshot_id, question.area);
  if (!place) return fail(place.error());
  const auto choice = normal_periods(question.periods);
  if (!choice) return fail(choice.error());
  const HeldTables tables{"review", question.snapshot_id, *place, *choice, lang};
  return held_tables(office, access, tables,
                     [&office, access, snapshot = question.snapshot_id, periods = *choice, code = place->code, lang] {
                       return page_of_part(office, access, snapshot, code, lang, [&](LoadedPart& part) {
                         ReviewRequest request;
                         request.is_for_page = true;
                         request.periods = periods;
                         request.dataset = part.loaded.dataset.manifest.title;
                         return review_loaded(request, part.loaded, part.is_partial, session_of(office, lang));
                       });
                     });
}

}  // namespace junheng::app
