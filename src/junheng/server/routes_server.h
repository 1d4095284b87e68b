#pragma once

#include <functional>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/server/metrics.h"
#include "junheng/server/router.h"

namespace junheng::server {

/// What the server's own routes tell of the rest of the program.
struct ServerReports {
  /// Whether the store answers.
  std::function<Result<void>()> check_store;
  /// "sqlite" or "postgresql", and the version of its tables.
  std::string store_kind;
  std::int64_t schema_version = 0;
  std::function<JobCounts()> jobs_by_state;
  /// The setting metrics_local: /metrics without login for the machine itself.
  std::function<bool()> has_local_metrics;
};

/// /healthz, /version, /metrics. `metrics` must outlive the routes.
void add_server_routes(std::vector<Route>& routes, const Metrics& metrics, ServerReports reports);

}  // namespace junheng::server
