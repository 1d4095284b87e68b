#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

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
  std::size_t bytes_ = 0;
};

}  // namespace junheng::app
