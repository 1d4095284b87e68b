#include "junheng/server/admission.h"

#include <algorithm>
#include <charconv>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/server/target.h"

namespace junheng::server {

namespace {

constexpr std::size_t kShownCharacters = 60;

/// Takes the same time wherever the texts differ; their lengths are no secret.
bool is_same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  return difference == 0;
}

/// "https://host:8443" -> "host:8443".
std::string_view without_scheme(std::string_view origin) {
  const std::size_t slashes = origin.find("://");
  return slashes == std::string_view::npos ? std::string_view{} : origin.substr(slashes + 3);
}

/// A browser names the site from which a write comes; programs that are no browsers do not.
Result<void> check_origin(const Request& request) {
  if (is_safe(request.method)) return {};
  const auto origin = request.header("origin");
  const std::string_view fetch_site = request.header("sec-fetch-site").value_or("same-origin");
  // The scheme is left out: behind a proxy the page has https, the server http.
  const bool is_own = !origin || (without_scheme(*origin) == request.header("host").value_or("") && !without_scheme(*origin).empty());
  if (is_own && (fetch_site == "same-origin" || fetch_site == "none")) return {};
  return fail(Code::OriginRefused, {{"origin", abbreviate(origin.value_or(fetch_site), kShownCharacters)}});
}

std::string media_type(const Request& request) {
  const std::string_view header = request.header("content-type").value_or("");
  return lower_ascii(trim(header.substr(0, header.find(';'))));
}

std::string_view allowed_types(BodyKind kind) {
  switch (kind) {
    case BodyKind::None: return "";
    case BodyKind::Json: return kJson;
    case BodyKind::GeoJson: return "application/geo+json, application/json";
    case BodyKind::File: return "application/octet-stream";
  }
  return "";
}

bool takes_type(BodyKind kind, std::string_view type) {
  if (kind == BodyKind::GeoJson) return type == "application/geo+json" || type == kJson;
  return type == allowed_types(kind);
}

std::optional<std::uint64_t> announced_length(const Request& request) {
  const auto header = request.header("content-length");
  std::uint64_t length = 0;
  if (!header || std::from_chars(header->data(), header->data() + header->size(), length).ec != std::errc()) return std::nullopt;
  return length;
}

}  // namespace

Admission::Admission(const Router& router, const FindSession& find_session, const ServerOptions& options)
    : router_(&router), find_session_(&find_session), options_(&options) {}

Result<Admitted> Admission::admit(Request& request) const {
  if (auto sound = check_host(request); !sound) return fail(sound.error());
  if (auto sound = check_origin(request); !sound) return fail(sound.error());
  Router::Match match = router_->find(request.method, request.path);
  if (match.allowed.empty()) return fail(Code::NoSuchPath, {{"path", request.path}});
  if (match.route == nullptr)
    return fail(Code::MethodNotAllowed,
                {{"path", request.path}, {"method", std::string(method_name(request.method))}, {"allowed", allow_header(match.allowed)}});
  request.params = std::move(match.params);
  auto access = check_login(request, *match.route);
  if (!access) return fail(access.error());
  const auto limit = check_body(request, *match.route);
  if (!limit) return fail(limit.error());
  return Admitted{match.route, std::move(*access), *limit};
}

Result<void> Admission::check_host(const Request& request) const {
  const std::string host = host_name(request.header("host").value_or(""));
  const bool is_known = is_address(host) || host == "localhost" || std::ranges::count(options_->host_names, host) > 0;
  if (is_known) return {};
  return fail(Code::HostRefused, {{"host", abbreviate(request.header("host").value_or(""), kShownCharacters)}});
}

Result<app::Access> Admission::check_login(const Request& request, const Route& route) const {
  if (route.permission == "-") return app::Access{};
  if (route.open_to_local && is_local(request) && route.open_to_local()) return app::Access{};
  const auto token = request.cookie(kSessionCookie);
  if (!token || token->empty()) return fail(Code::LoginRequired);
  auto found = (*find_session_)(*token);
  if (!found) return fail(found.error());
  if (!*found) return fail(Code::LoginRequired);
  LoginState& login = **found;
  if (!is_safe(request.method) && !is_same_secret(request.header("x-csrf-token").value_or(""), login.csrf_token))
    return fail(Code::CsrfMismatch);
  if (route.permission == "login") return std::move(login.access);
  const auto permission = app::parse_permission(route.permission);
  // A permission that the table does not know is nobody's.
  if (!permission || !login.access.may(*permission)) return fail(Code::NotPermitted, {{"permission", route.permission}});
  return std::move(login.access);
}

Result<std::uint64_t> Admission::check_body(const Request& request, const Route& route) const {
  const auto length = announced_length(request);
  const bool is_chunked = request.header("transfer-encoding").has_value();
  if (route.body == BodyKind::None) {
    if (is_chunked || length.value_or(0) > 0) return fail(Code::BodyTooLarge, {{"limit", "0"}});
    return 0;
  }
  if (const std::string type = media_type(request); !takes_type(route.body, type))
    return fail(Code::UnsupportedMediaType,
                {{"type", abbreviate(type, kShownCharacters)}, {"allowed", std::string(allowed_types(route.body))}});
  const std::uint64_t usual = route.body == BodyKind::File ? options_->file_limit_bytes : options_->body_limit_bytes;
  const std::uint64_t limit = route.body_limit_bytes == 0 ? usual : route.body_limit_bytes;
  if (length.value_or(0) > limit) return fail(Code::BodyTooLarge, {{"limit", std::to_string(limit)}});
  return limit;
}

std::string allow_header(const std::vector<Method>& methods) {
  std::string out;
  for (const Method method : methods) out += (out.empty() ? "" : ", ") + std::string(method_name(method));
  return out;
}

bool is_local(const Request& request) {
  if (request.header("forwarded") || request.header("x-forwarded-for")) return false;
  return request.client == "127.0.0.1" || request.client == "::1" || request.client == "::ffff:127.0.0.1";
}

}  // namespace junheng::server
