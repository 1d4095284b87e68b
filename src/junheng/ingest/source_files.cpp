#include "junheng/ingest/source_files.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/ingest/csv_source.h"
#include "junheng/ingest/file_names.h"
#include "junheng/ingest/sheet_source.h"
#include "junheng/ingest/source_set.h"
#include "junheng/ingest/unread_entry.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace fs = std::filesystem;

namespace {

bool is_pattern(const std::string& name) { return name.find('*') != std::string::npos; }

/// True if the text is the pattern with something, or nothing, for each '*'.
bool fits(std::string_view text, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return text == pattern;
  if (!text.starts_with(pattern.substr(0, star))) return false;
  text.remove_prefix(star);
  pattern.remove_prefix(star + 1);
  for (std::size_t skipped = 0; skipped <= text.size(); ++skipped)
    if (fits(text.substr(skipped), pattern)) return true;
  return false;
}

std::string file_name(const std::string& path) { return fs::path(path).filename().string(); }

bool is_workbook(const std::string& path) { return kind_of(path) == EntryKind::Workbook; }

std::vector<std::string> names_of(const MappingFile& mapping) {
  std::set<std::string> out;
  for (const MappedTable& table : mapping.tables) out.insert(table.from.begin(), table.from.end());
  return {out.begin(), out.end()};
}

}  // namespace

SourceFiles::SourceFiles(std::string path, const MappingFile& mapping)
    : path_(std::move(path)), key_(mapping.header_key), separator_(mapping.separator), names_(names_of(mapping)) {
  for (const std::string& name : names_)
    if (is_pattern(name)) patterns_.insert(name);
}

Result<std::vector<const SourceFile*>> SourceFiles::open(const LabelNames& from, std::vector<Issue>& issues) {
  return std::ranges::any_of(from, is_pattern) ? open_fitting(from, issues) : open_named(from, issues);
}

Result<std::vector<const SourceFile*>> SourceFiles::open_named(const LabelNames& names, std::vector<Issue>& issues) {
  // Without a name the file or the only sheet itself is meant.
  for (const std::string& name : names.empty() ? LabelNames{""} : names) {
    auto found = find_named(name, issues);
    if (!found) return fail(std::move(found.error()));
    if (*found) return std::vector<const SourceFile*>{**found};
  }
  if (!names.empty() && missing_.insert(names).second) {
    Params params = list_params("names", names);
    std::ranges::copy(list_params("found", found()), std::back_inserter(params));
    issues.push_back(make_issue(Code::MappingSourceMissing, Location{file_name(path_), "", 0, 0, ""}, names.front(), std::move(params)));
  }
  return std::vector<const SourceFile*>{};
}

Result<std::optional<const SourceFile*>> SourceFiles::find_named(const std::string& name, std::vector<Issue>& issues) {
  using Found = std::optional<const SourceFile*>;
  std::error_code failure;
  std::string path = path_;
  if (fs::is_directory(path, failure)) {
    path = (fs::path(path) / name).string();
    if (name.empty() || !fs::exists(path, failure)) return Found();
    taken_.insert(path);
  }
  if (!is_workbook(path)) return open_csv(path, issues).map([](const SourceFile* file) { return Found(file); });
  auto read = workbook(path);
  if (!read) return fail(std::move(read.error()));
  const formats::Sheet* sheet = (*read)->find(name);
  if (sheet == nullptr && (*read)->sheets.size() == 1) sheet = &(*read)->sheets.front();
  return sheet == nullptr ? Found() : Found(open_sheet(path, *sheet, issues));
}

std::vector<std::string> SourceFiles::found() {
  std::vector<std::string> out;
  if (kind_of(path_) == EntryKind::Folder) {
    for (const std::string& path : entries_of(path_).value_or(std::vector<std::string>{}))
      out.push_back(file_name(path) + (kind_of(path) == EntryKind::Folder ? "/" : ""));
  } else if (const auto book = is_workbook(path_) ? workbook(path_) : fail(Code::NotADataset); book) {
    for (const formats::Sheet& sheet : (*book)->sheets)
      if (!sheet.is_hidden) out.push_back(sheet.name);
  }
  if (out.empty()) out.emplace_back("—");
  return out;
}

std::set<std::string> SourceFiles::fitting(const std::string& name) const {
  std::set<std::string> out;
  for (const std::string& pattern : patterns_)
    if (fits(name, pattern)) out.insert(pattern);
  return out;
}

Result<void> SourceFiles::list_file(const std::string& path, std::vector<Issue>& issues) {
  const std::string file = file_name(path);
  const auto of_file = fitting(fs::path(path).stem().string());
  if (!is_workbook(path)) {
    candidates_.push_back({path, file, "", of_file});
    return {};
  }
  auto read = workbook(path);
  if (!read) {
    if (path == path_) return fail(std::move(read.error()));
    taken_.insert(path);
    has_lost_file_ = true;
    issues.push_back(issue_of(read.error(), Location{file, "", 0, 0, ""}));
    return {};
  }
  // A sheet's own name says more than that of its file; of the sheets that say nothing only those with the header are tables.
  const std::size_t listed_before = candidates_.size();
  const formats::Sheet* first = nullptr;
  for (const formats::Sheet& sheet : (*read)->sheets) {
    if (sheet.is_hidden) continue;
    if (first == nullptr) first = &sheet;
    auto of_sheet = fitting(sheet.name);
    if (of_sheet.empty() && !key_.empty() && !find_head(head_rows(sheet), key_)) continue;
    candidates_.push_back({path, file, sheet.name, of_sheet.empty() ? of_file : std::move(of_sheet)});
  }
  // A workbook of which no sheet has the header is told so.
  if (candidates_.size() == listed_before && first != nullptr) candidates_.push_back({path, file, first->name, of_file});
  return {};
}

Result<void> SourceFiles::list_candidates(std::vector<Issue>& issues) {
  if (std::exchange(has_listed_, true)) return {};
  const auto entries = entries_at(path_);
  if (!entries) return fail(entries.error());
  for (const std::string& path : *entries) {
    const EntryKind kind = kind_of(path);
    // A file that is given by itself is what the user means, whatever its name.
    if (path != path_ && kind != EntryKind::Csv && kind != EntryKind::Workbook) continue;
    auto listed = list_file(path, issues);
    if (!listed) return listed;
  }
  for (const Candidate& candidate : candidates_) {
    if (candidate.fits.size() < 2) continue;
    issues.push_back(make_issue(Code::MappingFileAmbiguous, Location{candidate.file, candidate.sheet, 0, 0, ""},
                                candidate.sheet.empty() ? candidate.file : candidate.sheet,
                                list_params("names", std::vector<std::string>(candidate.fits.begin(), candidate.fits.end()))));
  }
  return {};
}

Result<std::vector<const SourceFile*>> SourceFiles::open_fitting(const LabelNames& patterns, std::vector<Issue>& issues) {
  auto listed = list_candidates(issues);
  if (!listed) return fail(std::move(listed.error()));
  std::vector<const SourceFile*> out;
  for (const Candidate& candidate : candidates_) {
    if (std::ranges::none_of(patterns, [&](const std::string& pattern) { return candidate.fits.contains(pattern); })) continue;
    auto found = open_candidate(candidate, issues);
    if (!found) return fail(std::move(found.error()));
    out.push_back(*found);
  }
  return out;
}

Result<const SourceFile*> SourceFiles::open_candidate(const Candidate& candidate, std::vector<Issue>& issues) {
  if (candidate.fits.size() > 1) return nullptr;
  if (candidate.sheet.empty()) return open_csv(candidate.path, issues);
  return open_sheet(candidate.path, *workbooks_.at(candidate.path)->find(candidate.sheet), issues);
}

Result<void> SourceFiles::note_unread(const std::set<std::string>& read_elsewhere, std::vector<Issue>& issues) {
  std::set<std::string> seen = taken_;
  seen.insert(read_elsewhere.begin(), read_elsewhere.end());
  const auto unread = [&](const std::string& path, const std::string& sheet) {
    const std::string file = file_name(path);
    const Location where{file, sheet, 0, 0, ""};
    // Tables of the dataset format that the mapping does not make are read elsewhere.
    const model::TableSpec* table = sheet.empty() ? table_of_file(path) : nullptr;
    issues.push_back(table != nullptr
                         ? make_issue(Code::MappingTableMade, where, file, {{"table", both_names(*table)}})
                         : make_issue(Code::MappingFileUnread, where, sheet.empty() ? file : sheet, list_params("names", names_)));
  };
  for (const Candidate& candidate : candidates_)
    if (candidate.fits.empty() && !seen.contains(candidate.path)) unread(candidate.path, candidate.sheet);
  for (const Candidate& candidate : candidates_) seen.insert(candidate.path);
  if (kind_of(path_) != EntryKind::Folder) return {};
  const auto entries = entries_of(path_);
  if (!entries) return fail(entries.error());
  for (const std::string& path : *entries) {
    if (seen.contains(path)) continue;
    const EntryKind kind = kind_of(path);
    if (kind == EntryKind::Csv || kind == EntryKind::Workbook) {
      unread(path, "");
      continue;
    }
    issues.push_back(unread_entry(path, {"CSV 文件和 .xlsx 工作簿", "CSV files and .xlsx workbooks"}));
    has_lost_file_ |= issues.back().severity == Severity::Error;
  }
  return {};
}

Result<const SourceFile*> SourceFiles::open_csv(const std::string& path, std::vector<Issue>& issues) {
  const auto key = std::pair(path, std::string());
  if (const auto known = opened_.find(key); known != opened_.end()) return known->second ? &*known->second : nullptr;
  auto csv = formats::CsvFile::open(path, {}, separator_);
  if (!csv) return fail(std::move(csv.error()));
  auto& slot = opened_[key];
  if (key_.empty()) {
    const TableHead head = plain_head(csv->header());
    slot = SourceFile{std::make_shared<const CsvSource>(std::move(*csv), file_name(path)), head, year_of(head, path, "", issues)};
    return &*slot;
  }
  auto rows = head_rows(*csv);
  if (!rows) return fail(std::move(rows.error()));
  const auto head = head_of(*rows, Location{file_name(path), "", 0, 0, ""}, issues);
  if (!head) return nullptr;
  slot = SourceFile{std::make_shared<const CsvSource>(std::move(*csv), file_name(path), *head), *head, year_of(*head, path, "", issues)};
  return &*slot;
}

const SourceFile* SourceFiles::open_sheet(const std::string& path, const formats::Sheet& sheet, std::vector<Issue>& issues) {
  const auto key = std::pair(path, sheet.name);
  if (const auto known = opened_.find(key); known != opened_.end()) return known->second ? &*known->second : nullptr;
  auto& slot = opened_[key];
  const auto& book = workbooks_.at(path);
  if (key_.empty()) {
    auto rows = std::make_shared<const SheetSource>(book, sheet, file_name(path));
    const TableHead head = plain_head(rows->header());
    slot = SourceFile{std::move(rows), head, year_of(head, path, sheet.name, issues)};
    return &*slot;
  }
  const auto head = head_of(head_rows(sheet), Location{file_name(path), sheet.name, 0, 0, ""}, issues);
  if (!head) return nullptr;
  slot =
      SourceFile{std::make_shared<const SheetSource>(book, sheet, file_name(path), *head), *head, year_of(*head, path, sheet.name, issues)};
  return &*slot;
}

Result<std::shared_ptr<const formats::Workbook>> SourceFiles::workbook(const std::string& path) {
  if (const auto known = workbooks_.find(path); known != workbooks_.end()) return known->second;
  auto read = formats::read_xlsx(path);
  if (!read) return fail(std::move(read.error()));
  return workbooks_[path] = std::make_shared<const formats::Workbook>(std::move(*read));
}

std::optional<TableHead> SourceFiles::head_of(const HeadRows& rows, const Location& where, std::vector<Issue>& issues) const {
  auto head = find_head(rows, key_);
  if (!head) {
    std::vector<std::string> texts;
    for (const auto& row : rows) texts.insert(texts.end(), row.begin(), row.end());
    issues.push_back(make_issue(Code::MappingHeadMissing, where, key_.front(),
                                {{"rows", std::to_string(kMostHeadRows)}, {"nearest", nearest(key_.front(), texts).value_or("—")}}));
  }
  return head;
}

std::optional<std::string> SourceFiles::year_of(const TableHead& head, const std::string& path, const std::string& sheet,
                                                std::vector<Issue>& issues) {
  for (const std::string& name : {sheet, file_name(path), folder_name(path)}) {
    const auto year = school_year_in(name);
    if (!year) continue;
    if (head.year && *head.year != *year)
      issues.push_back(make_issue(Code::MappingYearConflict, Location{file_name(path), sheet, 0, 0, ""}, *head.year,
                                  {{"name", name}, {"other", *year}}));
    return head.year ? head.year : year;
  }
  return head.year;
}

}  // namespace junheng::ingest
