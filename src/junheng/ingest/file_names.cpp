#include "junheng/ingest/file_names.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace junheng::ingest {

namespace fs = std::filesystem;

std::string folder_name(const std::string& path) {
  const fs::path whole = fs::absolute(path).lexically_normal();
  return (whole.has_filename() ? whole : whole.parent_path()).parent_path().filename().string();
}

std::vector<std::string> files_at(const std::string& path, const std::vector<std::string_view>& extensions) {
  std::error_code failure;
  if (!fs::is_directory(path, failure)) return {path};
  std::vector<std::string> out;
  for (fs::directory_iterator entry(path, failure), end; !failure && entry != end; entry.increment(failure)) {
    const std::string name = entry->path().filename().string();
    const bool is_taken = std::ranges::find(extensions, entry->path().extension().string()) != extensions.end();
    if (is_taken && !name.starts_with("~$") && !name.starts_with('.')) out.push_back(entry->path().string());
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace junheng::ingest
