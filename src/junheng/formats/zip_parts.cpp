#include "junheng/formats/zip_parts.h"

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/utf8_repair.h"

#include <archive.h>
#include <archive_entry.h>

#include <locale.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <utility>

namespace junheng::formats {

namespace {

/// Below this the ratio does not matter: small sheets of blanks shrink more than a thousandfold.
constexpr std::size_t kHarmlessBytes = std::size_t{32} << 20;
constexpr std::size_t kBlockBytes = std::size_t{1} << 16;

/// While it lives, the thread's characters are UTF-8: libarchive tells no name beyond ASCII in the locale of a program that sets none.
class Utf8Names {
 public:
  Utf8Names() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(locale_ != nullptr ? uselocale(locale_) : nullptr) {}
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;
  ~Utf8Names() {
    if (locale_ == nullptr) return;
    uselocale(before_);
    freelocale(locale_);
  }

 private:
  locale_t locale_;
  locale_t before_;
};

/// The bytes of an entry's name as the archive has them, or in UTF-8 where the archive says its encoding.
std::string_view name_of(archive_entry* entry) {
  const char* utf8_name = archive_entry_pathname_utf8(entry);
  const char* name = utf8_name != nullptr ? utf8_name : archive_entry_pathname(entry);
  return name == nullptr ? "" : name;
}

}  // namespace

struct ZipParts::Reader {
  Reader() : zip(archive_read_new(), &archive_read_free) { archive_read_support_format_zip_seekable(zip.get()); }

  [[nodiscard]] std::string reason() const {
    const char* text = archive_error_string(zip.get());
    return text == nullptr ? "not a ZIP archive" : text;
  }

  Utf8Names names;
  std::unique_ptr<archive, decltype(&archive_read_free)> zip;
};

ZipParts::ZipParts(std::string_view bytes, std::string name, const XlsxLimits& limits)
    : bytes_(bytes), packed_bytes_(bytes.size()), name_(std::move(name)), limits_(limits) {}

ZipParts::ZipParts(std::string path, std::size_t packed_bytes, std::string name, const XlsxLimits& limits)
    : path_(std::move(path)), packed_bytes_(packed_bytes), name_(std::move(name)), limits_(limits) {}

Result<ZipParts> ZipParts::of_file(const std::string& path, std::string name, const XlsxLimits& limits) {
  std::error_code failure;
  const std::uintmax_t size = std::filesystem::file_size(path, failure);
  if (failure) return fail(Code::CannotReadFile, {{"path", path}, {"reason", failure.message()}});
  return ZipParts(path, size, std::move(name), limits);
}

Result<void> ZipParts::open(Reader& reader) const {
  archive* const zip = reader.zip.get();
  const int opened = path_.empty() ? archive_read_open_memory(zip, bytes_.data(), bytes_.size())
                                   : archive_read_open_filename(zip, path_.c_str(), kBlockBytes);
  if (opened != ARCHIVE_OK) return fail(damaged("", reader.reason()));
  return {};
}

Result<void> ZipParts::read(const std::function<bool(const std::string& name)>& is_wanted, const Take& take) {
  return stream(is_wanted, [&](const std::string& part, const Content& content) -> Result<void> {
    std::string whole;
    const auto append = [&](std::string_view piece) -> Result<void> {
      whole.append(piece);
      return {};
    };
    if (auto unpacked = content(append); !unpacked) return unpacked;
    return take(part, std::move(whole));
  });
}

Result<void> ZipParts::stream(const std::function<bool(const std::string& name)>& is_wanted,
                              const std::function<Result<void>(const std::string& name, const Content& content)>& visit) {
  if (!has_gb18030_names_) has_gb18030_names_ = finds_other_names();
  Reader reader;
  if (auto opened = open(reader); !opened) return opened;
  while (true) {
    archive_entry* entry = nullptr;
    const int found = archive_read_next_header(reader.zip.get(), &entry);
    if (found == ARCHIVE_EOF) return {};
    if (found < ARCHIVE_WARN) return fail(damaged("", reader.reason()));
    const std::string_view name = name_of(entry);
    const std::optional<std::string> chinese = *has_gb18030_names_ ? gb18030_to_utf8(name) : std::nullopt;
    // A name in yet another encoding is shown in messages: it must not carry its bytes there.
    const std::string part = part_key(chinese ? *chinese : repair_utf8(name));
    if (!is_wanted(part)) continue;
    if (archive_entry_is_encrypted(entry) != 0) return fail(Code::XlsxPassword, {{"path", name_}});
    if (auto visited = visit(part, [&](const Sink& sink) { return unpack(reader, part, sink); }); !visited) return visited;
  }
}

bool ZipParts::finds_other_names() const {
  Reader reader;
  if (!open(reader)) return false;
  archive_entry* entry = nullptr;
  while (true) {
    const int found = archive_read_next_header(reader.zip.get(), &entry);
    if (found == ARCHIVE_EOF || found < ARCHIVE_WARN) return false;
    if (!is_utf8(name_of(entry))) return true;
  }
}

Result<void> ZipParts::unpack(Reader& reader, const std::string& part, const Sink& sink) {
  std::array<char, kBlockBytes> block{};
  while (true) {
    const la_ssize_t count = archive_read_data(reader.zip.get(), block.data(), block.size());
    if (count < 0) return fail(damaged(part, reader.reason()));
    if (count == 0) return {};
    unpacked_bytes_ += static_cast<std::size_t>(count);
    if (is_over_limit()) {
      constexpr std::size_t kMiB = 1 << 20;
      return fail(Code::XlsxZipBomb, {{"path", name_},
                                      {"packed", std::to_string(packed_bytes_)},
                                      {"limit_mib", std::to_string(limits_.max_unpacked_bytes / kMiB)},
                                      {"limit_ratio", std::to_string(static_cast<std::size_t>(limits_.max_unpack_ratio))}});
    }
    if (auto taken = sink({block.data(), static_cast<std::size_t>(count)}); !taken) return taken;
  }
}

bool ZipParts::is_over_limit() const {
  if (unpacked_bytes_ > limits_.max_unpacked_bytes) return true;
  return unpacked_bytes_ > kHarmlessBytes &&
         static_cast<double>(unpacked_bytes_) > limits_.max_unpack_ratio * static_cast<double>(packed_bytes_);
}

Error ZipParts::damaged(const std::string& part, const std::string& reason) const {
  return {Code::XlsxDamaged, {{"path", name_}, {"part", part.empty() ? "ZIP" : part}, {"reason", repair_utf8(reason)}}, {}};
}

std::string part_key(std::string_view name) {
  std::string key(name);
  std::ranges::transform(key, key.begin(), [](char c) {
    if (c == '\\') return '/';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  key.erase(0, std::min(key.find_first_not_of('/'), key.size()));
  return key;
}

}  // namespace junheng::formats
