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

#include "junheng/app/waiting_room.h"
#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"
#include "junheng/core/error.h"

namespace junheng::app {

/// Where what a cache does not hold is made, and how long who asks for it waits.
struct CacheMaker {
  /// Now or later, on this thread or another; false: never, there is too much to do.
  std::function<bool(std::function<void()>)> run;
  std::chrono::milliseconds patience;
  /// Who finds no place there does not wait at all; null: everybody may wait.
  WaitingRoom* room = nullptr;
  /// How long, after the last asker, what is made is still begun, and what it ended with is kept for the next.
  std::chrono::milliseconds interest{30'000};
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
  /// time: all who ask meanwhile get the same, or the same error or exception. Who waited longer than the maker's patience, or found no
  /// place to wait, gets BeingMade; the work goes on, and for a while what it ends with is there for who asks next: a value that is too
  /// large to hold and a lasting error too. ServerBusy: the maker has too much to do. `make` is copied and must own what it needs.
  template <typename Make>
  [[nodiscard]] Result<std::shared_ptr<const Value>> find_or_make(std::string_view key, Make make, const CacheMaker& maker) {
    if (auto held = find(key)) return held;
    const std::string name(key);
    const auto [making, is_mine] = join(name);
    if (is_mine) {
      const auto work = [this, name, making = making, make, maker] { carry_out(name, making, make, maker); };
      try {
        if (!maker.run(work)) abandon(name, *making, Code::ServerBusy);
      } catch (...) {
        abandon(name, *making, Code::InternalFault);
        leave(*making);
        throw;
      }
    }
    std::unique_lock lock(mutex_);
    const auto is_made = [&] { return making->result.has_value(); };
    if (!is_made()) {
      lock.unlock();
      WaitingRoom::Place place(maker.room);
      lock.lock();
      if (maker.room == nullptr || place.is_taken()) made_.wait_for(lock, maker.patience, is_made);
    }
    --making->waiting;
    if (!is_made()) return fail(Code::BeingMade);
    drop_making(name, making);
    if (making->thrown) std::rethrow_exception(making->thrown);
    return *making->result;
  }

  /// What is larger than the limit is not kept. A value of the same key is replaced.
  void put(std::string_view key, std::shared_ptr<const Value> value, std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    drop(std::string(key));
    if (!fits(bytes)) return;
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
  using Moment = std::chrono::steady_clock::time_point;
  struct Making {
    std::optional<Outcome> result;
    std::exception_ptr thrown;
    std::size_t waiting = 0;
    /// When somebody asked last; of what has ended, how long it is kept.
    Moment asked;
    std::optional<Moment> kept_until;
  };
  using MakingPointer = std::shared_ptr<Making>;

  [[nodiscard]] bool fits(std::size_t bytes) const { return bytes <= byte_limit_; }

  /// What is being made of the key, and whether it is for the caller to have it made.
  std::pair<MakingPointer, bool> join(const std::string& key) {
    const Moment now = std::chrono::steady_clock::now();
    const std::lock_guard lock(mutex_);
    std::erase_if(making_, [&](const auto& entry) { return entry.second->kept_until && *entry.second->kept_until < now; });
    const auto [entry, is_new] = making_.try_emplace(key, std::make_shared<Making>());
    entry->second->asked = now;
    ++entry->second->waiting;
    return {entry->second, is_new};
  }

  void leave(Making& making) {
    const std::lock_guard lock(mutex_);
    --making.waiting;
  }

  void abandon(const std::string& key, Making& making, Code code) {
    const std::lock_guard lock(mutex_);
    making.result = fail(code);
    making_.erase(key);
    made_.notify_all();
  }

  /// Whether nobody has asked for a while.
  bool is_forgotten(const Making& making, const CacheMaker& maker) const {
    const std::lock_guard lock(mutex_);
    return making.waiting == 0 && std::chrono::steady_clock::now() - making.asked > maker.interest;
  }

  /// Refusals last; faults of disk, server or memory may be over.
  static bool is_lasting(const Outcome& outcome) {
    constexpr int kServerFaults = 500;
    return outcome || code_entry(outcome.error().code).http < kServerFaults;
  }

  template <typename Make>
  void carry_out(const std::string& key, const MakingPointer& making, const Make& make, const CacheMaker& maker) {
    if (is_forgotten(*making, maker)) return abandon(key, *making, Code::BeingMade);
    std::optional<Outcome> outcome;
    std::exception_ptr thrown;
    bool is_held = false;
    try {
      // Somebody may have put it between the look and the claim.
      if (auto held = find(key)) {
        outcome = std::move(held);
        is_held = true;
      } else if (auto made = make(); made) {
        put(key, made->value, made->bytes);
        is_held = fits(made->bytes);
        outcome = std::move(made->value);
      } else {
        outcome = fail(std::move(made.error()));
      }
    } catch (...) {
      thrown = std::current_exception();
      outcome = fail(Code::InternalFault);
    }
    const std::lock_guard lock(mutex_);
    const bool is_for_the_next = making->waiting == 0 && !is_held && is_lasting(*outcome);
    making->result = std::move(outcome);
    making->thrown = thrown;
    if (is_for_the_next) making->kept_until = std::chrono::steady_clock::now() + maker.interest;
    else making_.erase(key);
    made_.notify_all();
  }

  void drop_making(const std::string& key, const MakingPointer& making) {
    if (const auto left = making_.find(key); left != making_.end() && left->second == making) making_.erase(left);
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
  /// What is being made, and what nobody has been told.
  std::unordered_map<std::string, std::shared_ptr<Making>> making_;
  std::condition_variable made_;
  std::size_t bytes_ = 0;
};

}  // namespace junheng::app
