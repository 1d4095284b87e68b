#pragma once

#include <string>
#include <string_view>

namespace junheng::formats {

/// Texts of a workbook write a character that XML cannot hold as _xHHHH_ (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
[[nodiscard]] std::string decode_xstring(std::string text);

/// Guards a text that happens to hold such a sequence, so that it is shown as typed.
[[nodiscard]] std::string guard_xstring(std::string text);

}  // namespace junheng::formats
