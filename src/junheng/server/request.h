#pragma once

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/lang.h"

namespace junheng::server {

enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options };

/// "GET".
[[nodiscard]] std::string_view method_name(Method method);
/// nullopt for every other word; methods are told by their case.
[[nodiscard]] std::optional<Method> method_of(std::string_view name);
/// GET, HEAD, OPTIONS: what changes nothing.
[[nodiscard]] bool is_safe(Method method);

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// One request, whole: its handler runs on a worker after the last byte has come. All texts are UTF-8; path and query are decoded.
struct Request {
  Method method = Method::Get;
  std::string path;
  /// In the order of the address; a name may stand twice.
  Pairs query;
  /// Names in lower case.
  Pairs headers;
  /// Values of the {names} of the route's pattern.
  Pairs params;
  /// Empty where the route takes its body as a file.
  std::string body;
  /// Of a route with BodyKind::File: the file that holds the body, in the folder of uploads. It is removed after the handler has returned,
  /// unless the handler has moved it away.
  std::string body_file;
  std::uint64_t body_size = 0;
  /// From the query parameter `lang`, else `Accept-Language`, else Chinese.
  Lang lang = Lang::Zh;
  /// Stands in the reply, in the log and in each error.
  std::string id;
  /// Address of the other side, without port.
  std::string client;
  bool is_secure = false;
  /// Requested when the client has gone or the server stops.
  std::stop_token stop;

  /// The first header of that name (lower case).
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> cookie(std::string_view name) const;

  /// A part of the path. Asserts that the route's pattern names it.
  [[nodiscard]] std::string_view param(std::string_view name) const;
  /// The same as a whole number. Errors: NoSuchPath, as for a number that nothing has.
  [[nodiscard]] Result<std::int64_t> integer_param(std::string_view name) const;

  /// The first of that name; nullopt where it is absent.
  [[nodiscard]] std::optional<std::string_view> query_text(std::string_view name) const;
  /// Errors: BadQuery (absent, or longer than `max_length` bytes).
  [[nodiscard]] Result<std::string> required_query(std::string_view name, std::size_t max_length = 1000) const;
  /// Errors: BadQuery (no whole number, or outside the range).
  [[nodiscard]] Result<std::optional<std::int64_t>> query_integer(std::string_view name, std::int64_t min = 0,
                                                                  std::int64_t max = std::numeric_limits<std::int64_t>::max()) const;
  /// Errors: BadQuery (none of `allowed`).
  [[nodiscard]] Result<std::optional<std::string>> query_choice(std::string_view name,
                                                                std::initializer_list<std::string_view> allowed) const;
  /// The `limit` of lists: 1 to 1000, 100 where it is absent. Errors: BadQuery.
  [[nodiscard]] Result<std::size_t> page_size() const;

  /// The version in `If-Match: "3"`. Errors: VersionRequired (absent); BadHeader (another form).
  [[nodiscard]] Result<std::int64_t> version_to_match() const;
};

}  // namespace junheng::server
