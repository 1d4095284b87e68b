#pragma once

#include <string>

#include "junheng/report/forecast_view.h"

namespace junheng::report {

/// Schema ForecastPlan of api/openapi.yaml: what follows from the forecast of an area for its teachers, by subject and year, and its
/// settlements. The numbers of charts beside the tables of forecast_page_tables(); `all` stands for the subjects that sums are made of.
/// Of `view` what it tells of the forecast itself is not needed. Teachers to a tenth, as in the tables.
[[nodiscard]] std::string forecast_plan_json(const ForecastView& view);

}  // namespace junheng::report
