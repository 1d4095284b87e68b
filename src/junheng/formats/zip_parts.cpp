#include "junheng/formats/zip_parts.h"

#include "junheng/core/codes.h"
#include "junheng/formats/utf8_repair.h"

#include <archive.h>
#include <archive_entry.h>

#include <locale.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace junheng::formats {

namespace {

/// Below this the ratio does not matter: small sheets of blanks shrink more than a thousandfold.
constexpr std::size_t kHarmlessBytes = std::size_t{32} << 20;

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
    : bytes_(bytes), name_(std::move(name)), limits_(limits) {}

Result<void> ZipParts::read(const std::function<bool(const std::string& name)>& is_wanted, const Take& take) {
  Reader reader;
  archive* const zip = reader.zip.get();
  if (archive_read_open_memory(zip, bytes_.data(), bytes_.size()) != ARCHIVE_OK) return fail(damaged("", reader.reason()));
  while (true) {
    archive_entry* entry = nullptr;
    const int found = archive_read_next_header(zip, &entry);
    if (found == ARCHIVE_EOF) return {};
    if (found < ARCHIVE_WARN) return fail(damaged("", reader.reason()));
    const char* utf8_name = archive_entry_pathname_utf8(entry);
    const char* name = utf8_name != nullptr ? utf8_name : archive_entry_pathname(entry);
    // A name in another encoding is shown in messages: it must not carry its bytes there. No part that is looked for has one.
    const std::string part = part_key(repair_utf8(name == nullptr ? "" : name));
    if (!is_wanted(part)) continue;
    if (archive_entry_is_encrypted(entry) != 0) return fail(Code::XlsxPassword, {{"path", name_}});
    auto content = unpack(reader, part);
    if (!content) return fail(std::move(content.error()));
    if (auto taken = take(part, std::move(*content)); !taken) return taken;
  }
}

Result<std::string> ZipParts::unpack(Reader& reader, const std::string& part) {
  std::string content;
  std::array<char, 1 << 16> block{};
  while (true) {
    const la_ssize_t count = archive_read_data(reader.zip.get(), block.data(), block.size());
    if (count < 0) return fail(damaged(part, reader.reason()));
    if (count == 0) return content;
    unpacked_bytes_ += static_cast<std::size_t>(count);
    if (is_over_limit()) {
      constexpr std::size_t kMiB = 1 << 20;
      return fail(Code::XlsxZipBomb, {{"path", name_},
                                      {"packed", std::to_string(bytes_.size())},
                                      {"limit_mib", std::to_string(limits_.max_unpacked_bytes / kMiB)},
                                      {"limit_ratio", std::to_string(static_cast<std::size_t>(limits_.max_unpack_ratio))}});
    }
    content.append(block.data(), static_cast<std::size_t>(count));
  }
}

bool ZipParts::is_over_limit() const {
  if (unpacked_bytes_ > limits_.max_unpacked_bytes) return true;
  return unpacked_bytes_ > kHarmlessBytes &&
         static_cast<double>(unpacked_bytes_) > limits_.max_unpack_ratio * static_cast<double>(bytes_.size());
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
