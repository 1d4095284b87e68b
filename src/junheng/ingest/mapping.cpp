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
#include "junheng/ingest/file_names.h"
#include "junheng/ingest/form_workbook.h"
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

Result<MappingFile> find_mapping(const std::string& id_or_path) {
  std::string text;
  std::string known;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kFolder)) continue;
    known += (known.empty() ? "" : ", ") + stem(file.path);
    if (stem(file.path) == id_or_path) text = file.bytes;
  }
  if (text.empty()) {
    if (!id_or_path.ends_with(".toml")) return fail(Code::UnknownMapping, {{"value", id_or_path}, {"known_zh", known}, {"known_en", known}});
    auto read = formats::read_file(id_or_path);
    if (!read) return fail(std::move(read.error()));
    text = std::move(*read);
  }
  std::vector<Issue> issues;
  MappingFile mapping = read_mapping(text, id_or_path, issues);
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

  Result<void> make() {
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
    files_.note_unread(set_.issues);
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
      auto rows = std::make_unique<MappedSource>(
          MappedRows{mapping_, file.rows, std::move(columns), filters, needs_year ? file.year : std::nullopt, table.is_distinct, earlier});
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

void add_forms(const FormMapping& mapping, const std::string& path, SourceSet& set) {
  for (const std::string& file : files_at(path, {".xlsx"})) {
    const std::string name = fs::path(file).filename().string();
    set.found.push_back(name);
    const auto workbook = formats::read_xlsx(file);
    if (workbook) add_form_workbook(mapping, *workbook, folder_name(file), set);
    else set.issues.push_back(issue_of(workbook.error(), Location{name, "", 0, 0, ""}));
  }
}

std::string file_names_in(const MappingFile& mapping) {
  std::string out;
  for (const MappedTable& table : mapping.tables)
    for (const std::string& name : table.from)
      if (out.find(name) == std::string::npos) out += (out.empty() ? "" : ", ") + name;
  return out.empty() ? "—" : out;
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

Result<SourceSet> map_dataset(const std::string& path, const std::string& mapping_name) {
  auto found = find_mapping(mapping_name);
  if (!found) return fail(std::move(found.error()));
  const auto mapping = std::make_shared<const MappingFile>(std::move(*found));
  std::error_code failure;
  if (!fs::exists(path, failure)) return fail(Code::PathMissing, {{"path", path}});
  SourceSet set;
  set.name = fs::path(path).filename().string();
  set.manifest = mapping->manifest;
  if (mapping->forms) add_forms(*mapping->forms, path, set);
  TableMaker maker(mapping, path, set);
  if (auto made = maker.make(); !made) return fail(std::move(made.error()));
  if (set.tables.empty() && count_issues(set.issues).errors == 0) {
    Params params = list_params("found", maker.found());
    params.insert(params.end(), {{"path", path}, {"mapping", mapping_name}, {"names", file_names_in(*mapping)}});
    return fail(Code::MappingNoSource, std::move(params));
  }
  return set;
}

}  // namespace junheng::ingest
