#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace junheng::ingest {

/// The name of the folder that a file or folder stands in.
[[nodiscard]] std::string folder_name(const std::string& path);

/// The path itself if it is a file, else the files of that folder with one of the extensions (".xlsx"), by name. Hidden files and Excel's
/// lock files ("~$...") are nobody's data.
[[nodiscard]] std::vector<std::string> files_at(const std::string& path, const std::vector<std::string_view>& extensions);

}  // namespace junheng::ingest
