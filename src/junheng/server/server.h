#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "junheng/core/error.h"
#include "junheng/server/admission.h"
#include "junheng/server/metrics.h"
#include "junheng/server/options.h"
#include "junheng/server/router.h"

namespace junheng::server {

class Engine;

/// An HTTP/1.1 server: one thread for all sockets, a bounded pool of workers for handlers, one thread for event streams.
///
/// No client can hold a worker: a handler starts when its request is whole, and its reply is sent by the thread of the sockets. A request
/// that finds the queue full is answered 503 at once. Limits and time-outs: ServerOptions.
class Server {
 public:
  /// Opens the socket and starts to listen; nothing is answered before run(). `metrics` must outlive the server.
  /// Errors: PortTaken; CannotListen; TlsUnusable.
  [[nodiscard]] static Result<std::unique_ptr<Server>> listen(ServerOptions options, Router router, FindSession find_session,
                                                              Surroundings surroundings, Metrics& metrics);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  /// The port that was bound; of interest where port 0 was asked for.
  [[nodiscard]] std::uint16_t port() const;
  /// "http://127.0.0.1:8080/": where a browser on this machine finds it.
  [[nodiscard]] std::string address() const;

  /// Serves until a stop is requested; then accepts nothing more, finishes the requests that it has taken within
  /// ServerOptions::stop_timeout, and returns.
  void run(std::stop_token stop);

 private:
  explicit Server(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

}  // namespace junheng::server
