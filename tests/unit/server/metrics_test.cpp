#include "junheng/server/metrics.h"

#include <gtest/gtest.h>

namespace junheng::server {
namespace {

using std::chrono::milliseconds;

bool holds(const std::string& text, const std::string& line) { return ("\n" + text).find("\n" + line + "\n") != std::string::npos; }

TEST(Metrics, CountsByRouteAndStatus) {
  Metrics metrics;
  metrics.count_request("/api/runs/{run_id}", 200, milliseconds(1));
  metrics.count_request("/api/runs/{run_id}", 200, milliseconds(1));
  metrics.count_request("/api/runs/{run_id}", 404, milliseconds(1));
  const std::string text = metrics.text({});
  EXPECT_TRUE(holds(text, R"(junheng_requests_total{route="/api/runs/{run_id}",status="200"} 2)"));
  EXPECT_TRUE(holds(text, R"(junheng_requests_total{route="/api/runs/{run_id}",status="404"} 1)"));
}

TEST(Metrics, BucketsAreCumulativeAndHoldTheirLimit) {
  Metrics metrics;
  metrics.count_request("/r", 200, milliseconds(5));
  metrics.count_request("/r", 200, milliseconds(6));
  metrics.count_request("/r", 200, milliseconds(60'000));
  const std::string text = metrics.text({});
  EXPECT_TRUE(holds(text, R"(junheng_request_seconds_bucket{route="/r",le="0.005"} 1)"));
  EXPECT_TRUE(holds(text, R"(junheng_request_seconds_bucket{route="/r",le="0.01"} 2)"));
  EXPECT_TRUE(holds(text, R"(junheng_request_seconds_bucket{route="/r",le="10"} 2)"));
  EXPECT_TRUE(holds(text, R"(junheng_request_seconds_bucket{route="/r",le="+Inf"} 3)"));
  EXPECT_TRUE(holds(text, R"(junheng_request_seconds_count{route="/r"} 3)"));
  EXPECT_TRUE(holds(text, R"(junheng_request_seconds_sum{route="/r"} 60.011)"));
}

TEST(Metrics, GaugesAndReasons) {
  Metrics metrics;
  metrics.connections = 7;
  metrics.count_rejected("queue_full");
  const std::string text = metrics.text({{"running", 2}});
  EXPECT_TRUE(holds(text, "junheng_connections 7"));
  EXPECT_TRUE(holds(text, R"(junheng_jobs{state="running"} 2)"));
  EXPECT_TRUE(holds(text, R"(junheng_rejected_total{reason="queue_full"} 1)"));
}

}  // namespace
}  // namespace junheng::server
