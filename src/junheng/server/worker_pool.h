#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace junheng::server {

/// Threads that take tasks from one queue, which never grows past its limit.
class WorkerPool {
 public:
  WorkerPool(unsigned threads, std::size_t queue_limit);
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  /// Waits for the tasks that run; those that wait are dropped.
  ~WorkerPool();

  /// False where the queue is full or the pool is stopping: the task is not taken.
  [[nodiscard]] bool try_post(std::function<void()> task);
  [[nodiscard]] std::size_t waiting() const;
  /// Takes no more tasks, drops those that wait, returns once those that run have ended.
  void stop();

 private:
  void work();

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  std::size_t queue_limit_;
  bool is_stopping_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace junheng::server
