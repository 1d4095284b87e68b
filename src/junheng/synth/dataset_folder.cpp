#include "junheng/synth/dataset_folder.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/formats/toml.h"

namespace junheng::synth {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifest = "dataset.toml";
/// One name for every run: what a killed run left is found and cleared by the next.
constexpr std::string_view kStaging = ".junheng-generate.part";

tl::unexpected<Error> cannot_write(const fs::path& path, const std::error_code& failure) {
  return fail(Code::CannotWriteFile, {{"path", path.string()}, {"reason", failure.message()}});
}

std::error_code last_error() { return {errno != 0 ? errno : EIO, std::generic_category()}; }

bool is_generated(const fs::path& folder) {
  const auto manifest = formats::read_toml((folder / kManifest).string());
  if (!manifest) return false;
  const formats::TomlValue* synthetic = manifest->find("synthetic");
  const formats::TomlValue* source = manifest->find("source");
  if (synthetic == nullptr || source == nullptr) return false;
  const bool* is_synthetic = std::get_if<bool>(&synthetic->value);
  const std::string* source_text = std::get_if<std::string>(&source->value);
  return is_synthetic != nullptr && *is_synthetic && source_text != nullptr && source_text->starts_with(kSourceMark);
}

/// Whether the folder holds anything but the staged files of a run that was killed. Errors: CannotReadFile.
Result<bool> holds_files(const fs::path& folder) {
  std::error_code failure;
  fs::directory_iterator entries(folder, failure);
  for (; !failure && entries != fs::directory_iterator(); entries.increment(failure)) {
    if (entries->path().filename() != kStaging) return true;
  }
  if (failure) return fail(Code::CannotReadFile, {{"path", folder.string()}, {"reason", failure.message()}});
  return false;
}

}  // namespace

Result<DatasetFolder> DatasetFolder::open(const std::string& path) {
  const fs::path target(path);
  std::error_code failure;
  const fs::file_status found = fs::status(target, failure);
  if (fs::exists(found)) {
    if (!fs::is_directory(found)) return fail(Code::GenerateFolderOccupied, {{"path", path}});
    const auto occupied = holds_files(target);
    if (!occupied) return fail(occupied.error());
    if (*occupied && !is_generated(target)) return fail(Code::GenerateFolderOccupied, {{"path", path}});
  }
  failure.clear();
  const bool is_created = fs::create_directories(target, failure);
  if (failure) return cannot_write(target, failure);
  DatasetFolder folder(target, is_created);
  fs::remove_all(folder.staging_, failure);
  if (!failure) fs::create_directory(folder.staging_, failure);
  if (failure) return cannot_write(target, failure);
  return folder;
}

DatasetFolder::DatasetFolder(fs::path target, bool is_created)
    : target_(std::move(target)), staging_(target_ / kStaging), is_created_(is_created) {}

DatasetFolder::DatasetFolder(DatasetFolder&& other) noexcept
    : target_(std::move(other.target_)),
      staging_(std::move(other.staging_)),
      is_created_(other.is_created_),
      is_open_(std::exchange(other.is_open_, false)),
      files_(std::move(other.files_)) {}

DatasetFolder::~DatasetFolder() {
  if (!is_open_) return;
  files_.clear();
  std::error_code ignored;
  fs::remove_all(staging_, ignored);
  if (is_created_) fs::remove(target_, ignored);
}

Result<void> DatasetFolder::append(const std::string& file, std::string_view bytes) {
  const auto [found, is_first] = files_.try_emplace(file);
  std::ofstream& out = found->second;
  errno = 0;
  if (is_first) out.open(staging_ / file, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out) return cannot_write(target_ / file, last_error());
  return {};
}

Result<void> DatasetFolder::commit(std::span<const std::string> stale) {
  for (auto& [name, out] : files_) {
    errno = 0;
    out.close();
    if (!out) return cannot_write(target_ / name, last_error());
  }
  std::vector<std::string> order;
  for (const auto& [name, out] : files_) order.push_back(name);
  std::ranges::stable_partition(order, [](const std::string& name) { return name != kManifest; });

  std::error_code failure;
  // The old dataset ceases to be one before its first table is replaced.
  fs::remove(target_ / kManifest, failure);
  if (failure) return cannot_write(target_ / kManifest, failure);
  is_created_ = false;
  for (const std::string& name : stale) {
    if (files_.contains(name)) continue;
    fs::remove(target_ / name, failure);
    if (failure) return cannot_write(target_ / name, failure);
  }
  for (const std::string& name : order) {
    fs::rename(staging_ / name, target_ / name, failure);
    if (failure) return cannot_write(target_ / name, failure);
  }
  is_open_ = false;
  fs::remove_all(staging_, failure);
  return {};
}

}  // namespace junheng::synth
