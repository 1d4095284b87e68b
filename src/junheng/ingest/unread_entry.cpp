#include "junheng/ingest/unread_entry.h"

#include "junheng/core/codes.h"
#include "junheng/ingest/file_names.h"

namespace junheng::ingest {

Issue unread_entry(const std::string& path, const Bilingual& wanted) {
  const bool is_folder = kind_of(path) == EntryKind::Folder;
  const std::string name = last_name(path) + (is_folder ? "/" : "");
  const Location where{name, "", 0, 0, ""};
  if (is_folder) {
    const auto tables = table_files_below(path);
    if (tables.empty()) return make_issue(Code::MappingFolderIdle, where, name);
    return make_issue(Code::MappingFolderUnread, where, name, {{"count", std::to_string(tables.size())}, {"first", tables.front()}});
  }
  return make_issue(Code::MappingEntryUnread, where, name, {{"wanted_zh", wanted.zh}, {"wanted_en", wanted.en}});
}

}  // namespace junheng::ingest
