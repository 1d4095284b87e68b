#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace junheng::server {

/// "queued", "running" ... -> number.
using JobCounts = std::vector<std::pair<std::string, std::size_t>>;

/// Counts what the server has done. Any thread may count.
class Metrics {
 public:
  /// What is true at the moment.
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> event_streams{0};
  std::atomic<std::size_t> queue_length{0};

  /// `route` is a pattern of the table, or "" for a request that found none: never text of the client, so that the table stays small.
  void count_request(std::string_view route, int status, std::chrono::nanoseconds duration);
  /// Turned away, or cut off before it was whole. `reason` is one of a few words of the program.
  void count_rejected(std::string_view reason);

  /// Prometheus text format, version 0.0.4.
  [[nodiscard]] std::string text(const JobCounts& jobs_by_state) const;

 private:
  /// Upper limits of the buckets; the last one has none.
  static constexpr std::array<double, 11> kBucketSeconds = {0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10};
  struct Latency {
    std::array<std::uint64_t, kBucketSeconds.size() + 1> buckets{};
    double sum_s = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;
  std::map<std::string, Latency, std::less<>> latencies_;
  std::map<std::string, std::uint64_t, std::less<>> rejected_;
};

}  // namespace junheng::server
