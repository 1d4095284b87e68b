#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

#include "junheng/core/codes.h"
#include "junheng/core/error.h"

namespace junheng::app {

struct HashGateLimits {
  /// Hashes at the same time: each takes a core and PasswordCost::memory_bytes.
  std::size_t running = 2;
  /// Callers that may wait for their turn. Each holds a worker of the server meanwhile: running + waiting stays below their number.
  std::size_t waiting = 1;
};

/// Lets few password hashes run at the same time, so that logins cannot take all workers or the memory. Any thread may call.
class HashGate {
 public:
  explicit HashGate(HashGateLimits limits) : limits_(limits) {}

  /// Runs `work` when it is its turn. Errors: ServerBusy (too many wait already); `work` has not run then.
  template <typename Work>
  [[nodiscard]] Result<void> run(const Work& work) {
    if (!enter()) return fail(Code::ServerBusy);
    const Turn turn{*this};
    work();
    return {};
  }

 private:
  struct Turn {
    HashGate& gate;
    ~Turn() { gate.leave(); }
  };

  bool enter() {
    std::unique_lock lock(mutex_);
    if (running_ >= limits_.running) {
      if (waiting_ >= limits_.waiting) return false;
      ++waiting_;
      turn_.wait(lock, [this] { return running_ < limits_.running; });
      --waiting_;
    }
    ++running_;
    return true;
  }
  void leave() {
    {
      const std::lock_guard lock(mutex_);
      --running_;
    }
    turn_.notify_one();
  }

  HashGateLimits limits_;
  std::mutex mutex_;
  std::condition_variable turn_;
  std::size_t running_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace junheng::app
