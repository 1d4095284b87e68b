#include "junheng/server/delivery.h"

#include <algorithm>
#include <array>

#include "junheng/core/codes.h"
#include "junheng/server/gzip.h"
#include "junheng/server/target.h"

namespace junheng::server {

namespace {

constexpr std::size_t kSmallestCompressed = 1024;
constexpr std::size_t kLargestCompressed = std::size_t{8} << 20U;

/// Neither scripts nor styles stand in the page; MapLibre makes its workers from blobs.
constexpr std::string_view kContentPolicy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kSecurityHeaders = {{
    {"Content-Security-Policy", kContentPolicy},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
}};

bool is_compressible(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/json") || type.starts_with("application/geo+json") ||
         type.starts_with("application/javascript") || type.starts_with("image/svg+xml");
}

bool has_header(const Reply& reply, std::string_view name) {
  return std::ranges::count(reply.headers, name, &Pairs::value_type::first) > 0;
}

std::string_view cache_control(Caching caching) {
  switch (caching) {
    case Caching::Never: return "no-store";
    case Caching::Revalidate: return "private, no-cache";
    case Caching::Forever: return "public, max-age=31536000, immutable";
  }
  return "no-store";
}

/// Compresses or inflates. Errors: those of gunzip.
Result<void> fit_encoding(Reply& reply, bool takes_gzip) {
  if (auto* shared = std::get_if<SharedBody>(&reply.body)) {
    if (!shared->is_gzip) return {};
    if (takes_gzip) {
      reply.with_header("Content-Encoding", "gzip");
      return {};
    }
    auto plain = gunzip(*shared->bytes);
    if (!plain) return fail(plain.error());
    reply.body = std::move(*plain);
    return {};
  }
  auto* text = std::get_if<std::string>(&reply.body);
  const bool is_worth_it = text != nullptr && text->size() >= kSmallestCompressed && text->size() <= kLargestCompressed;
  if (!takes_gzip || !is_worth_it || !is_compressible(reply.content_type)) return {};
  *text = gzip(*text);
  reply.with_header("Content-Encoding", "gzip");
  return {};
}

}  // namespace

bool names_tag(std::string_view if_none_match, std::string_view etag) {
  const std::string quoted = "\"" + std::string(etag) + "\"";
  return !etag.empty() && (if_none_match == "*" || if_none_match.find(quoted) != std::string_view::npos);
}

Reply deliver(Reply reply, const Request& request) {
  const bool is_answer = reply.status == 200 && is_safe(request.method);
  if (is_answer && names_tag(request.header("if-none-match").value_or(""), reply.etag)) {
    reply.status = 304;
    reply.body = std::string();
  } else if (auto fitted = fit_encoding(reply, accepts(request.header("accept-encoding").value_or(""), "gzip")); !fitted) {
    reply = error_reply(fitted.error(), request);
  }
  if (!reply.etag.empty()) reply.with_header("ETag", "W/\"" + reply.etag + "\"");
  for (const auto& [name, value] : kSecurityHeaders)
    if (!has_header(reply, name)) reply.with_header(std::string(name), std::string(value));
  reply.with_header("Cache-Control", std::string(cache_control(reply.caching)));
  reply.with_header("Vary", "Accept-Encoding, Accept-Language, Cookie");
  reply.with_header("X-Request-Id", request.id);
  return reply;
}

}  // namespace junheng::server
