#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace junheng::server {

struct TlsFiles {
  /// PEM: the certificate, followed by those between it and the root.
  std::string certificate;
  std::string key;
};

/// Sizes, times and places of a server. docs/server.md says why each limit is what it is.
struct ServerOptions {
  /// Address to listen on; "0.0.0.0" or "::" for all.
  std::string bind = "127.0.0.1";
  /// 0: the system chooses a free one.
  std::uint16_t port = 8080;
  std::optional<TlsFiles> tls;
  /// Names for which the server answers besides localhost and addresses. Another name in `Host` is refused, so that a foreign site cannot
  /// reach the server under a name of its own (DNS rebinding).
  std::vector<std::string> host_names;

  /// Threads that run handlers.
  unsigned workers = 4;
  /// Requests that may wait for a worker; past them 503.
  std::size_t queue_limit = 256;
  /// Past them the connection that has been idle longest makes room.
  std::size_t connection_limit = 4096;
  std::size_t event_stream_limit = 32;
  /// Bodies that are being written to files at the same time; past them 503.
  std::size_t upload_limit = 8;

  std::uint32_t header_limit_bytes = 16 * 1024;
  std::uint64_t body_limit_bytes = 1024 * 1024;
  std::uint64_t file_limit_bytes = 200ULL * 1024 * 1024;
  /// Folder for bodies of routes with BodyKind::File; made by the caller.
  std::string upload_folder;

  /// From the first byte of a request (from the connection for the first one) to the end of its headers, whatever trickles in.
  std::chrono::milliseconds header_timeout{10'000};
  /// For the whole of a body that is held in memory, and between two pieces of one that is written to a file.
  std::chrono::milliseconds body_timeout{30'000};
  /// For the whole of a body that is written to a file.
  std::chrono::milliseconds upload_timeout{30LL * 60 * 1000};
  /// A connection without a request.
  std::chrono::milliseconds idle_timeout{60'000};
  /// For sending one reply; for one piece of a stream or file.
  std::chrono::milliseconds write_timeout{60'000};
  /// How long a stopping server waits for requests that it has taken.
  std::chrono::milliseconds stop_timeout{10'000};
  /// A comment that keeps an event stream open.
  std::chrono::milliseconds heartbeat_interval{15'000};
  std::chrono::milliseconds poll_interval{250};
};

/// What the server asks of its surroundings.
struct Surroundings {
  /// Takes one line of the log, without a line end. Any thread may call.
  std::function<void(std::string_view)> log;
  /// For the header `Date`.
  std::function<std::chrono::system_clock::time_point()> now;
};

}  // namespace junheng::server
