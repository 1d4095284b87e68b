#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace junheng::app {

/// A thread for work that is too long for one that answers requests, one piece after the other. Any thread may call.
class Workshop {
 public:
  /// Up to `limit` pieces may wait.
  explicit Workshop(std::size_t limit);
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  /// Waits for the piece that is being worked on; the others are dropped.
  ~Workshop();

  /// `work` must not throw. False: too many wait already, and it is not done.
  [[nodiscard]] bool submit(std::function<void()> work);

 private:
  const std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::function<void()>> queue_;
  /// Last: it ends before what it uses.
  std::jthread thread_;
};

}  // namespace junheng::app
