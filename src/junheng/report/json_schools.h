#pragma once

#include "junheng/assess/assessment.h"
#include "junheng/formats/json_writer.h"

namespace junheng::report {

/// Members `standard_by_setting` and `floor_by_setting`, [{"setting_prefixes": [...], "value": n}], where limits depend on the setting.
void write_setting_limits(formats::JsonWriter& json, const assess::IndicatorRule& rule);

/// Member `school_results`: verdict, values, states, own limits and shortfalls of every school that enters the stage.
void write_schools(formats::JsonWriter& json, const assess::Assessment& assessment, const assess::StageResult& stage);

}  // namespace junheng::report
