#include "junheng/app/upload_preview.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "junheng/app/area_paths.h"
#include "junheng/app/area_scope.h"
#include "junheng/app/standard_needs.h"
#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/model/schema.h"

namespace junheng::app {

namespace {

constexpr std::size_t kMostSuggestions = 5;
constexpr std::size_t kMostAreasNamed = 5;
constexpr std::size_t kPage = 1000;

/// The origins of the tables that the dataset holds, by table id.
std::map<std::string_view, const model::TableOrigin*> origins_of(const model::Dataset& dataset) {
  return {{"areas", &dataset.areas.origin},
          {"schools", &dataset.schools.origin},
          {"stage_facts", &dataset.stage_facts.origin},
          {"grade_facts", &dataset.grade_facts.origin},
          {"classes", &dataset.classes.origin},
          {"class_bands", &dataset.class_bands.origin},
          {"rooms", &dataset.rooms.origin},
          {"subject_staff", &dataset.subject_staff.origin},
          {"school_facts", &dataset.school_facts.origin},
          {"teachers", &dataset.teachers.origin},
          {"area_facts", &dataset.area_items.origin}};
}

bool is_unknown_header(const Issue& issue) {
  static constexpr std::array kCodes = {Code::ColumnUnknown, Code::ColumnMisspelt};
  return std::ranges::any_of(kCodes, [&](Code code) { return issue.id() == code_entry(code).name; });
}

const ingest::ImportedFile* file_of(const LoadedDataset& loaded, const Location& where) {
  const auto file = std::ranges::find_if(
      loaded.files, [&](const ingest::ImportedFile& each) { return each.file == where.file && each.sheet == where.sheet; });
  return file == loaded.files.end() ? nullptr : &*file;
}

std::vector<const model::ColumnSpec*> columns_of(const model::TableSpec& table) {
  std::vector<const model::ColumnSpec*> columns;
  for (const auto& list : {table.columns, table.measures})
    for (const model::ColumnSpec& column : list) columns.push_back(&column);
  return columns;
}

std::vector<std::string> suggestions_for(std::string_view table_id, const std::string& header) {
  const model::TableSpec* table = model::find_table(table_id);
  if (table == nullptr) return {};
  std::vector<std::string> ids;
  const auto add = [&](std::string_view id) {
    if (ids.size() < kMostSuggestions && std::ranges::find(ids, id) == ids.end()) ids.emplace_back(id);
  };
  const auto columns = columns_of(*table);
  std::vector<std::string> names;
  for (const model::ColumnSpec* column : columns) {
    names.emplace_back(column->id);
    names.emplace_back(column->zh);
  }
  if (const auto slip = nearest(header, names))
    for (const model::ColumnSpec* column : columns)
      if (column->id == *slip || column->zh == *slip) add(column->id);
  for (const model::ColumnSpec* column : columns)
    for (const std::string_view name : {column->id, column->zh})
      if (!name.empty() && !header.empty() && (name.find(header) != std::string_view::npos || header.find(name) != std::string::npos))
        add(column->id);
  return ids;
}

/// Schools of a snapshot that the account sees, by id.
Result<std::map<std::string, store::SchoolRow>> schools_of(store::Transaction& transaction, store::SnapshotId id, const Access& access) {
  std::map<std::string, store::SchoolRow> schools;
  store::SchoolQuery query{id, access.area_code, "", "", kPage};
  while (true) {
    auto page = store::list_schools(transaction, query);
    if (!page) return fail(page.error());
    for (store::SchoolRow& row : page->rows) schools.emplace(row.school_id, row);
    if (!page->next) return schools;
    query.after = *page->next;
  }
}

std::string county_code(const model::Dataset& dataset, std::size_t school) {
  const auto county = dataset.areas.at_level(dataset.schools.areas[school], model::AreaLevel::County);
  return county ? std::string(dataset.areas.codes.at(county->value)) : std::string();
}

/// Whether the snapshot has the county of the upload's first school, as a county and with schools.
Result<bool> is_of_same_areas(store::Transaction& transaction, store::SnapshotId id, const model::Dataset& dataset) {
  if (dataset.schools.size() == 0) return false;
  const auto area = store::find_area(transaction, id, county_code(dataset, 0));
  if (!area) return fail(area.error());
  if (!*area || (*area)->level != "county") return false;
  const auto schools = store::count_schools(transaction, {id, (*area)->code, "", "", 1});
  if (!schools) return fail(schools.error());
  return *schools > 0;
}

Result<std::optional<store::Snapshot>> choose_previous(store::Transaction& transaction, const Access& access, const model::Dataset& dataset,
                                                       std::optional<std::int64_t> asked) {
  if (asked) {
    auto snapshot = visible_snapshot(transaction, *asked, access);
    if (!snapshot) return fail(snapshot.error());
    return std::optional(std::move(*snapshot));
  }
  auto snapshots = store::list_snapshots(transaction);
  if (!snapshots) return fail(snapshots.error());
  for (store::Snapshot& snapshot : *snapshots) {
    const auto own = own_area(transaction, snapshot.id, access);
    if (!own) return fail(own.error());
    if (!*own) continue;
    const auto is_same = is_of_same_areas(transaction, snapshot.id, dataset);
    if (!is_same) return fail(is_same.error());
    if (*is_same) return std::optional(std::move(snapshot));
  }
  return std::nullopt;
}

/// Per area its codes from the top down, as store::AreaRow::path.
std::vector<std::string> chains_of(const model::Dataset& dataset) {
  std::vector<std::string> chains;
  for (std::uint32_t each = 0; each < dataset.areas.size(); ++each) {
    std::string chain = "/";
    for (std::optional<AreaIndex> area = AreaIndex(each); area; area = dataset.areas.parents[area->value])
      chain = "/" + std::string(dataset.areas.codes.at(area->value)) + chain;
    chains.push_back(std::move(chain));
  }
  return chains;
}

}  // namespace

std::vector<PreviewTable> preview_tables(const LoadedDataset& loaded) {
  const auto origins = origins_of(loaded.dataset);
  std::vector<PreviewTable> tables;
  for (const ingest::ImportedFile& file : loaded.files) {
    PreviewTable table{file.table, file.file, file.sheet, file.rows, {}};
    if (const auto origin = origins.find(file.table); origin != origins.end())
      for (const model::OriginFile& each : origin->second->files())
        if (each.file == file.file && each.sheet == file.sheet)
          for (const auto& header : each.headers) table.columns.push_back({header.header, header.column_id, header.position});
    for (const Issue& issue : loaded.issues)
      if (is_unknown_header(issue) && file_of(loaded, issue.where) == &file)
        table.columns.push_back({issue.where.header, "", issue.where.column});
    std::ranges::stable_sort(table.columns, {}, &PreviewColumn::position);
    tables.push_back(std::move(table));
  }
  return tables;
}

std::vector<PreviewHeader> unknown_headers(const LoadedDataset& loaded) {
  std::vector<PreviewHeader> headers;
  std::set<std::pair<std::string, std::string>> seen;
  for (const Issue& issue : loaded.issues) {
    if (!is_unknown_header(issue)) continue;
    const ingest::ImportedFile* file = file_of(loaded, issue.where);
    if (file == nullptr || !seen.insert({file->table, issue.where.header}).second) continue;
    headers.push_back(
        {file->table, file->file, file->sheet, issue.where.header, issue.where.column, suggestions_for(file->table, issue.where.header)});
  }
  return headers;
}

std::vector<PreviewNeeds> preview_needs(const LoadedDataset& loaded, const standards::Library& library) {
  const auto rank = [](const Issue& note) {
    static constexpr std::array kOrder = {
        Code::NeededNothingValued,        Code::NeededColumnMissing, Code::NeededTableMissing, Code::NeededTableEmpty,
        Code::NeededAccreditationMissing, Code::NeededItemMissing,   Code::NeededItemEmpty,    Code::NeededCellsEmpty};
    return std::ranges::find_if(kOrder, [&](Code code) { return note.id() == code_entry(code).name; }) - kOrder.begin();
  };
  std::vector<PreviewNeeds> all;
  for (const standards::Pack& pack : library.packs) {
    if (!judges(pack)) continue;
    // Without a year or a county there is nothing that could lack a column; the findings and the import say so.
    const auto needs = StandardNeeds::of(loaded, pack, std::nullopt);
    if (!needs || !*needs) continue;
    PreviewNeeds of_pack{pack.id, 0, (*needs)->notes(report::NoteDetail::PerMeasure)};
    of_pack.total = of_pack.notes.size();
    std::ranges::stable_sort(of_pack.notes, {}, rank);
    if (of_pack.notes.size() > PreviewNeeds::kMostNotes) of_pack.notes.resize(PreviewNeeds::kMostNotes);
    all.push_back(std::move(of_pack));
  }
  return all;
}

Result<std::optional<Reconciliation>> reconcile(Office& office, const Access& access, const model::Dataset& dataset,
                                                std::optional<std::int64_t> previous) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto snapshot = choose_previous(*transaction, access, dataset, previous);
  if (!snapshot) return fail(snapshot.error());
  if (!*snapshot) return std::nullopt;
  auto before = schools_of(*transaction, (*snapshot)->id, access);
  if (!before) return fail(before.error());
  Reconciliation out;
  out.previous_snapshot = (*snapshot)->id.value;
  out.previous_name = (*snapshot)->name;
  std::set<std::string> counties;
  for (std::size_t school = 0; school < dataset.schools.size(); ++school) counties.insert(county_code(dataset, school));
  // Of a larger snapshot only the counties of the upload are compared.
  std::erase_if(*before, [&](const auto& entry) { return !counties.contains(entry.second.county_code); });
  out.schools_now = dataset.schools.size();
  out.schools_before = before->size();
  for (std::size_t school = 0; school < dataset.schools.size(); ++school) {
    const std::string id(dataset.schools.ids.at(school));
    const std::string name(dataset.schools.names.at(school));
    const std::string county = county_code(dataset, school);
    const auto known = before->find(id);
    if (known == before->end()) {
      out.added.push_back({id, name, county, ""});
      continue;
    }
    if (known->second.county_code != county) out.moved.push_back({id, name, county, known->second.county_code});
    if (known->second.name != name) out.renamed.push_back({id, name, county, known->second.name});
    before->erase(known);
  }
  for (const auto& [id, row] : *before) out.gone.push_back({id, row.name, row.county_code, ""});
  return std::optional(std::move(out));
}

Result<std::vector<std::string>> areas_outside(Office& office, const model::Dataset& dataset, const Access& access) {
  std::vector<std::string> outside;
  if (access.sees_all_areas()) return outside;
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto paths = AreaPaths::over(*transaction);
  if (!paths) return fail(paths.error());
  const std::vector<std::string> chains = chains_of(dataset);
  const std::string own_step = "/" + access.area_code + "/";
  const auto own = dataset.areas.find(access.area_code);
  const std::string own_chain = own ? chains[own->value] : std::string();
  std::set<std::uint32_t> with_schools;
  for (const AreaIndex area : dataset.schools.areas) with_schools.insert(area.value);
  for (std::uint32_t area = 0; area < chains.size(); ++area) {
    const std::string code(dataset.areas.codes.at(area));
    const auto known = paths->find(code);
    if (!known) return fail(known.error());
    const bool is_below = chains[area].find(own_step) != std::string::npos;
    const bool is_above = !with_schools.contains(area) && own_chain.starts_with(chains[area]);
    // What lies elsewhere by the data of those who see all cannot be moved by the data of those who do not.
    const bool agrees = !known->is_known || known->path == chains[area] || (is_below && known->path.find(own_step) != std::string::npos);
    if ((!(is_below || is_above) || !agrees) && outside.size() < kMostAreasNamed) outside.push_back(code);
  }
  return outside;
}

}  // namespace junheng::app
