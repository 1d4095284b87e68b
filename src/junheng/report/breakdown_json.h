#pragma once

#include "junheng/formats/json_writer.h"
#include "junheng/model/dataset.h"
#include "junheng/monitor/monitor.h"

namespace junheng::report {

/// The members "breakdowns" and "bases" of one monitor of one area (docs/json.md); nothing for a monitor without any.
void write_breakdowns(formats::JsonWriter& json, const monitor::MonitorResult& result, AreaIndex area, const model::Areas& areas);

}  // namespace junheng::report
