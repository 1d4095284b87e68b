#include "junheng/store/sha256.h"

#include <array>

#include <sodium.h>

namespace junheng::store {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  const auto* const begin = static_cast<const unsigned char*>(static_cast<const void*>(bytes.data()));
  crypto_hash_sha256(digest.data(), begin, bytes.size());
  std::array<char, crypto_hash_sha256_BYTES * 2 + 1> text{};
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  return text.data();
}

}  // namespace junheng::store
