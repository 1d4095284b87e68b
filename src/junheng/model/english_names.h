#pragma once

#include <string>
#include <string_view>

namespace junheng::model {

/// The English name of a measure, table or column, for a reader: "networked multimedia rooms" for `multimedia_rooms`. Ids that are their
/// own name have no entry: their words come back, joined by spaces.
[[nodiscard]] std::string english_name(std::string_view id);

/// Whether the id has a name of its own, or is a single word that needs none.
[[nodiscard]] bool has_english_name(std::string_view id);

}  // namespace junheng::model
