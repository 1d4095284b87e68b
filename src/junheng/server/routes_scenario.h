#pragma once

#include <vector>

#include "junheng/server/router.h"

namespace junheng::app {
class Office;
}

namespace junheng::server {

/// What-if questions and scenarios. `office` must outlive the routes.
void add_scenario_routes(std::vector<Route>& routes, app::Office& office);

}  // namespace junheng::server
