#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "junheng/store/presence.h"
#include "store_place.h"

namespace junheng::store {

/// Of the connection that holds an owner's lock on a server.
inline constexpr const char* kPresenceLock =
    "FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND pid <> pg_backend_pid() AND ((classid::bigint << 32) | objid::bigint) "
    "= ?";

/// The server's process that holds the owner's lock.
inline std::optional<std::int64_t> presence_holder(Store& other, OwnerId owner) {
  Transaction t = must(other.read());
  const auto rows = must(t.query(std::string("SELECT pid ") + kPresenceLock, {owner.value}));
  return rows.empty() ? std::nullopt : std::optional(rows[0].integer(0));
}

inline bool holds_presence(Store& other, OwnerId owner) { return presence_holder(other, owner).has_value(); }

/// Tells the connection that holds the owner's lock to end, which it does a little later.
inline void lose_presence_once(Store& other, OwnerId owner) {
  Transaction t = must(other.read());
  must(t.query(std::string("SELECT pg_terminate_backend(pid) ") + kPresenceLock, {owner.value}));
}

/// The same, and waits until the server knows.
inline void lose_presence(Store& other, OwnerId owner) {
  lose_presence_once(other, owner);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (holds_presence(other, owner)) {
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error("the lock is still held");
    std::this_thread::yield();
  }
}

/// Cuts every connection of this process to a server on its own side: the server's ends stay open, as they do behind a router that forgot
/// them, until this goes.
class HalfOpenConnections {
 public:
  HalfOpenConnections() {
    constexpr int kMostDescriptors = 256;
    for (int number = 3; number < kMostDescriptors; ++number) {
      ::sockaddr_un peer{};
      ::socklen_t size = sizeof peer;
      if (::getpeername(number, reinterpret_cast<::sockaddr*>(&peer), &size) != 0 || peer.sun_family != AF_UNIX) continue;
      if (std::string_view(peer.sun_path).find(".s.PGSQL.") == std::string_view::npos) continue;
      int ends[2];
      if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) != 0) throw std::runtime_error("no socket pair");
      ::close(ends[1]);
      server_ends_.push_back(::dup(number));
      ::dup2(ends[0], number);
      ::close(ends[0]);
    }
  }
  HalfOpenConnections(const HalfOpenConnections&) = delete;
  HalfOpenConnections& operator=(const HalfOpenConnections&) = delete;
  ~HalfOpenConnections() {
    for (const int number : server_ends_) ::close(number);
  }
  [[nodiscard]] std::size_t count() const { return server_ends_.size(); }

 private:
  std::vector<int> server_ends_;
};

}  // namespace junheng::store
