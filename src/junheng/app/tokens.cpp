#include "junheng/app/tokens.h"

#include <sodium.h>

#include <array>
#include <cassert>
#include <optional>
#include <stdexcept>

#include "junheng/store/sha256.h"

namespace junheng::app {

namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kTokenLength = 43;
constexpr std::string_view kCsrfPurpose = "junheng csrf token 1";

using TokenBytes = std::array<unsigned char, kTokenBytes>;

std::string encode(const TokenBytes& bytes) {
  std::array<char, sodium_base64_ENCODED_LEN(kTokenBytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return std::string(text.data());
}

std::optional<TokenBytes> decode(std::string_view text) {
  TokenBytes bytes{};
  std::size_t length = 0;
  if (text.size() != kTokenLength) return std::nullopt;
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      length != kTokenBytes)
    return std::nullopt;
  return bytes;
}

}  // namespace

std::string make_token() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium finds no source of random numbers");
  TokenBytes bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return encode(bytes);
}

bool is_token(std::string_view text) { return decode(text).has_value(); }

std::string token_hash(std::string_view token) { return store::sha256(token); }

std::string csrf_token(std::string_view session_token) {
  const auto key = decode(session_token);
  assert(key);
  if (!key) return {};
  TokenBytes hash{};
  // The views' bytes are read as numbers by the library.
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(kCsrfPurpose.data()), kCsrfPurpose.size(),
                     key->data(), key->size());
  return encode(hash);
}

}  // namespace junheng::app
