#pragma once

#include <vector>

#include "junheng/server/router.h"

namespace junheng::app {
class Office;
}

namespace junheng::server {

/// Mappings, templates, uploads. `office` must outlive the routes.
void add_import_routes(std::vector<Route>& routes, app::Office& office);

}  // namespace junheng::server
