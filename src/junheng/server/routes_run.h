#pragma once

#include <vector>

#include "junheng/server/router.h"

namespace junheng::app {
class Office;
}

namespace junheng::server {

/// Standards, runs and what their pages show. `office` must outlive the routes.
void add_run_routes(std::vector<Route>& routes, app::Office& office);

}  // namespace junheng::server
