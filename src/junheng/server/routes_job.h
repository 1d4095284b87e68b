#pragma once

#include <vector>

#include "junheng/server/router.h"

namespace junheng::app {
class Office;
}

namespace junheng::server {

/// Jobs and their events. `office` must outlive the routes.
void add_job_routes(std::vector<Route>& routes, app::Office& office);

}  // namespace junheng::server
