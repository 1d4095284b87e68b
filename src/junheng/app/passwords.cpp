#include "junheng/app/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "junheng/core/codes.h"
#include "junheng/core/embedded.h"
#include "junheng/core/text.h"

namespace junheng::app {

namespace {

constexpr std::size_t kMaxBytes = 1000;
/// A piece up to this long that fills the whole password by itself: "aaaaaaaaaa", "1212121212", "123412341234".
constexpr std::size_t kMaxPiece = 4;
constexpr std::string_view kListPath = "src/junheng/app/common_passwords.txt";

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium finds no source of random numbers");
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_digits_around(std::string_view text) {
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_digit(text.back())) text.remove_suffix(1);
  return text;
}

bool is_one_piece_repeated(std::string_view text) {
  for (std::size_t piece = 1; piece <= kMaxPiece && piece * 2 <= text.size(); ++piece) {
    bool repeats = true;
    for (std::size_t i = piece; i < text.size() && repeats; ++i) repeats = text[i] == text[i - piece];
    if (repeats) return true;
  }
  return false;
}

bool is_listed(std::string_view password) {
  const auto files = embedded_files();
  const auto file = std::ranges::find(files, kListPath, &EmbeddedFile::path);
  if (file == files.end()) throw std::logic_error("the list of common passwords is not compiled in");
  std::string_view rest = file->bytes;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    if (line == password && !line.starts_with("# ")) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

}  // namespace

Result<std::string> hash_password(std::string_view password, const PasswordCost& cost) {
  start_sodium();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) !=
      0)
    return fail(Code::ServerBusy);
  return std::string(hash.data());
}

bool verify_password(std::string_view hash, std::string_view password) {
  start_sodium();
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view hash, const PasswordCost& cost) {
  return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), cost.passes, cost.memory_bytes) != 0;
}

Result<void> check_new_password(std::string_view password, std::string_view login, const PasswordRules& rules) {
  if (password.size() > kMaxBytes) return fail(Code::PasswordTooLong, {{"limit", std::to_string(kMaxBytes)}});
  if (count_characters(password) < rules.min_length) return fail(Code::PasswordTooShort, {{"limit", std::to_string(rules.min_length)}});
  const std::string folded = lower_ascii(password);
  const std::string folded_login = lower_ascii(login);
  if (folded == folded_login || without_digits_around(folded) == folded_login) return fail(Code::PasswordIsLogin);
  if (is_one_piece_repeated(folded) || is_listed(folded)) return fail(Code::PasswordTooCommon);
  return {};
}

}  // namespace junheng::app
