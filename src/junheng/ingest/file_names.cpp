#include "junheng/ingest/file_names.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"

namespace junheng::ingest {

namespace fs = std::filesystem;

namespace {

bool is_nobodys(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') || name.starts_with("~$");
}

}  // namespace

std::string last_name(const std::string& path) {
  const fs::path whole(path);
  const fs::path name = whole.has_filename() ? whole.filename() : whole.parent_path().filename();
  return name.empty() || name == "." || name == ".." ? fs::absolute(whole).lexically_normal().filename().string() : name.string();
}

std::string folder_name(const std::string& path) {
  const fs::path whole = fs::absolute(path).lexically_normal();
  return (whole.has_filename() ? whole : whole.parent_path()).parent_path().filename().string();
}

EntryKind kind_of(const std::string& path) {
  std::error_code failure;
  if (fs::is_directory(path, failure)) return EntryKind::Folder;
  constexpr auto kWorkbooks = std::to_array<std::string_view>({".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"});
  const std::string extension = lower_ascii(fs::path(path).extension().string());
  if (extension == ".csv") return EntryKind::Csv;
  return std::ranges::find(kWorkbooks, extension) != kWorkbooks.end() ? EntryKind::Workbook : EntryKind::Other;
}

Result<std::vector<std::string>> entries_of(const std::string& folder) {
  std::error_code failure;
  std::vector<std::string> out;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure))
    if (!is_nobodys(entry->path())) out.push_back(entry->path().string());
  if (failure) return fail(Code::CannotReadFile, {{"path", folder}, {"reason", failure.message()}});
  std::ranges::sort(out);
  return out;
}

Result<std::vector<std::string>> entries_at(const std::string& path) {
  if (kind_of(path) == EntryKind::Folder) return entries_of(path);
  return std::vector<std::string>{path};
}

std::vector<std::string> table_files_below(const std::string& folder) {
  std::error_code failure;
  std::vector<std::string> out;
  for (fs::recursive_directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
    if (is_nobodys(entry->path())) {
      entry.disable_recursion_pending();
      continue;
    }
    const EntryKind kind = kind_of(entry->path().string());
    if (kind == EntryKind::Csv || kind == EntryKind::Workbook) out.push_back(fs::relative(entry->path(), folder, failure).string());
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace junheng::ingest
