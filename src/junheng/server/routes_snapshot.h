#pragma once

#include <vector>

#include "junheng/server/router.h"

namespace junheng::app {
class Office;
}

namespace junheng::server {

/// Snapshots, their areas and schools, monitors and reviews. `office` must outlive the routes.
void add_snapshot_routes(std::vector<Route>& routes, app::Office& office);

}  // namespace junheng::server
