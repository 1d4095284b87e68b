#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

#include "junheng/app/lru_cache.h"

namespace junheng::app {

/// Makes what takes long on one thread of its own, in the order in which it was asked for, so that no worker of the server waits for it.
/// Who asks waits a little, and else comes again. Any thread may call.
class LateMaker {
 public:
  LateMaker() : worker_([this](const std::stop_token& stop) { work(stop); }) {}
  LateMaker(const LateMaker&) = delete;
  LateMaker& operator=(const LateMaker&) = delete;

  /// The value of the key in the cache; where it is not held, what `make(stop token)`, a Result<LruCache<Value>::Made>, makes, if it is
  /// made within `patience`. Keys tell apart what is made for all caches. `cache`, and what `make` refers to, must outlive the maker.
  /// Errors: those of `make`, for who waits; ServerBusy after `patience`, or while too much waits.
  template <typename Value, typename Make>
  [[nodiscard]] Result<std::shared_ptr<const Value>> find_or_make(LruCache<Value>& cache, const std::string& key, Make make,
                                                                  std::chrono::milliseconds patience) {
    using Outcome = std::optional<Result<std::shared_ptr<const Value>>>;
    if (auto held = cache.find(key)) return held;
    std::unique_lock lock(mutex_);
    std::shared_ptr<Outcome> outcome;
    if (const auto known = pending_.find(key); known != pending_.end()) {
      outcome = std::static_pointer_cast<Outcome>(known->second);
    } else {
      if (queue_.size() >= kMostWaiting) return fail(Code::ServerBusy);
      outcome = std::make_shared<Outcome>();
      pending_.emplace(key, outcome);
      queue_.push_back([this, outcome, &cache, key, make](const std::stop_token& stop) {
        Outcome made;
        try {
          made = cache.find_or_make(key, [&] { return make(stop); });
        } catch (const std::exception&) {
          // As for a stop: who asks again has it tried again.
          made = fail(Code::Interrupted);
        }
        const std::lock_guard ending(mutex_);
        *outcome = std::move(made);
        pending_.erase(key);
        changed_.notify_all();
      });
      changed_.notify_all();
    }
    if (!changed_.wait_for(lock, patience, [&] { return outcome->has_value(); })) return fail(Code::ServerBusy);
    return **outcome;
  }

 private:
  static constexpr std::size_t kMostWaiting = 16;

  void work(const std::stop_token& stop) {
    while (true) {
      std::function<void(const std::stop_token&)> next;
      {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, stop, [&] { return !queue_.empty(); })) return;
        if (stop.stop_requested()) return;
        next = std::move(queue_.front());
        queue_.pop_front();
      }
      next(stop);
    }
  }

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::function<void(const std::stop_token&)>> queue_;
  std::map<std::string, std::shared_ptr<void>> pending_;
  /// Last: it ends before what it uses.
  std::jthread worker_;
};

}  // namespace junheng::app
