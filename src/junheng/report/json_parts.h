#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/core/lang.h"
#include "junheng/formats/json_writer.h"

namespace junheng::report {

// Members that the report of an assessment (docs/json.md) and the views of the web page (api/openapi.yaml) have alike.

/// "met", "unmet", "unknown", or null where nothing is judged.
void write_verdict(formats::JsonWriter& json, std::string_view name, const std::optional<assess::Verdict>& verdict);
void write_limit_value(formats::JsonWriter& json, std::string_view name, const std::optional<standards::Limit>& limit);

/// Of an indicator of a stage, from `mean` on: values, limits, margin, verdict, numbers of schools and pupils.
void write_indicator_members(formats::JsonWriter& json, const assess::IndicatorRule& rule, const assess::IndicatorSummary& summary,
                             const assess::StageResult& stage);
/// Of a stage: schools, pupils, composite and school clauses, verdict.
void write_stage_members(formats::JsonWriter& json, const assess::StageRules& rules, const assess::StageResult& stage);
/// The reasons of an area, each with its sentence. Of items that `hides` the value is null and the sentence names the item only.
void write_reasons(formats::JsonWriter& json, const assess::Assessment& assessment, const assess::AreaResult& area, Lang lang,
                   const std::function<bool(const assess::ItemResult&)>& hides = {});
void write_counties(formats::JsonWriter& json, const assess::AreaResult& area);

}  // namespace junheng::report
