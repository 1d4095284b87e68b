#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/utc_time.h"
#include "junheng/server/metrics.h"
#include "junheng/server/options.h"
#include "junheng/server/router.h"

namespace junheng::server {

struct ServeRequest {
  /// Folder of the data, made with the rights 0700 where it is missing.
  std::string folder = "junheng-data";
  /// postgresql://... instead of a database file in the folder; empty: the file.
  std::string store_url;
  ServerOptions options;
  /// Threads of one import or run.
  unsigned threads = 1;
};

/// What is known once the server listens, before it answers.
struct Listening {
  std::string address;
  /// Path of the one-time link that sets the administrator's password, on a first start; else empty.
  std::string first_link;
};

/// Where the program serves: its log, its clocks, and who is told that it listens.
struct ServeSurroundings {
  Surroundings server;
  std::function<UtcTime()> clock;
  std::function<void(const Listening&)> on_listening;
};

/// Opens the store (and migrates it), listens, serves until a stop is requested, then finishes what it has taken and interrupts the jobs.
/// Errors: those of store::Store::open and Server::listen; CannotWriteFile.
[[nodiscard]] Result<void> serve(ServeRequest request, const ServeSurroundings& surroundings, const std::stop_token& stop);

}  // namespace junheng::server
