#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "junheng/server/request.h"

namespace junheng::server {

/// Bytes that others hold too, such as a stored body. The server inflates them for a client that does not take gzip.
struct SharedBody {
  std::shared_ptr<const std::string> bytes;
  bool is_gzip = false;
};

/// A file that is sent piece by piece.
struct FileBody {
  std::string path;
  enum class After : std::uint8_t { Keep, Remove } after = After::Keep;
};

struct Event {
  /// "progress", "end".
  std::string name;
  /// One line of JSON.
  std::string payload;
};

/// What has happened since the last call, oldest first. After a batch that `is_last` the stream ends.
struct EventBatch {
  std::vector<Event> events;
  bool is_last = false;
};

/// A stream of server-sent events. `poll` is called a few times a second while the client listens, on a thread of the server that all
/// streams share: it must not block.
struct EventStream {
  std::function<EventBatch()> poll;
};

enum class Caching : std::uint8_t {
  /// `Cache-Control: no-store`: what is private or changes.
  Never,
  /// `Cache-Control: private, no-cache`: kept by the browser, which asks with the ETag each time.
  Revalidate,
  /// `Cache-Control: public, max-age=31536000, immutable`: files of which the name holds their hash.
  Forever,
};

/// What a handler answers. The server adds the request id, security headers, compression, and 304 or an empty body where these are due.
struct Reply {
  int status = 200;
  std::string content_type;
  std::variant<std::string, SharedBody, FileBody, EventStream> body;
  /// Without quotes; empty: none. Errors and streams have none.
  std::string etag;
  Caching caching = Caching::Never;
  Pairs headers;

  Reply& with_header(std::string name, std::string value);
  /// `Content-Disposition: attachment`, with the name also in UTF-8 (RFC 6266).
  Reply& as_attachment(std::string_view file_name);
  /// Sets the session's cookie: HttpOnly, SameSite=Strict, Path=/, and Secure under TLS. The token is base64url.
  Reply& with_session(std::string_view token, const Request& request);
  Reply& without_session(const Request& request);
};

inline constexpr std::string_view kJson = "application/json";
inline constexpr std::string_view kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
inline constexpr std::string_view kSessionCookie = "junheng_session";

[[nodiscard]] Reply json_reply(std::string json, int status = 200);
[[nodiscard]] Reply text_reply(std::string text, std::string content_type);
/// 204.
[[nodiscard]] Reply empty_reply();
/// A body from the store, with its ETag; the browser may keep it and asks again each time.
[[nodiscard]] Reply stored_reply(SharedBody body, std::string content_type, std::string etag);
[[nodiscard]] Reply file_reply(FileBody file, std::string content_type);
[[nodiscard]] Reply event_reply(EventStream stream);
/// The one shape of errors: {"error":{"code","message","params","hint","request_id"}} with the status of errors.toml.
/// An error of status 500 is answered as ServerFault: what it says goes to the log only.
[[nodiscard]] Reply error_reply(const Error& error, const Request& request);

}  // namespace junheng::server
