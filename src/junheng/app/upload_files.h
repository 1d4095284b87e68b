#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "junheng/core/error.h"

namespace junheng::app {

/// The name of an uploaded file without folders and without characters that a file system or a terminal takes amiss.
[[nodiscard]] std::string safe_file_name(std::string_view name);

/// Asked before so many more bytes go to the disk; its error ends the unpacking.
using TakeRoom = std::function<Result<void>(std::uint64_t bytes)>;

/// Puts an uploaded file into a folder so that it can be read as a dataset, and tells the dataset's path: a workbook as it is, a CSV file
/// in a folder of its own, the CSV files of a zip unpacked; both folders have the name of the uploaded file. What is unpacked is counted as
/// it comes out, and goes to the disk piece by piece, where `take_room` (empty: no limit) lets it. Errors: those of take_room; UploadType;
/// UploadZipEntry (another file, a name twice); XlsxZipBomb, XlsxDamaged (cut or damaged zip); CannotReadFile; StoreFull, CannotWriteFile;
/// Interrupted.
[[nodiscard]] Result<std::filesystem::path> place_upload(const std::filesystem::path& file, const std::string& name,
                                                         const std::filesystem::path& folder, const std::stop_token& stop = {},
                                                         const TakeRoom& take_room = {});
/// Whether the ending of the name is one that place_upload() takes. Errors: UploadType.
[[nodiscard]] Result<void> check_upload_type(const std::string& name);

}  // namespace junheng::app
