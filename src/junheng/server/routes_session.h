#pragma once

#include <vector>

#include "junheng/server/admission.h"
#include "junheng/server/router.h"

namespace junheng::app {
class Accounts;
}

namespace junheng::server {

/// Login, links, sessions and the own password. `accounts` must outlive the routes.
void add_session_routes(std::vector<Route>& routes, app::Accounts& accounts);

/// How the server finds sessions in the store. `accounts` must outlive it.
[[nodiscard]] FindSession find_session_in(app::Accounts& accounts);

}  // namespace junheng::server
