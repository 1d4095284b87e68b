#pragma once

#include "junheng/assess/assessment.h"
#include "junheng/formats/json_writer.h"

namespace junheng::report {

/// Members `standard_by_setting` and `floor_by_setting`, [{"setting_prefixes": [...], ...}], where limits depend on the setting.
/// `member` writes the one limit of an entry in the form that the command writes limits in.
void write_setting_limits(formats::JsonWriter& json, const assess::IndicatorRule& rule,
                          void (*member)(formats::JsonWriter&, const standards::Limit&));

/// Member `school_results`: verdict, values, states, own limits and shortfalls of every school that enters the stage.
void write_schools(formats::JsonWriter& json, const assess::Assessment& assessment, const assess::StageResult& stage);

}  // namespace junheng::report
