#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace junheng::formats {

/// Parts of a workbook by name.
using WorkbookParts = std::map<std::string, std::string>;

/// Content that is too long to be held: `piece` `count` times between its begin and end.
struct RepeatedContent {
  std::string_view begin;
  std::string_view piece;
  std::size_t count = 0;
  std::string_view end;

  [[nodiscard]] std::size_t size() const { return begin.size() + count * piece.size() + end.size(); }
};

inline void add_entry(archive* zip, const std::string& name, const RepeatedContent& content) {
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, name.c_str());
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
  archive_write_header(zip, entry);
  archive_write_data(zip, content.begin.data(), content.begin.size());
  for (std::size_t i = 0; i < content.count; ++i) archive_write_data(zip, content.piece.data(), content.piece.size());
  archive_write_data(zip, content.end.data(), content.end.size());
  archive_entry_free(entry);
}

/// A ZIP archive in memory of the parts and, where it has a name, one more. `room`: more bytes than it will take.
inline std::string zipped_into(std::size_t room, const WorkbookParts& parts, const std::string& name, const RepeatedContent& last) {
  std::string bytes(room, '\0');
  std::size_t used = 0;
  archive* zip = archive_write_new();
  archive_write_set_format_zip(zip);
  archive_write_set_bytes_in_last_block(zip, 1);
  archive_write_open_memory(zip, bytes.data(), bytes.size(), &used);
  for (const auto& [part, content] : parts) add_entry(zip, part, {content, {}, 0, {}});
  if (!name.empty()) add_entry(zip, name, last);
  archive_write_close(zip);
  archive_write_free(zip);
  bytes.resize(used);
  return bytes;
}

inline std::string zipped(const WorkbookParts& parts) {
  std::size_t room = 1 << 16;
  for (const auto& [name, content] : parts) room += content.size() + 2 * name.size() + 512;
  return zipped_into(room, parts, {}, {});
}

/// Small parts and one long one that packs well.
inline std::string zipped_with(const WorkbookParts& parts, const std::string& name, const RepeatedContent& last) {
  constexpr std::size_t kRoom = 16'000'000;
  return zipped_into(kRoom, parts, name, last);
}

inline constexpr std::string_view kMainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
inline constexpr std::string_view kLinkNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A worksheet part around the rows and what follows them.
inline std::string sheet_part(std::string_view rows, std::string_view after = "") {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"" + std::string(kMainNamespace) + "\"><sheetData>" +
         std::string(rows) + "</sheetData>" + std::string(after) + "</worksheet>";
}

inline std::string relationship(std::string_view id, std::string_view kind, std::string_view target) {
  return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + std::string(kLinkNamespace) + "/" + std::string(kind) + "\" Target=\"" +
         std::string(target) + "\"/>";
}

inline std::string relationships(std::string_view links) { return "<Relationships>" + std::string(links) + "</Relationships>"; }

/// A workbook of one sheet, without the parts that only a spreadsheet program needs.
inline WorkbookParts one_sheet(std::string sheet, std::string shared_strings = "<sst/>", std::string styles = "<styleSheet/>") {
  return {
      {"_rels/.rels", relationships(relationship("r1", "officeDocument", "xl/workbook.xml"))},
      {"xl/workbook.xml", "<workbook xmlns=\"" + std::string(kMainNamespace) + "\" xmlns:r=\"" + std::string(kLinkNamespace) +
                              "\"><workbookPr/><sheets><sheet name=\"学校\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       relationships(relationship("r1", "worksheet", "worksheets/sheet1.xml") + relationship("r2", "sharedStrings", "sharedStrings.xml") +
                     relationship("r3", "styles", "/xl/styles.xml"))},
      {"xl/worksheets/sheet1.xml", std::move(sheet)},
      {"xl/sharedStrings.xml", std::move(shared_strings)},
      {"xl/styles.xml", std::move(styles)},
  };
}

}  // namespace junheng::formats
