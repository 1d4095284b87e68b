#include "junheng/ingest/pack_items.h"

#include "junheng/core/text.h"
#include "junheng/ingest/cell_parser.h"

namespace junheng::ingest {

bool is_pack_item(std::string_view id) {
  constexpr std::string_view kGroups = "ABGLPQSVN";
  return id.size() >= 2 && kGroups.find(id.front()) != std::string_view::npos && plain_count(id.substr(1)) >= 0;
}

std::string item_id(std::string_view written) {
  std::string id = fold_header(written);
  if (!id.empty() && id.front() >= 'a' && id.front() <= 'z') id.front() = static_cast<char>(id.front() - 'a' + 'A');
  return is_pack_item(id) ? id : std::string(written);
}

}  // namespace junheng::ingest
