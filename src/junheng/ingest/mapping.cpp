#include "junheng/ingest/mapping.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "junheng/core/codes.h"
#include "junheng/core/embedded.h"
#include "junheng/core/text.h"
#include "junheng/formats/file.h"
#include "junheng/ingest/csv_source.h"
#include "junheng/ingest/form_workbook.h"
#include "junheng/ingest/mapped_source.h"
#include "junheng/ingest/mapping_file.h"
#include "junheng/ingest/sheet_source.h"

namespace junheng::ingest {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolder = "mappings/";

/// A MappedSource together with the mapping file that its columns point into.
class OwnedMappedSource final : public RowSource {
 public:
  OwnedMappedSource(std::shared_ptr<const MappingFile> mapping, MappedSource rows) : mapping_(std::move(mapping)), rows_(std::move(rows)) {}

  [[nodiscard]] const std::vector<std::string>& header() const override { return rows_.header(); }
  [[nodiscard]] std::size_t chunk_count() const override { return rows_.chunk_count(); }
  [[nodiscard]] std::size_t row_bound(std::size_t chunk) const override { return rows_.row_bound(chunk); }
  [[nodiscard]] Result<void> read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const override { return rows_.read_chunk(chunk, visit); }
  [[nodiscard]] std::string file() const override { return rows_.file(); }
  [[nodiscard]] std::string sheet() const override { return rows_.sheet(); }
  [[nodiscard]] std::string encoding() const override { return rows_.encoding(); }
  [[nodiscard]] std::optional<Location> locate(std::uint32_t row, std::size_t field) const override { return rows_.locate(row, field); }
  [[nodiscard]] bool is_line_by_line() const override { return rows_.is_line_by_line(); }
  [[nodiscard]] std::vector<Issue> findings() const override { return rows_.findings(); }

 private:
  std::shared_ptr<const MappingFile> mapping_;
  MappedSource rows_;
};

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
  const auto error = std::ranges::find(issues, Severity::Error, &Issue::severity);
  if (error != issues.end())
    return fail(Code::MappingRejected, {{"path", id_or_path},
                                        {"count", std::to_string(count_issues(issues).errors)},
                                        {"first_zh", describe(error->where, Lang::Zh) + "：" + error->message(Lang::Zh)},
                                        {"first_en", describe(error->where, Lang::En) + ": " + error->message(Lang::En)}});
  return mapping;
}

/// The files or sheets at a path, opened when a table asks for them.
class SourceFiles {
 public:
  explicit SourceFiles(const std::string& path) : path_(path) {}

  /// The file of that name in the folder, the sheet of that name in the workbook, or the only one. nullptr if there is none.
  Result<std::shared_ptr<const RowSource>> open(const std::string& name) {
    const auto known = opened_.find(name);
    if (known != opened_.end()) return known->second;
    auto source = open_new(name);
    if (source) opened_[name] = *source;
    return source;
  }

 private:
  Result<std::shared_ptr<const RowSource>> open_new(const std::string& name) {
    std::error_code failure;
    if (!fs::is_directory(path_, failure)) return fs::path(path_).extension() == ".xlsx" ? open_sheet(path_, name) : open_csv(path_);
    if (!name.empty() && fs::exists(fs::path(path_) / name, failure)) return open_csv((fs::path(path_) / name).string());
    return std::shared_ptr<const RowSource>();
  }

  static Result<std::shared_ptr<const RowSource>> open_csv(const std::string& path) {
    auto csv = formats::CsvFile::open(path);
    if (!csv) return fail(std::move(csv.error()));
    return std::make_shared<const CsvSource>(std::move(*csv), fs::path(path).filename().string());
  }

  Result<std::shared_ptr<const RowSource>> open_sheet(const std::string& path, const std::string& name) {
    if (!workbook_) {
      auto workbook = formats::read_xlsx(path);
      if (!workbook) return fail(std::move(workbook.error()));
      workbook_ = std::make_shared<const formats::Workbook>(std::move(*workbook));
    }
    const formats::Sheet* sheet = workbook_->find(name);
    if (sheet == nullptr && workbook_->sheets.size() == 1) sheet = &workbook_->sheets.front();
    if (sheet == nullptr) return std::shared_ptr<const RowSource>();
    return std::make_shared<const SheetSource>(workbook_, *sheet, fs::path(path).filename().string());
  }

  std::string path_;
  std::shared_ptr<const formats::Workbook> workbook_;
  std::map<std::string, std::shared_ptr<const RowSource>> opened_;
};

/// Finds the headers that a table's columns name, each missing one reported once.
class SourceHeaders {
 public:
  explicit SourceHeaders(const RowSource& source) : source_(source) {
    for (const std::string& header : source.header()) folded_.push_back(fold_header(header));
  }

  std::uint32_t position(const std::string& header, std::vector<Issue>& issues) {
    const auto found = std::ranges::find(folded_, fold_header(header));
    if (found != folded_.end()) return static_cast<std::uint32_t>(found - folded_.begin());
    is_complete_ = false;
    if (std::ranges::find(reported_, header) == reported_.end()) {
      reported_.push_back(header);
      issues.push_back(make_issue(Code::MappingHeaderMissing, Location{source_.file(), source_.sheet(), 1, 0, header}, header,
                                  {{"nearest", nearest(header, source_.header()).value_or("—")}}));
    }
    return 0;
  }
  [[nodiscard]] bool is_complete() const { return is_complete_; }

 private:
  const RowSource& source_;
  std::vector<std::string> folded_;
  std::vector<std::string> reported_;
  bool is_complete_ = true;
};

void add_tables(const std::shared_ptr<const MappingFile>& mapping, const MappedTable& table, const std::shared_ptr<const RowSource>& source, SourceSet& set) {
  SourceHeaders headers(*source);
  std::vector<BoundFilter> filters;
  for (const RowFilter& filter : table.filters) filters.push_back({&filter, headers.position(filter.column, set.issues)});
  const auto bind = [&](const std::vector<MappedColumn>& columns, std::vector<BoundColumn> bound) {
    for (const MappedColumn& column : columns) {
      BoundColumn at{&column, {}};
      for (const std::string& header : column.from) at.fields.push_back(headers.position(header, set.issues));
      bound.push_back(std::move(at));
    }
    return bound;
  };
  const std::vector<BoundColumn> base = bind(table.columns, {});
  std::vector<std::vector<BoundColumn>> variants;
  for (const auto& wide : table.wide) variants.push_back(bind(wide, base));
  if (variants.empty()) variants.push_back(base);
  if (!headers.is_complete()) {
    set.unreadable_tables.push_back(table.table);
    return;
  }
  for (auto& columns : variants)
    set.tables.push_back({table.table, std::make_unique<OwnedMappedSource>(mapping, MappedSource(source, std::move(columns), filters, table.is_distinct))});
}

std::string last_name(const fs::path& path) { return (path.has_filename() ? path : path.parent_path()).filename().string(); }

/// The workbooks at a path, in the order of their names; Excel's lock files are nobody's data.
std::vector<std::string> workbooks_at(const std::string& path) {
  std::error_code failure;
  if (!fs::is_directory(path, failure)) return {path};
  std::vector<std::string> out;
  for (fs::directory_iterator entry(path, failure), end; !failure && entry != end; entry.increment(failure)) {
    const std::string name = entry->path().filename().string();
    if (entry->path().extension() == ".xlsx" && !name.starts_with("~$") && !name.starts_with('.')) out.push_back(entry->path().string());
  }
  std::ranges::sort(out);
  return out;
}

void add_forms(const FormMapping& mapping, const std::string& path, SourceSet& set) {
  const std::string folder = last_name(fs::absolute(path).lexically_normal());
  for (const std::string& file : workbooks_at(path)) {
    const std::string name = last_name(file);
    set.found.push_back(name);
    const auto workbook = formats::read_xlsx(file);
    if (workbook) add_form_workbook(mapping, *workbook, file == path ? last_name(fs::absolute(path).parent_path()) : folder, set);
    else set.issues.push_back(issue_of(workbook.error(), Location{name, "", 0, 0, ""}));
  }
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
  if (!fs::exists(path, failure)) return fail(Code::CannotReadFile, {{"path", path}, {"reason", failure ? failure.message() : "not found"}});
  SourceSet set;
  set.name = fs::path(path).filename().string();
  set.manifest = mapping->manifest;
  if (mapping->forms) add_forms(*mapping->forms, path, set);
  SourceFiles files(path);
  for (const MappedTable& table : mapping->tables) {
    auto source = files.open(table.from);
    if (!source) return fail(std::move(source.error()));
    if (*source != nullptr) add_tables(mapping, table, *source, set);
  }
  if (set.tables.empty() && set.issues.empty()) return fail(Code::MappingNoSource, {{"path", path}, {"mapping", mapping_name}});
  return set;
}

}  // namespace junheng::ingest
