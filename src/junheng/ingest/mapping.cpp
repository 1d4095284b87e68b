#include "junheng/ingest/mapping.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include "junheng/core/codes.h"
#include "junheng/core/embedded.h"
#include "junheng/formats/file.h"
#include "junheng/ingest/csv_source.h"
#include "junheng/ingest/file_names.h"
#include "junheng/ingest/form_folder.h"
#include "junheng/ingest/mapped_source.h"
#include "junheng/ingest/mapping_file.h"
#include "junheng/ingest/source_files.h"
#include "junheng/ingest/source_headers.h"
#include "junheng/ingest/wording.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolder = "mappings/";

std::string stem(std::string_view path) { return std::string(path.substr(kFolder.size(), path.size() - kFolder.size() - 5)); }

bool is_mapping_path(const std::string& id_or_path) { return id_or_path.ends_with(".toml"); }

Result<MappingFile> find_mapping(const std::string& id_or_path) {
  auto text = is_mapping_path(id_or_path) ? formats::read_file(id_or_path)
                                          : built_in_mapping(id_or_path).map([](std::string_view bytes) { return std::string(bytes); });
  if (!text) return fail(std::move(text.error()));
  std::vector<Issue> issues;
  MappingFile mapping = read_mapping(*text, id_or_path, issues);
  const std::size_t errors = count_issues(issues).errors;
  if (errors == 0) return mapping;
  const auto list = [&](Lang lang) {
    std::string out;
    for (const Issue& issue : issues)
      if (issue.severity == Severity::Error)
        out += (errors == 1 ? "" : "\n  ") + describe(issue.where, lang) + (lang == Lang::Zh ? "：" : ": ") + issue.message(lang);
    return out;
  };
  return fail(Code::MappingRejected,
              {{"path", id_or_path}, {"count", std::to_string(errors)}, {"all_zh", list(Lang::Zh)}, {"all_en", list(Lang::En)}});
}

/// Makes the tables of a mapping from the files or sheets at a path.
class TableMaker {
 public:
  TableMaker(std::shared_ptr<const MappingFile> mapping, const std::string& path, SourceSet& set)
      : mapping_(std::move(mapping)), files_(path, *mapping_), set_(set) {}

  /// `read_elsewhere`: paths of files beside the mapped ones of which something else takes care.
  Result<void> make(const std::set<std::string>& read_elsewhere) {
    for (const MappedTable& table : mapping_->tables) {
      auto files = files_.open(table.from, set_.issues);
      if (!files) return fail(std::move(files.error()));
      std::vector<const MappedSource*> earlier;
      for (const SourceFile* file : *files) {
        auto made = file == nullptr ? Result<bool>(false) : add(table, *file, earlier);
        if (!made) return fail(std::move(made.error()));
        if (!*made) set_.unreadable_tables.push_back(table.table);
      }
    }
    for (const auto& [file, headers] : headers_) headers.note_absent(set_.issues);
    if (auto noted = files_.note_unread(read_elsewhere, set_.issues); !noted) return noted;
    if (files_.has_lost_file())
      for (const MappedTable& table : mapping_->tables) set_.unreadable_tables.push_back(table.table);
    return {};
  }

  /// Names of the files or sheets that are there.
  [[nodiscard]] std::vector<std::string> found() { return files_.found(); }

 private:
  /// False if the file cannot give the table: a needed header, or the school year, is not there.
  Result<bool> add(const MappedTable& table, const SourceFile& file, std::vector<const MappedSource*>& earlier) {
    SourceHeaders& headers = headers_.try_emplace(&file, *mapping_, file).first->second;
    headers.restart();
    const auto filters = headers.bind(table.filters, set_.issues);
    const auto base = headers.bind(table.columns, set_.issues);
    std::vector<std::vector<MadeColumn>> variants;
    if (table.wide.empty()) variants.push_back(base);
    for (const auto& wide : table.wide) {
      variants.push_back(base);
      std::ranges::move(headers.bind(wide, set_.issues), std::back_inserter(variants.back()));
    }
    std::erase_if(variants, [&](const auto& columns) { return says_nothing(table, columns); });
    const bool needs_year = !makes_year(table) && !set_.manifest.default_year;
    if (needs_year && !file.year && no_year_.insert(&file).second)
      set_.issues.push_back(
          make_issue(Code::FormYearMissing, Location{file.rows->file(), file.rows->sheet(), 0, 0, ""}, file.rows->file()));
    if (!headers.is_complete() || (needs_year && !file.year)) return false;
    auto notes = note_rows_left_out(*file.rows, filters);
    if (!notes) return fail(std::move(notes.error()));
    for (Issue& note : *notes)
      if (left_out_.emplace(note.where.file, note.where.sheet, note.where.row, note.where.column).second)
        set_.issues.push_back(std::move(note));
    for (auto& columns : variants) {
      MappedRows made{mapping_, file.rows, std::move(columns), filters, needs_year ? file.year : std::nullopt, table.is_distinct,
                      {},       earlier};
      const auto by = std::ranges::find(made.columns, table.distinct_by, [](const MadeColumn& column) { return column.column->to; });
      if (by != made.columns.end()) made.distinct_field = static_cast<std::size_t>(by - made.columns.begin());
      auto rows = std::make_unique<MappedSource>(std::move(made));
      earlier.push_back(rows.get());
      set_.tables.push_back({table.table, std::move(rows)});
    }
    return true;
  }

  /// A row of which a source has nothing but the key, since its optional columns are not there.
  static bool says_nothing(const MappedTable& table, const std::vector<MadeColumn>& columns) {
    const auto key = model::find_table(table.table)->key;
    const auto is_key = [&](const MadeColumn& column) { return std::ranges::find(key, column.column->to) != key.end(); };
    const auto has_optional = [](const std::vector<MappedColumn>& all) { return std::ranges::any_of(all, &MappedColumn::is_optional); };
    return std::ranges::all_of(columns, is_key) && (has_optional(table.columns) || std::ranges::any_of(table.wide, has_optional));
  }

  static bool makes_year(const MappedTable& table) {
    const model::TableSpec* spec = model::find_table(table.table);
    const auto is_year = [](const MappedColumn& column) { return column.to == "school_year" || column.to == "学年"; };
    return spec->column("school_year") == nullptr || std::ranges::any_of(table.columns, is_year);
  }

  std::shared_ptr<const MappingFile> mapping_;
  SourceFiles files_;
  SourceSet& set_;
  std::map<const SourceFile*, SourceHeaders> headers_;
  std::set<const SourceFile*> no_year_;
  /// Cells for which a row is left out, as file, sheet, row and column: several tables read the same rows.
  std::set<std::tuple<std::string, std::string, std::uint32_t, std::uint32_t>> left_out_;
};

/// What the mapping reads, in words.
Bilingual wanted_by(const MappingFile& mapping) {
  if (mapping.forms) return {".xlsx 工作簿，每校一个", "workbooks (.xlsx), one per school"};
  std::vector<std::string> names;
  for (const MappedTable& table : mapping.tables)
    for (const std::string& name : table.from)
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  if (names.empty())
    return {"一个 CSV 文件或 .xlsx 工作簿（给出文件本身的路径）", "one CSV file or .xlsx workbook (give the path of the file itself)"};
  const Params list = list_params("names", names);
  return {list[0].second, list[1].second};
}

/// The table of the dataset format in a CSV file beside those of the mapping; nullptr if the mapping makes that table, or means the file.
const model::TableSpec* table_beside(const MappingFile& mapping, const std::string& path) {
  const model::TableSpec* table = table_of_file(path);
  if (table == nullptr) return nullptr;
  const bool is_made = std::ranges::any_of(mapping.tables, [&](const MappedTable& made) {
    return made.table == table->id || std::ranges::find(made.from, last_name(path)) != made.from.end();
  });
  const bool is_of_forms = mapping.forms && (table->id == "schools" || std::ranges::find(mapping.forms->rows, table->id, &FormRow::table) !=
                                                                           mapping.forms->rows.end());
  return is_made || is_of_forms ? nullptr : table;
}

/// Adds tables of the dataset format that stand beside other people's files: what a county reports is in no school's form. Gives their
/// paths, and that of the mapping itself where it lies among the data.
Result<std::set<std::string>> add_tables_beside(const MappingFile& mapping, const std::string& mapping_name, const std::string& path,
                                                SourceSet& set) {
  std::set<std::string> out;
  if (kind_of(path) != EntryKind::Folder) return out;
  const auto entries = entries_of(path);
  if (!entries) return fail(entries.error());
  for (const std::string& entry : *entries) {
    std::error_code failure;
    if (is_mapping_path(mapping_name) && fs::equivalent(entry, mapping_name, failure)) out.insert(entry);
    const model::TableSpec* table = table_beside(mapping, entry);
    if (table == nullptr) continue;
    out.insert(entry);
    auto csv = formats::CsvFile::open(entry);
    if (csv) {
      set.tables.push_back({std::string(table->id), std::make_unique<CsvSource>(std::move(*csv), last_name(entry))});
    } else {
      set.issues.push_back(issue_of(csv.error(), Location{last_name(entry), "", 0, 0, ""}));
      set.unreadable_tables.emplace_back(table->id);
    }
  }
  return out;
}

}  // namespace

std::vector<MappingTitle> built_in_mappings() {
  std::vector<MappingTitle> titles;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kFolder)) continue;
    std::vector<Issue> issues;
    titles.push_back({stem(file.path), read_mapping(file.bytes, std::string(file.path), issues).title});
  }
  return titles;
}

Result<std::string_view> built_in_mapping(const std::string& id) {
  std::string known;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kFolder)) continue;
    if (stem(file.path) == id) return file.bytes;
    known += (known.empty() ? "" : ", ") + stem(file.path);
  }
  return fail(Code::UnknownMapping, {{"value", id}, {"known_zh", known}, {"known_en", known}});
}

Result<SourceSet> map_dataset(const std::string& path, const std::string& mapping_name) {
  auto found = find_mapping(mapping_name);
  if (!found) return fail(std::move(found.error()));
  const auto mapping = std::make_shared<const MappingFile>(std::move(*found));
  std::error_code failure;
  if (!fs::exists(path, failure)) return fail(Code::PathMissing, {{"path", path}});
  SourceSet set;
  set.name = fs::path(path).filename().string();
  set.manifest = mapping->manifest;
  const auto beside = add_tables_beside(*mapping, mapping_name, path, set);
  if (!beside) return fail(beside.error());
  const std::size_t beside_count = set.tables.size();
  TableMaker maker(mapping, path, set);
  const auto made = mapping->forms ? add_forms(*mapping->forms, path, *beside, set) : maker.make(*beside);
  if (!made) return fail(made.error());
  if (set.tables.size() == beside_count && count_issues(set.issues).errors == 0) {
    const Bilingual wanted = wanted_by(*mapping);
    Params params = list_params("found", maker.found());
    params.insert(params.end(), {{"path", path}, {"mapping", mapping_name}, {"wanted_zh", wanted.zh}, {"wanted_en", wanted.en}});
    return fail(Code::MappingNoSource, std::move(params));
  }
  return set;
}

}  // namespace junheng::ingest
