#include "junheng/app/workshop.h"

#include <utility>

namespace junheng::app {

Workshop::Workshop(std::size_t limit)
    : limit_(limit), thread_([this](const std::stop_token& stop) {
        while (true) {
          std::function<void()> work;
          {
            std::unique_lock lock(mutex_);
            // A stop comes before what waits.
            if (!changed_.wait(lock, stop, [&] { return !queue_.empty(); }) || stop.stop_requested()) return;
            work = std::move(queue_.front());
            queue_.pop_front();
          }
          work();
        }
      }) {}

Workshop::~Workshop() = default;

bool Workshop::submit(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= limit_) return false;
    queue_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

}  // namespace junheng::app
