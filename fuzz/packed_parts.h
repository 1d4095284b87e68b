#pragma once

#include <string>
#include <string_view>

namespace junheng::fuzz {

/// Whether the bytes are the text of a workbook's parts: they begin with "#parts".
[[nodiscard]] bool are_parts(std::string_view bytes);

/// The ZIP file, stored and not compressed, of a text like
///     #parts
///     == xl/workbook.xml
///     <workbook/>
/// in which a line "== path" begins each part.
[[nodiscard]] std::string pack_parts(std::string_view text);

}  // namespace junheng::fuzz
