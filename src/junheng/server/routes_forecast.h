#pragma once

#include <vector>

#include "junheng/server/router.h"

namespace junheng::app {
class ForecastRoom;
}

namespace junheng::server {

/// Forecasts of the areas and schools of a run.
void add_forecast_routes(std::vector<Route>& routes, app::ForecastRoom& room);

}  // namespace junheng::server
