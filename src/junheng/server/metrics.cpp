#include "junheng/server/metrics.h"

#include <algorithm>

#include <fmt/format.h>

namespace junheng::server {

void Metrics::count_request(std::string_view route, int status, std::chrono::nanoseconds duration) {
  const double seconds = std::chrono::duration<double>(duration).count();
  const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(kBucketSeconds, seconds) - kBucketSeconds.begin());
  const std::lock_guard lock(mutex_);
  ++requests_[{std::string(route), status}];
  auto found = latencies_.find(route);
  if (found == latencies_.end()) found = latencies_.emplace(std::string(route), Latency{}).first;
  ++found->second.buckets[bucket];
  found->second.sum_s += seconds;
}

void Metrics::count_rejected(std::string_view reason) {
  const std::lock_guard lock(mutex_);
  ++rejected_[std::string(reason)];
}

std::string Metrics::text(const JobCounts& jobs_by_state) const {
  std::string out;
  const auto head = [&out](std::string_view name, std::string_view type, std::string_view help) {
    out += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
  };
  const auto gauge = [&](std::string_view name, std::string_view help, std::size_t value) {
    head(name, "gauge", help);
    out += fmt::format("{} {}\n", name, value);
  };
  gauge("junheng_connections", "Open connections.", connections.load());
  gauge("junheng_event_streams", "Open streams of server-sent events.", event_streams.load());
  gauge("junheng_queue_length", "Requests that wait for a worker.", queue_length.load());
  head("junheng_jobs", "gauge", "Jobs by state.");
  for (const auto& [state, count] : jobs_by_state) out += fmt::format("junheng_jobs{{state=\"{}\"}} {}\n", state, count);

  const std::lock_guard lock(mutex_);
  head("junheng_rejected_total", "counter", "Requests and connections turned away, by reason.");
  for (const auto& [reason, count] : rejected_) out += fmt::format("junheng_rejected_total{{reason=\"{}\"}} {}\n", reason, count);
  head("junheng_requests_total", "counter", "Requests answered, by route and status.");
  for (const auto& [key, count] : requests_)
    out += fmt::format("junheng_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, count);
  head("junheng_request_seconds", "histogram", "Time from the end of the headers to the finished reply, by route.");
  for (const auto& [route, latency] : latencies_) {
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < kBucketSeconds.size(); ++i) {
      below += latency.buckets[i];
      out += fmt::format("junheng_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route, kBucketSeconds[i], below);
    }
    below += latency.buckets.back();
    out += fmt::format("junheng_request_seconds_bucket{{route=\"{}\",le=\"+Inf\"}} {}\n", route, below);
    out += fmt::format("junheng_request_seconds_sum{{route=\"{}\"}} {}\n", route, latency.sum_s);
    out += fmt::format("junheng_request_seconds_count{{route=\"{}\"}} {}\n", route, below);
  }
  return out;
}

}  // namespace junheng::server
