#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "junheng/core/error.h"

namespace junheng::synth {

/// Begins `source` in the dataset.toml of every generated dataset; only folders that carry it are written over.
inline constexpr std::string_view kSourceMark = "Junheng generator";

/// The folder of a dataset whose files appear together once all are written. They are staged in a folder inside it; what goes wrong
/// before commit() leaves the dataset folder as it was.
class DatasetFolder {
 public:
  /// Opens a folder that does not exist, is empty, or holds a generated dataset.
  /// Errors: GenerateFolderOccupied; CannotReadFile; CannotWriteFile.
  [[nodiscard]] static Result<DatasetFolder> open(const std::string& path);

  DatasetFolder(DatasetFolder&& other) noexcept;
  DatasetFolder& operator=(DatasetFolder&&) = delete;
  ~DatasetFolder();

  /// Adds bytes at the end of a staged file, which the first call creates. Errors: CannotWriteFile.
  [[nodiscard]] Result<void> append(const std::string& file, std::string_view bytes);

  /// Moves the staged files to their places, dataset.toml last so that no half-written folder passes for a dataset, and removes those
  /// of `stale` that an earlier run left. Files of other names stay. Errors: CannotWriteFile.
  [[nodiscard]] Result<void> commit(std::span<const std::string> stale);

 private:
  DatasetFolder(std::filesystem::path target, bool is_created);

  std::filesystem::path target_;
  std::filesystem::path staging_;
  /// The folder was made here and is removed again if nothing comes of it.
  bool is_created_ = false;
  bool is_open_ = true;
  std::map<std::string, std::ofstream> files_;
};

}  // namespace junheng::synth
