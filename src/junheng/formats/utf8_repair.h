#pragma once

#include <string>
#include <string_view>

namespace junheng::formats {

/// Text that is not well-formed UTF-8 with every broken sequence replaced by U+FFFD. JSON and XML must not hold such bytes.
[[nodiscard]] std::string repair_utf8(std::string_view bytes);

}  // namespace junheng::formats
