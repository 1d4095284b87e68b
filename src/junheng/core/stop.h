#pragma once

#include <atomic>

namespace junheng {

/// Set from a signal handler or another thread; long work looks at it between its steps and gives up with Code::Interrupted.
class StopFlag {
 public:
  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool is_requested() const noexcept { return requested_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> requested_{false};
};

}  // namespace junheng
