#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "junheng/core/school_year.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/area_view.h"

namespace junheng::report {

/// A year of schema Trend of api/openapi.yaml, as one piece of JSON: verdict, counties, CVs and means of the stages.
[[nodiscard]] std::string trend_year_json(const assess::Assessment& assessment, const assess::AreaResult& area, std::int64_t run_id);

/// A year that was assessed, with results in a form that this program does not show.
struct YearOfOtherForm {
  SchoolYear year;
  std::int64_t run_id = 0;
};

/// Schema Trend: the years as trend_year_json() made them, in their order.
[[nodiscard]] std::string trend_json(std::string_view area_code, std::string_view standard, std::span<const std::string> years,
                                     std::span<const YearOfOtherForm> other_form);

}  // namespace junheng::report
