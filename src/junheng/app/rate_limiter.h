#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "junheng/core/utc_time.h"

namespace junheng::app {

struct RateLimit {
  /// Attempts that may come at once.
  double burst = 10;
  /// Time after which one more attempt is allowed.
  std::chrono::milliseconds interval{6000};
  /// Keys that are remembered; past them the one not seen for longest is forgotten, which gives it a full bucket again.
  std::size_t max_keys = 10'000;
};

/// Token buckets by key, in memory of a bounded size. Any thread may call.
class RateLimiter {
 public:
  explicit RateLimiter(RateLimit limit) : limit_(limit) {}

  /// Takes one attempt. Zero: allowed; otherwise how long to wait for the next. A clock that was put back gives nothing.
  [[nodiscard]] std::chrono::milliseconds take(std::string_view key, UtcTime now);
  /// Fills the bucket again: after a success.
  void reset(std::string_view key);
  [[nodiscard]] std::size_t size() const;

 private:
  struct Bucket {
    std::string key;
    double attempts = 0;
    UtcTime filled;
  };

  RateLimit limit_;
  mutable std::mutex mutex_;
  /// Last used first.
  std::list<Bucket> buckets_;
  /// Keys are those of the list's nodes.
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;
};

}  // namespace junheng::app
