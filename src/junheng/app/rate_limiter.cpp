#include "junheng/app/rate_limiter.h"

#include <algorithm>
#include <cmath>

namespace junheng::app {

std::chrono::milliseconds RateLimiter::take(std::string_view key, UtcTime now) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) {
    while (buckets_.size() >= std::max<std::size_t>(limit_.max_keys, 1)) {
      by_key_.erase(buckets_.back().key);
      buckets_.pop_back();
    }
    buckets_.push_front({std::string(key), limit_.burst, now});
    by_key_.emplace(buckets_.front().key, buckets_.begin());
  } else {
    buckets_.splice(buckets_.begin(), buckets_, found->second);
  }
  Bucket& bucket = buckets_.front();
  const double interval_ms = static_cast<double>(limit_.interval.count());
  const double passed_ms = std::max(0.0, static_cast<double>((now - bucket.filled).count()));
  bucket.attempts = std::min(limit_.burst, bucket.attempts + passed_ms / interval_ms);
  bucket.filled = now;
  if (bucket.attempts >= 1) {
    bucket.attempts -= 1;
    return std::chrono::milliseconds(0);
  }
  return std::chrono::milliseconds(std::max<std::int64_t>(1, std::llround(std::ceil((1 - bucket.attempts) * interval_ms))));
}

void RateLimiter::reset(std::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  const auto bucket = found->second;
  by_key_.erase(found);
  buckets_.erase(bucket);
}

std::size_t RateLimiter::size() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

}  // namespace junheng::app
