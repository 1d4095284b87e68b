#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/error.h"

namespace junheng::app {

/// Where what a cache does not hold is made, and how long who asks for it waits.
struct CacheMaker {
  std::function<void(std::function<void()>)> run;
  std::chrono::milliseconds patience;
};

/// What was used last, up to a number of bytes; the rest is dropped, longest unused first. Any thread may call. What a caller holds
/// outlives its place here.
template <typename Value>
class LruCache {
 public:
  explicit LruCache(std::size_t byte_limit) : byte_limit_(byte_limit) {}

  /// Null where it is not held.
  [[nodiscard]] std::shared_ptr<const Value> find(std::string_view key) {
    const std::lock_guard lock(mutex_);
    const auto found = by_key_.find(std::string(key));
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->value;
  }

  /// What is made for a key that is not held.
  struct Made {
    std::shared_ptr<const Value> value;
    std::size_t bytes = 0;
  };
  /// The value of the key; where it is not held, what `make()`, a Result<Made>, makes where `maker` has it run. Of one key one is made at a
  /// time: all who ask meanwhile get the same, or the same error or exception. Who waited longer than the maker's patience gets ServerBusy;
  /// the work goes on, and what it ends with is there for who asks next, an error too. `make` is copied and must own what it needs.
  template <typename Make>
  [[nodiscard]] Result<std::shared_ptr<const Value>> find_or_make(std::string_view key, Make make, const CacheMaker& maker) {
    if (auto held = find(key)) return held;
    const std::string name(key);
    std::shared_ptr<Making> making;
    bool is_mine = false;
    {
      const std::lock_guard lock(mutex_);
      const auto [entry, is_new] = making_.try_emplace(name, std::make_shared<Making>());
      making = entry->second;
      is_mine = is_new;
      ++making->waiting;
    }
    if (is_mine) maker.run([this, name, making, make] { carry_out(name, *making, make); });
    std::unique_lock lock(mutex_);
    const bool is_made = made_.wait_for(lock, maker.patience, [&] { return making->result.has_value(); });
    --making->waiting;
    if (!is_made) return fail(Code::ServerBusy);
    if (const auto left = making_.find(name); left != making_.end() && left->second == making) making_.erase(left);
    if (making->thrown) std::rethrow_exception(making->thrown);
    return *making->result;
  }

  /// What is larger than the limit is not kept. A value of the same key is replaced.
  void put(std::string_view key, std::shared_ptr<const Value> value, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    drop(std::string(key));
    if (bytes > byte_limit_) return;
    entries_.push_front({std::string(key), std::move(value), bytes});
    by_key_.emplace(std::string(key), entries_.begin());
    bytes_ += bytes;
    while (bytes_ > byte_limit_) drop(std::string(entries_.back().key));
  }

  /// Drops every entry of which the key begins so.
  void drop_all(std::string_view prefix) {
    const std::lock_guard lock(mutex_);
    for (auto entry = entries_.begin(); entry != entries_.end();) {
      const auto next = std::next(entry);
      if (entry->key.starts_with(prefix)) drop(std::string(entry->key));
      entry = next;
    }
  }

  [[nodiscard]] std::size_t bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
  }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Value> value;
    std::size_t bytes = 0;
  };

  using Outcome = Result<std::shared_ptr<const Value>>;
  struct Making {
    std::optional<Outcome> result;
    std::exception_ptr thrown;
    std::size_t waiting = 0;
  };

  template <typename Make>
  void carry_out(const std::string& key, Making& making, const Make& make) {
    std::optional<Outcome> outcome;
    std::exception_ptr thrown;
    try {
      // Somebody may have put it between the look and the claim.
      if (auto held = find(key)) {
        outcome = std::move(held);
      } else if (auto made = make(); made) {
        put(key, made->value, made->bytes);
        outcome = std::move(made->value);
      } else {
        outcome = fail(std::move(made.error()));
      }
    } catch (...) {
      thrown = std::current_exception();
      outcome = fail(Code::InternalFault);
    }
    const std::lock_guard lock(mutex_);
    const bool is_for_the_next = making.waiting == 0 && !*outcome;
    making.result = std::move(outcome);
    making.thrown = thrown;
    if (!is_for_the_next) making_.erase(key);
    made_.notify_all();
  }

  void drop(const std::string& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    bytes_ -= found->second->bytes;
    entries_.erase(found->second);
    by_key_.erase(found);
  }

  std::size_t byte_limit_;
  mutable std::mutex mutex_;
  /// Last used first.
  std::list<Entry> entries_;
  std::unordered_map<std::string, typename std::list<Entry>::iterator> by_key_;
  /// What is being made, and errors that nobody has been told.
  std::unordered_map<std::string, std::shared_ptr<Making>> making_;
  std::condition_variable made_;
  std::size_t bytes_ = 0;
};

}  // namespace junheng::app
