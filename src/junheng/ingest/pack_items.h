#pragma once

#include <string>
#include <string_view>

namespace junheng::ingest {

/// A letter of the groups of document and computed items, and a number: A3, G12, S1.
[[nodiscard]] bool is_pack_item(std::string_view id);

/// The id of a pack's item whatever its case and width, as headers are read: "G7" for "g7" and "Ｇ7". Anything else stays as written.
[[nodiscard]] std::string item_id(std::string_view written);

}  // namespace junheng::ingest
