#pragma once

#include <string_view>

namespace junheng::ingest {

/// A letter of the groups of document and computed items, and a number: A3, G12, S1.
[[nodiscard]] bool is_pack_item(std::string_view id);

}  // namespace junheng::ingest
