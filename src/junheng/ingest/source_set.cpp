#include "junheng/ingest/source_set.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/core/text.h"
#include "junheng/ingest/csv_source.h"
#include "junheng/ingest/file_names.h"
#include "junheng/ingest/manifest.h"
#include "junheng/ingest/near_table.h"
#include "junheng/ingest/sheet_source.h"
#include "junheng/ingest/table_layout.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifestFile = "dataset.toml";

Issue not_a_table(Location where, std::string_view name) {
  std::vector<std::string> names;
  for (const model::TableSpec& table : model::table_specs()) names.insert(names.end(), {std::string(table.id), std::string(table.zh)});
  std::vector<std::string> likely;
  if (const model::TableSpec* near = near_table(name)) likely.push_back(both_names(*near));
  else if (auto found = nearest(fold_header(name), names)) likely.push_back(both_names(*model::find_table(*found)));
  return make_issue(Code::NotATable, std::move(where), std::string(name), likely_params(likely));
}

/// Gives each table to the first file or sheet of its name.
class TableClaims {
 public:
  /// False, with an Issue, if another one has the table.
  bool claim(const model::TableSpec& table, std::string_view name, Location where, std::vector<Issue>& issues) {
    const auto [holder, is_first] = holders_.emplace(table.id, name);
    if (!is_first)
      issues.push_back(
          make_issue(Code::TableTwice, std::move(where), std::string(name), {{"table", both_names(table)}, {"first", holder->second}}));
    return is_first;
  }
  [[nodiscard]] bool has(const model::TableSpec& table) const { return holders_.contains(table.id); }

 private:
  std::map<std::string_view, std::string> holders_;
};

/// A file or sheet of no table's name.
struct StrangeName {
  Location where;
  /// As messages show it, and without the ending of a file.
  std::string shown;
  std::string name;
};

/// A table that is kept, is not there and all but has its name there would be missing without a word: that is an error.
void report_strange(const std::vector<StrangeName>& strange, const TableClaims& claims, SourceSet& set) {
  for (const StrangeName& each : strange) {
    const model::TableSpec* near = near_table(each.name);
    if (near == nullptr || claims.has(*near) || !is_kept_table(*near)) {
      set.issues.push_back(not_a_table(each.where, each.shown));
      continue;
    }
    set.issues.push_back(
        make_issue(Code::TableRenamed, each.where, each.shown,
                   {{"table", both_names(*near)}, {"name_zh", std::string(near->zh)}, {"name_en", std::string(near->id)}}));
    if (std::ranges::find(set.unreadable_tables, near->id) == set.unreadable_tables.end()) set.unreadable_tables.emplace_back(near->id);
  }
}

struct TableFile {
  const model::TableSpec* table;
  fs::path path;
  std::optional<Result<formats::CsvFile>> csv;
};

void complete_manifest(SourceSet& set, bool is_there) {
  if (!is_there) set.issues.push_back(make_issue(Code::ManifestMissing, Location{set.name, "", 0, 0, ""}, set.name));
  if (set.manifest.title.empty()) set.manifest.title = set.name;
}

Result<SourceSet> open_folder(const std::string& folder, unsigned threads) {
  SourceSet set;
  set.name = last_name(folder);
  const auto entries = entries_of(folder);
  if (!entries) return fail(entries.error());
  TableClaims claims;
  std::vector<StrangeName> strange;
  std::vector<TableFile> files;
  bool has_manifest = false;
  for (const std::string& path : *entries) {
    const std::string name = last_name(path);
    const Location where{name, "", 0, 0, ""};
    if (name == kManifestFile) {
      set.manifest = read_manifest_file(path, name, set.issues);
      has_manifest = true;
      continue;
    }
    set.found.push_back(name);
    const model::TableSpec* table = table_of_file(path);
    const bool is_csv = kind_of(path) == EntryKind::Csv;
    if (table == nullptr && is_csv) strange.push_back({where, name, fs::path(path).stem().string()});
    else if (table == nullptr) set.issues.push_back(not_a_table(where, name));
    else if (claims.claim(*table, name, where, set.issues)) files.push_back({table, path, std::nullopt});
  }
  report_strange(strange, claims, set);
  parallel_for(files.size(), threads, [&](std::size_t i) { files[i].csv = formats::CsvFile::open(files[i].path.string()); });
  for (TableFile& file : files) {
    const std::string name = file.path.filename().string();
    if (*file.csv) {
      set.tables.push_back({std::string(file.table->id), std::make_unique<CsvSource>(std::move(**file.csv), name)});
    } else {
      set.issues.push_back(issue_of(file.csv->error(), Location{name, "", 0, 0, ""}));
      set.unreadable_tables.emplace_back(file.table->id);
    }
  }
  complete_manifest(set, has_manifest);
  return set;
}

}  // namespace

SourceSet sources_of(formats::Workbook read, std::string name) {
  const auto workbook = std::make_shared<const formats::Workbook>(std::move(read));
  SourceSet set;
  set.name = std::move(name);
  TableClaims claims;
  std::vector<StrangeName> strange;
  bool has_manifest = false;
  for (const formats::Sheet& sheet : workbook->sheets) {
    if (is_manifest_sheet(sheet.name)) {
      set.manifest = read_manifest_sheet(sheet, set.name, set.issues);
      set.empty_year_cell = empty_year_cell(sheet, set.name);
      has_manifest = true;
      continue;
    }
    const model::TableSpec* table = table_named(sheet.name);
    // Programs keep their drop-down lists in hidden sheets, blank workbooks explain their codes.
    if (table == nullptr && (sheet.is_hidden || model::is_guide_sheet(sheet.name))) continue;
    set.found.push_back(sheet.name);
    const Location where{set.name, sheet.name, 0, 0, ""};
    if (table == nullptr) strange.push_back({where, sheet.name, sheet.name});
    else if (claims.claim(*table, sheet.name, where, set.issues))
      set.tables.push_back({std::string(table->id), std::make_unique<SheetSource>(workbook, sheet, set.name)});
  }
  report_strange(strange, claims, set);
  complete_manifest(set, has_manifest);
  return set;
}

Result<SourceSet> open_dataset(const std::string& path, unsigned threads) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status))
    return failure.default_error_condition() == std::errc::permission_denied ? fail(Code::NoPermission, {{"path", path}})
                                                                             : fail(Code::PathMissing, {{"path", path}});
  if (fs::is_directory(status)) return open_folder(path, threads);
  if (kind_of(path) == EntryKind::Workbook)
    return formats::read_xlsx(path).map([&](formats::Workbook workbook) { return sources_of(std::move(workbook), last_name(path)); });
  return fail(Code::NotADataset, {{"path", path}});
}

Issue issue_of(const Error& error, Location where) {
  const auto line = std::ranges::find(error.params, "line", &Params::value_type::first);
  if (where.row == 0 && line != error.params.end())
    std::from_chars(line->second.data(), line->second.data() + line->second.size(), where.row);
  return make_issue(error.code, std::move(where), "", error.params);
}

const model::TableSpec* table_named(std::string_view name) {
  const std::string folded = fold_header(name);
  return model::find_table(folded);
}

const model::TableSpec* table_of_file(const std::string& path) {
  return kind_of(path) == EntryKind::Csv ? table_named(fs::path(path).stem().string()) : nullptr;
}

}  // namespace junheng::ingest
