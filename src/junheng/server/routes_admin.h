#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "junheng/app/settings.h"
#include "junheng/app/upkeep.h"
#include "junheng/server/router.h"

namespace junheng::app {
class Boundaries;
class Jobs;
}  // namespace junheng::app

namespace junheng::server {

/// What the routes of administration work on; all of it must outlive them.
struct Administration {
  store::Store* store = nullptr;
  app::Boundaries* boundaries = nullptr;
  std::filesystem::path backups_folder;
  std::function<UtcTime()> now;
  /// Backups are made as jobs.
  app::Jobs* jobs = nullptr;
  /// Those of file, environment and command line.
  app::Settings settings = {};
};

/// Settings, audit log, backups, doctor and boundaries.
void add_admin_routes(std::vector<Route>& routes, const Administration& administration);

}  // namespace junheng::server
