#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
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
  /// The value of the key; where it is not held, what `make()`, a Result<Made>, makes. Of one key one is made at a time: who asks meanwhile
  /// waits, and gets the same, or the same error; ServerBusy after `patience`, where one is given. Nothing is kept of an error.
  template <typename Make>
  [[nodiscard]] Result<std::shared_ptr<const Value>> find_or_make(std::string_view key, Make make,
                                                                  std::optional<std::chrono::milliseconds> patience = std::nullopt) {
    if (auto held = find(key)) return held;
    auto mine = std::make_shared<Making>();
    {
      std::unique_lock lock(mutex_);
      const auto [other, is_mine] = making_.try_emplace(std::string(key), mine);
      if (!is_mine) {
        const auto theirs = other->second;
        const auto is_made = [&] { return theirs->result.has_value(); };
        if (!patience) made_.wait(lock, is_made);
        else if (!made_.wait_for(lock, *patience, is_made)) return fail(Code::ServerBusy);
        return *theirs->result;
      }
    }
    // Somebody may have put it between the look and the claim.
    if (auto held = find(key)) return end_making(key, *mine, std::move(held));
    try {
      auto made = make();
      if (!made) return end_making(key, *mine, fail(made.error()));
      put(key, made->value, made->bytes);
      return end_making(key, *mine, std::move(made->value));
    } catch (...) {
      end_making(key, *mine, fail(Code::Interrupted));
      throw;
    }
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
  };

  Outcome end_making(std::string_view key, Making& making, Outcome outcome) {
    const std::lock_guard lock(mutex_);
    making.result = outcome;
    making_.erase(std::string(key));
    made_.notify_all();
    return outcome;
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
  std::unordered_map<std::string, std::shared_ptr<Making>> making_;
  std::condition_variable made_;
  std::size_t bytes_ = 0;
};

}  // namespace junheng::app
