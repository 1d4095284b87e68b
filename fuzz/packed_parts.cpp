#include "fuzz/packed_parts.h"

#include <archive.h>
#include <archive_entry.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace junheng::fuzz {

namespace {

constexpr std::string_view kMark = "#parts";
constexpr std::string_view kPartMark = "\n== ";

struct FreeArchive {
  void operator()(archive* zip) const { archive_write_free(zip); }
};
struct FreeEntry {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

/// A part that the archive will not take (an impossible name) is left out.
void add_part(archive* zip, const std::string& path, std::string_view content) {
  const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), path.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  if (archive_write_header(zip, entry.get()) == ARCHIVE_OK) archive_write_data(zip, content.data(), content.size());
}

}  // namespace

bool are_parts(std::string_view bytes) { return bytes.starts_with(kMark); }

std::string pack_parts(std::string_view text) {
  std::string room(text.size() * 4 + (1 << 16), '\0');
  std::size_t used = 0;
  const std::unique_ptr<archive, FreeArchive> zip(archive_write_new());
  if (archive_write_set_format_zip(zip.get()) != ARCHIVE_OK || archive_write_zip_set_compression_store(zip.get()) != ARCHIVE_OK ||
      archive_write_open_memory(zip.get(), room.data(), room.size(), &used) != ARCHIVE_OK) {
    std::fputs("libarchive cannot write a ZIP file to memory\n", stderr);
    std::abort();
  }
  for (std::size_t at = text.find(kPartMark); at != std::string_view::npos;) {
    const std::size_t next = text.find(kPartMark, at + kPartMark.size());
    const std::string_view part = text.substr(at + kPartMark.size(), next == std::string_view::npos ? next : next - at - kPartMark.size());
    const std::size_t line_end = part.find('\n');
    const std::string path(part.substr(0, line_end));
    if (line_end != std::string_view::npos && !path.empty()) add_part(zip.get(), path, part.substr(line_end + 1));
    at = next;
  }
  archive_write_close(zip.get());
  room.resize(used);
  return room;
}

}  // namespace junheng::fuzz
