#pragma once

#include <string>
#include <string_view>

namespace junheng::store {

/// SHA-256 as 64 hexadecimal digits, by OpenSSL, which uses the instructions that processors have for it: sources and results are hashed
/// whole. Throws std::runtime_error where OpenSSL offers none.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace junheng::store
