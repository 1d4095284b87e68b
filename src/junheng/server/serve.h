#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "junheng/core/error.h"
#include "junheng/server/options.h"
#include "junheng/server/site.h"

namespace junheng::server {

struct ServeRequest {
  SiteRequest site;
  ServerOptions options;
};

/// What is known once the server listens, before it answers.
struct Listening {
  std::string address;
  /// Login of the administrator and path of the one-time link that sets its password, as long as nobody can log in; else empty.
  std::string first_login;
  std::string first_link;
};

/// Where the program serves: its log, its clock, and who is told that it listens.
struct ServeSurroundings {
  Surroundings server;
  std::function<void(const Listening&)> on_listening;
};

/// Opens the store (and migrates it), listens, serves until a stop is requested, then finishes what it has taken and interrupts the jobs.
/// Errors: those of Site::open and Server::listen.
[[nodiscard]] Result<void> serve(ServeRequest request, const ServeSurroundings& surroundings, const std::stop_token& stop);

}  // namespace junheng::server
