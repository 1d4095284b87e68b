#include "junheng/app/school_pages.h"

#include <span>

#include "junheng/app/area_places.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/run_bodies.h"
#include "junheng/app/version.h"
#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/store/sha256.h"

namespace junheng::app {

namespace {

using report::Masking;
using report::SchoolTable;

/// Bodies that are in memory beside the table at the same time.
constexpr std::size_t kBatch = 128;

/// What one table is made from.
struct TableSource {
  store::RunId run;
  store::SnapshotId snapshot;
  store::AreaRow area;
  Lang lang = Lang::Zh;
  Masking masking = Masking::Full;
};

/// The counties in the area, by code; of a county itself.
Result<std::vector<std::string>> counties_in(const store::Store& store, const TableSource& source) {
  if (source.area.level == "county") return std::vector{source.area.code};
  store::AreaQuery query;
  query.snapshot = source.snapshot;
  if (source.area.code != kWholeCode) query.under = source.area.code;
  query.level = "county";
  query.limit = 1000;
  auto transaction = store.read();
  if (!transaction) return fail(transaction.error());
  std::vector<std::string> codes;
  while (true) {
    const auto page = store::list_areas(*transaction, query);
    if (!page) return fail(page.error());
    for (const store::AreaRow& row : page->rows) codes.push_back(row.code);
    if (!page->next) return codes;
    query.after = *page->next;
  }
}

/// The packed rows of a county as they may be seen; empty where the run has none.
Result<std::string> body_of(store::Transaction& transaction, const TableSource& source, const std::string& county) {
  auto found = find_shown(source.masking,
                          [&](Masking masking) { return store::find_result(transaction, source.run, county, school_rows_name(masking)); });
  if (!found) return fail(found.error());
  return *found ? std::move((*found)->body) : std::string();
}

/// The bodies of some counties. The store is read and let go: making a large table takes long, and readers are few.
Result<std::vector<std::string>> bodies_of(const store::Store& store, const TableSource& source, std::span<const std::string> counties) {
  auto transaction = store.read();
  if (!transaction) return fail(transaction.error());
  // One that was deleted meanwhile must not look like one with fewer schools.
  const auto run = store::find_run(*transaction, source.run);
  if (!run) return fail(run.error());
  if (!*run) return fail(Code::NoSuchRun, {{"id", std::to_string(source.run.value)}});
  std::vector<std::string> bodies;
  for (const std::string& county : counties) {
    auto body = body_of(*transaction, source, county);
    if (!body) return fail(body.error());
    if (!body->empty()) bodies.push_back(std::move(*body));
  }
  return bodies;
}

Result<LruCache<SchoolTable>::Made> make_table(Office& office, const TableSource& source) {
  const auto counties = counties_in(office.store(), source);
  if (!counties) return fail(counties.error());
  auto table = std::make_shared<SchoolTable>();
  for (std::size_t begin = 0; begin < counties->size(); begin += kBatch) {
    const std::size_t count = std::min(kBatch, counties->size() - begin);
    const auto bodies = bodies_of(office.store(), source, std::span(*counties).subspan(begin, count));
    if (!bodies) return fail(bodies.error());
    std::vector<std::optional<report::SchoolRows>> parts(bodies->size());
    parallel_for(bodies->size(), office.threads(),
                 [&](std::size_t i) { parts[i] = report::unpack_school_rows((*bodies)[i], source.lang); });
    for (const auto& part : parts) {
      if (!part) return fail(Code::StoreRecordDamaged, {{"record", "run/" + std::to_string(source.run.value)}, {"reason", "school rows"}});
      table->append(*part);
    }
  }
  if (table->size() == 0) return fail(Code::AreaNotAssessed, {{"area", source.area.name.empty() ? source.area.code : source.area.name}});
  const std::size_t bytes = table->bytes();
  return LruCache<SchoolTable>::Made{std::move(table), bytes};
}

/// The table, made where it is not held.
Result<std::shared_ptr<const SchoolTable>> find_table(Office& office, const TableSource& source, const std::string& key) {
  if (auto held = office.school_tables().find(key)) return held;
  const auto maker = table_maker(office, source.snapshot, source.area);
  if (!maker) return fail(maker.error());
  return office.school_tables().find_or_make(
      key, [&office, source] { return make_table(office, source); }, *maker);
}

/// Results never change: what was asked for, of which run, by which program, tells the page.
std::string etag_of(const std::string& table, const report::SchoolPageQuery& query) {
  std::string text = std::string(kVersion) + "\n" + table;
  for (const std::string& part : {query.sort, std::string(query.order == report::SortOrder::Ascending ? "+" : "-"), query.words,
                                  std::string(query.stage ? to_string(*query.stage) : ""), query.verdict, query.below, query.township,
                                  std::to_string(query.offset), std::to_string(query.limit)})
    text += "\n" + std::to_string(part.size()) + ":" + part;
  return store::sha256(text);
}

Error no_such_column(const char* name, const std::string& value) {
  return {Code::BadQuery,
          {{"name", name},
           {"value", value},
           {"rule_zh", std::string(text("query.rule.column", Lang::Zh))},
           {"rule_en", std::string(text("query.rule.column", Lang::En))}},
          {}};
}

/// Errors: those of visible_place.
Result<TableSource> table_source(const store::Store& store, const Access& access, const AreaOfRun& at) {
  auto transaction = store.read();
  if (!transaction) return fail(transaction.error());
  auto place = visible_place(*transaction, at.run_id, at.area_code, access);
  if (!place) return fail(place.error());
  return TableSource{place->run.run.id, place->run.snapshot.id, std::move(place->area), at.lang, masking_of(access)};
}

}  // namespace

Result<StoredBody> area_school_page(Office& office, const Access& access, const AreaOfRun& at, const report::SchoolPageQuery& query) {
  auto source = table_source(office.store(), access, at);
  if (!source) return fail(source.error());
  const std::string key = std::to_string(at.run_id) + "/" + source->area.code + "/" + school_rows_name(source->masking) +
                          (source->lang == Lang::Zh ? "/zh" : "/en");
  const std::string etag = etag_of(key, query);
  const std::string page_key = key + "/" + etag;
  if (const auto known = office.school_pages().find(page_key)) return *known;
  const auto table = find_table(office, *source, key);
  if (!table) return fail(table.error());
  if (!(*table)->can_sort_by(query.sort)) return fail(no_such_column("sort", query.sort));
  if (!query.below.empty() && !(*table)->has_indicator(query.below)) return fail(no_such_column("below", query.below));
  auto page = std::make_shared<StoredBody>(office.ready_body((*table)->page_json(query, at.run_id, source->area.code)));
  page->etag = etag;
  // What somebody typed is hardly ever typed again.
  if (query.words.empty()) office.school_pages().put(page_key, page, page->bytes->size() + page_key.size());
  return *page;
}

}  // namespace junheng::app
