#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace junheng::formats {

/// A sheet name as Excel demands: at most 31 UTF-16 units, none of []:*?/\, no apostrophe at either end, not empty, and unlike
/// every name in `taken` (letter case does not count). "name" becomes "name (2)".
[[nodiscard]] std::string valid_sheet_name(std::string_view wanted, const std::vector<std::string>& taken);

/// A name in single quotes, for formulas.
[[nodiscard]] std::string quoted_sheet_name(std::string_view name);

}  // namespace junheng::formats
