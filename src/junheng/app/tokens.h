#pragma once

#include <string>
#include <string_view>

namespace junheng::app {

/// 32 random bytes as base64url without padding: 43 characters. Of sessions and one-time links.
[[nodiscard]] std::string make_token();

/// Whether a text has the form of make_token(): cheaper to ask than the store.
[[nodiscard]] bool is_token(std::string_view text);

/// SHA-256 of a token, the only thing of it that is stored.
[[nodiscard]] std::string token_hash(std::string_view token);

/// The token that a page sends with every write of this session: BLAKE2b of a constant, keyed by the session's token. Nobody who does
/// not know the session's token can work it out, and it tells nothing about it. `session_token` must be a token.
[[nodiscard]] std::string csrf_token(std::string_view session_token);

}  // namespace junheng::app
