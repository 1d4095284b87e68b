#pragma once

#include <vector>

#include "junheng/server/router.h"

namespace junheng::app {
class Accounts;
}

namespace junheng::server {

/// Administration of accounts. `accounts` must outlive the routes.
void add_account_routes(std::vector<Route>& routes, app::Accounts& accounts);

}  // namespace junheng::server
