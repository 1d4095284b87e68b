#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/app/access.h"
#include "junheng/core/error.h"
#include "junheng/server/options.h"
#include "junheng/server/request.h"
#include "junheng/server/router.h"

namespace junheng::server {

/// A session that the store knows and that has not ended.
struct LoginState {
  app::Access access;
  std::string csrf_token;
};

/// Looks a session's token up; nullopt where there is none, or it has ended. Runs on a worker.
using FindSession = std::function<Result<std::optional<LoginState>>(std::string_view token)>;

/// A request that may be carried out once its body is there.
struct Admitted {
  const Route* route = nullptr;
  app::Access access;
  std::uint64_t body_limit_bytes = 0;
};

/// Decides on the headers alone, before a byte of the body is read: host, origin, route, session, CSRF token, permission, kind and size
/// of the body, in this order. Fills `params` of the request and adds to it nothing else.
class Admission {
 public:
  /// All of them must outlive this.
  Admission(const Router& router, const FindSession& find_session, const ServerOptions& options);

  /// Errors: HostRefused; OriginRefused; NoSuchPath; MethodNotAllowed; LoginRequired; CsrfMismatch; NotPermitted; UnsupportedMediaType;
  /// BodyTooLarge; those of find_session.
  [[nodiscard]] Result<Admitted> admit(Request& request) const;

 private:
  [[nodiscard]] Result<void> check_host(const Request& request) const;
  [[nodiscard]] Result<app::Access> check_login(const Request& request, const Route& route) const;
  [[nodiscard]] Result<std::uint64_t> check_body(const Request& request, const Route& route) const;

  const Router* router_;
  const FindSession* find_session_;
  const ServerOptions* options_;
};

/// "GET, HEAD, OPTIONS": the value of the header Allow.
[[nodiscard]] std::string allow_header(const std::vector<Method>& methods);

/// Whether the request comes from this machine, and not through a proxy.
[[nodiscard]] bool is_local(const Request& request);

}  // namespace junheng::server
