#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "junheng/core/error.h"

namespace junheng::app {

/// Work of one hash by Argon2id.
struct PasswordCost {
  /// libsodium's "interactive" cost: 2 passes over 64 MiB, about 0.1 s of one core (docs/security.md).
  std::uint64_t passes = 2;
  std::size_t memory_bytes = 64ULL << 20;
};

/// Hashes a password with a fresh salt: "$argon2id$v=19$m=65536,t=2,p=1$...". Takes PasswordCost: see HashGate.
/// Errors: ServerBusy (the memory is not there).
[[nodiscard]] Result<std::string> hash_password(std::string_view password, const PasswordCost& cost = {});

/// Whether the password is the one of the hash; false for a hash of no or another kind. Takes the cost written in the hash.
[[nodiscard]] bool verify_password(std::string_view hash, std::string_view password);

/// Whether a hash was made at another cost, so that the next login should hash again.
[[nodiscard]] bool needs_rehash(std::string_view hash, const PasswordCost& cost = {});

struct PasswordRules {
  /// In characters.
  std::size_t min_length = 10;
};

/// Checks a new password as NIST SP 800-63B (5.1.1.2) has it: a least length, nothing that everybody tries first, no rules of
/// composition. Compared without regard to the case of ASCII letters.
/// Errors: PasswordTooShort; PasswordTooLong (more than 1000 bytes); PasswordIsLogin (the login, or the login with digits around it);
/// PasswordTooCommon (stands in app/common_passwords.txt, or is one short piece again and again).
[[nodiscard]] Result<void> check_new_password(std::string_view password, std::string_view login, const PasswordRules& rules = {});

}  // namespace junheng::app
