#pragma once

#include <chrono>
#include <thread>

#include "junheng/store/presence.h"
#include "store_place.h"

namespace junheng::store {

/// Of the connection that holds an owner's lock on a server.
inline constexpr const char* kPresenceLock =
    "FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND pid <> pg_backend_pid() AND ((classid::bigint << 32) | objid::bigint) "
    "= ?";

inline bool holds_presence(Store& other, OwnerId owner) {
  Transaction t = must(other.read());
  return !must(t.query(std::string("SELECT pid ") + kPresenceLock, {owner.value})).empty();
}

/// Ends the connection that holds the owner's lock, and waits until the server knows.
inline void lose_presence(Store& other, OwnerId owner) {
  {
    Transaction t = must(other.read());
    must(t.query(std::string("SELECT pg_terminate_backend(pid) ") + kPresenceLock, {owner.value}));
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (holds_presence(other, owner)) {
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error("the lock is still held");
    std::this_thread::yield();
  }
}

}  // namespace junheng::store
