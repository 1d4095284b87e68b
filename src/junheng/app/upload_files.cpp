#include "junheng/app/upload_files.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <system_error>

#include "junheng/app/output_path.h"
#include "junheng/core/codes.h"
#include "junheng/formats/zip_parts.h"

namespace junheng::app {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifest = "dataset.toml";
constexpr std::size_t kMostEntries = 500;

tl::unexpected<Error> bad_entry(const std::string& entry, std::string reason_zh, std::string reason_en) {
  return fail(Code::UploadZipEntry, {{"entry", entry}, {"reason_zh", std::move(reason_zh)}, {"reason_en", std::move(reason_en)}});
}

/// What systems add to archives by themselves.
bool is_litter(const std::string& entry) {
  return entry.ends_with('/') || entry.starts_with("__macosx/") || entry.ends_with(".ds_store") || entry.ends_with("thumbs.db");
}

/// What may end an unpacking.
struct Bounds {
  const std::stop_token& stop;
  const TakeRoom& take_room;
};

Result<void> write_pieces(const fs::path& target, const formats::ZipParts::Content& content, const Bounds& bounds) {
  const auto cannot_write = [&] {
    const int cause = errno;
    if (cause == ENOSPC || cause == EDQUOT) return fail(Code::StoreFull, {{"place", target.parent_path().string()}});
    return fail(Code::CannotWriteFile, {{"path", target.string()}, {"reason", std::strerror(cause)}});
  };
  std::ofstream out(target, std::ios::binary);
  if (!out) return cannot_write();
  const auto write = [&](std::string_view piece) -> Result<void> {
    if (bounds.stop.stop_requested()) return fail(Code::Interrupted);
    if (bounds.take_room)
      if (auto taken = bounds.take_room(piece.size()); !taken) return taken;
    if (!out.write(piece.data(), static_cast<std::streamsize>(piece.size()))) return cannot_write();
    return {};
  };
  if (auto written = content(write); !written) return written;
  out.close();
  if (!out) return cannot_write();
  return {};
}

Result<void> unpack(const fs::path& file, const std::string& name, const fs::path& folder, const Bounds& bounds) {
  auto zip = formats::ZipParts::of_file(file.string(), name, formats::XlsxLimits{});
  if (!zip) return fail(std::move(zip.error()));
  std::set<std::string> names;
  return zip->stream([](const std::string& entry) { return !is_litter(entry); },
                     [&](const std::string& entry, const formats::ZipParts::Content& content) -> Result<void> {
                       const std::string own = safe_file_name(entry);
                       const bool is_wanted = type_of(own) == ".csv" || own == kManifest;
                       if (!is_wanted) return bad_entry(entry, "不是 CSV 文件", "it is no CSV file");
                       if (!names.insert(own).second) return bad_entry(entry, "文件名重复", "another file has the same name");
                       if (names.size() > kMostEntries) return bad_entry(entry, "文件太多", "there are too many files");
                       return write_pieces(folder / own, content, bounds);
                     });
}

}  // namespace

std::string safe_file_name(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_bad = byte < 0x20 || byte == 0x7F || std::string_view("<>:\"|?*").find(c) != std::string_view::npos;
    out += is_bad ? '_' : c;
  }
  while (out.starts_with('.')) out.erase(0, 1);
  return out.empty() ? "upload" : out;
}

Result<void> check_upload_type(const std::string& name) {
  const std::string type = type_of(name);
  if (type == ".zip" || type == ".xlsx" || type == ".csv") return {};
  return fail(Code::UploadType, {{"name", name}});
}

Result<fs::path> place_upload(const fs::path& file, const std::string& name, const fs::path& folder, const std::stop_token& stop,
                              const TakeRoom& take_room) {
  if (auto known = check_upload_type(name); !known) return fail(std::move(known.error()));
  std::error_code failure;
  const std::string type = type_of(name);
  const fs::path place = folder / "data";
  // Messages name a dataset by its folder: they tell what was uploaded.
  const fs::path data = place / safe_file_name(name);
  fs::remove_all(place, failure);
  fs::create_directories(data, failure);
  if (failure) return fail(Code::CannotWriteFile, {{"path", data.string()}, {"reason", failure.message()}});
  if (type == ".zip") {
    if (auto unpacked = unpack(file, name, data, {stop, take_room}); !unpacked) {
      // Half of a dataset is of no use, and may be large.
      fs::remove_all(place, failure);
      return fail(unpacked.error());
    }
    return data;
  }
  const fs::path target = data / safe_file_name(name);
  fs::create_hard_link(file, target, failure);
  if (failure) fs::copy_file(file, target, failure);
  if (failure) return fail(Code::CannotWriteFile, {{"path", target.string()}, {"reason", failure.message()}});
  return type == ".xlsx" ? target : data;
}

}  // namespace junheng::app
