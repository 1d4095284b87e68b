#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "junheng/server/reply.h"
#include "junheng/server/request.h"

namespace junheng::app {
struct Access;
}

namespace junheng::server {

/// A handler runs on a worker, many at once. What it throws is answered as 500 and logged.
using Handler = std::function<Result<Reply>(const Request&, const app::Access&)>;
/// Of a route that needs no login.
using OpenHandler = std::function<Result<Reply>(const Request&)>;

enum class BodyKind : std::uint8_t {
  None,
  /// `Content-Type: application/json`; a JSON text in UTF-8.
  Json,
  /// `application/geo+json` or `application/json`.
  GeoJson,
  /// `application/octet-stream`, written to a file as it comes.
  File,
};

/// One operation of api/openapi.yaml.
struct Route {
  Method method = Method::Get;
  /// "/api/runs/{run_id}/areas/{area_code}/report.{format}": a {name} takes one or more characters, never '/'.
  std::string pattern;
  /// As `x-permission`: "run:read"; "login" for any account; "-" for all, with an OpenHandler.
  std::string permission;
  std::variant<OpenHandler, Handler> handler;
  BodyKind body = BodyKind::None;
  /// Largest body; 0: the server's limit for that kind of body (ServerOptions).
  std::uint64_t body_limit_bytes = 0;
  /// While this says so, requests from the machine itself need no login. Empty: never.
  std::function<bool()> open_to_local = {};
};

/// Finds the route of a request. Immutable once built; any thread may ask.
class Router {
 public:
  /// Asserts that no two routes have the same method and pattern, and that an OpenHandler goes with "-". `page` answers GET for every path
  /// outside of /api that no route has.
  explicit Router(std::vector<Route> routes, OpenHandler page = {});

  struct Match {
    /// nullptr: the path has no route, or none of that method.
    const Route* route = nullptr;
    Pairs params;
    /// Methods that the path has, HEAD and OPTIONS included; empty where it is no path of the table.
    std::vector<Method> allowed;
  };
  /// `path` is decoded, so a '/' that came as %2F parts it too. HEAD finds the route of GET. Where two
  /// patterns fit, the one with more fixed characters wins: "/api/session" before "/api/{name}".
  [[nodiscard]] Match find(Method method, std::string_view path) const;

  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
  std::optional<Route> page_;
};

}  // namespace junheng::server
