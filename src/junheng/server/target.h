#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "junheng/server/request.h"

namespace junheng::server {

/// Path and query of a request, decoded.
struct Target {
  std::string path;
  Pairs query;
};

/// Takes "/api/runs?level=county&q=%E5%8E%BF" apart. In the query '+' is a space; empty pieces between '&' are left out.
/// nullopt: does not begin with '/', broken percent sequence, not UTF-8, or a control character in path or query.
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);

/// The value of a cookie in a Cookie header: the first of that name (RFC 6265, 5.4); quotes around the value are taken off.
[[nodiscard]] std::optional<std::string> find_cookie(std::string_view header, std::string_view name);

/// A host of a Host header or origin, without port and in lower case: "localhost", "192.168.1.5", "[::1]". Empty if it is none.
[[nodiscard]] std::string host_name(std::string_view host_and_port);

/// Whether the text is an IPv4 address, or an IPv6 address in brackets.
[[nodiscard]] bool is_address(std::string_view host);

/// Whether a header of quality values, such as Accept-Encoding, takes `token`: named with a quality above 0, or `*` where it is not named.
[[nodiscard]] bool accepts(std::string_view header, std::string_view token);

/// The language that Accept-Language likes best of Chinese and English; nullopt where it names neither.
[[nodiscard]] std::optional<Lang> preferred_lang(std::string_view accept_language);

}  // namespace junheng::server
