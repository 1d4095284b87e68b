#include "junheng/ingest/pack_items.h"

#include "junheng/ingest/cell_parser.h"

namespace junheng::ingest {

bool is_pack_item(std::string_view id) {
  constexpr std::string_view kGroups = "ABGLPQSVN";
  return id.size() >= 2 && kGroups.find(id.front()) != std::string_view::npos && plain_count(id.substr(1)) >= 0;
}

}  // namespace junheng::ingest
