#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "junheng/core/error.h"

namespace junheng::ingest {

/// The path's own last name, also of "county/".
[[nodiscard]] std::string last_name(const std::string& path);

/// The name of the folder that a file or folder stands in.
[[nodiscard]] std::string folder_name(const std::string& path);

/// What an entry of a folder is by its name, whatever the case of its letters. Every kind of workbook is one: which of them can be read,
/// the reader of workbooks says.
enum class EntryKind : std::uint8_t { Csv, Workbook, Folder, Other };

[[nodiscard]] EntryKind kind_of(const std::string& path);

/// The paths of what stands in the folder, by name. Hidden entries and Excel's lock files ("~$...") are nobody's data.
/// Errors: CannotReadFile.
[[nodiscard]] Result<std::vector<std::string>> entries_of(const std::string& folder);

/// The path itself if it is a file, else entries_of.
[[nodiscard]] Result<std::vector<std::string>> entries_at(const std::string& path);

/// The CSV files and workbooks in a folder and below it, as paths from there.
[[nodiscard]] std::vector<std::string> table_files_below(const std::string& folder);

}  // namespace junheng::ingest
