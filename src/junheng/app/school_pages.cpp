#include "junheng/app/school_pages.h"

#include <chrono>
#include <span>

#include "junheng/app/area_places.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/run_bodies.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/store/sha256.h"

namespace junheng::app {

namespace {

using report::Masking;
using report::SchoolTable;

/// Bodies that are in memory as texts at the same time.
constexpr std::size_t kBatch = 128;

/// How long a request waits for the table that another one makes; then it is told to come again.
constexpr std::chrono::milliseconds kPatience{2000};

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

/// The body of a county as it may be seen; empty where the run has none.
Result<std::string> body_of(store::Transaction& transaction, const TableSource& source, const std::string& county) {
  auto found = store::find_result(transaction, source.run, county, schools_name(source.lang, source.masking));
  if (found && !*found && source.masking != Masking::Full)
    found = store::find_result(transaction, source.run, county, schools_name(source.lang, Masking::Full));
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
    std::vector<Result<report::SchoolRows>> parts(bodies->size());
    parallel_for(bodies->size(), office.threads(), [&](std::size_t i) { parts[i] = report::read_school_rows((*bodies)[i]); });
    for (const auto& part : parts) {
      if (!part) return fail(part.error());
      table->append(*part);
    }
  }
  if (table->size() == 0) return fail(Code::AreaNotAssessed, {{"area", source.area.name.empty() ? source.area.code : source.area.name}});
  const std::size_t bytes = table->bytes();
  return LruCache<SchoolTable>::Made{std::move(table), bytes};
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
  return {
      Code::BadQuery, {{"name", name}, {"value", value}, {"rule_zh", "本次评估没有这一列"}, {"rule_en", "the run has no such column"}}, {}};
}

/// Errors: those of finished_run and visible_area.
Result<TableSource> table_source(const store::Store& store, const Access& access, const AreaOfRun& at) {
  auto transaction = store.read();
  if (!transaction) return fail(transaction.error());
  const auto found = finished_run(*transaction, at.run_id, access);
  if (!found) return fail(found.error());
  auto area = visible_area(*transaction, found->snapshot.id, at.area_code, access);
  if (!area) return fail(area.error());
  return TableSource{found->run.id, found->snapshot.id, std::move(*area), at.lang, masking_of(access)};
}

}  // namespace

Result<TaggedText> area_school_page(Office& office, const Access& access, const AreaOfRun& at, const report::SchoolPageQuery& query) {
  const auto source = table_source(office.store(), access, at);
  if (!source) return fail(source.error());
  const std::string key = std::to_string(at.run_id) + "/" + source->area.code + "/" + schools_name(source->lang, source->masking);
  const auto table = office.school_tables().find_or_make(
      key, [&] { return make_table(office, *source); }, kPatience);
  if (!table) return fail(table.error());
  if (!(*table)->can_sort_by(query.sort)) return fail(no_such_column("sort", query.sort));
  if (!query.below.empty() && !(*table)->has_indicator(query.below)) return fail(no_such_column("below", query.below));
  return TaggedText{(*table)->page_json(query, at.run_id, source->area.code), etag_of(key, query)};
}

}  // namespace junheng::app
