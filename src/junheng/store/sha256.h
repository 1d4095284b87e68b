#pragma once

#include <string>
#include <string_view>

namespace junheng::store {

/// SHA-256 as 64 hexadecimal digits, by libsodium.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace junheng::store
