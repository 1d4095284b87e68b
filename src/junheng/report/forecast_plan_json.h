#pragma once

#include "junheng/core/sink.h"
#include "junheng/report/forecast_report.h"

namespace junheng::report {

/// What follows from a forecast, as members of its JSON after the array `breaches`, which is still open: `staff_basis` and `teachers` (null
/// and empty without a plan), `flows`, `settlements` (docs/json.md).
void write_forecast_plans(const ForecastInput& input, const Sink& sink);

}  // namespace junheng::report
