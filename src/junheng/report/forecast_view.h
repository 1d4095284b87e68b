#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/core/school_year.h"
#include "junheng/report/forecast_report.h"

namespace junheng::formats {
class JsonWriter;
}

namespace junheng::report {

/// Schools of which a page lists each: more are looked at county by county.
inline constexpr std::size_t kMostListedSchools = 2000;

/// An import whose years a forecast rests on.
struct ForecastImport {
  std::int64_t id = 0;
  std::string name;
  std::vector<SchoolYear> years;
};

/// What a page of a forecast shows beside the forecast itself.
struct ForecastView {
  /// Set; of it the standard, limits and breaches too. ForecastLevel::School: with what follows for schools.
  const ForecastInput* input = nullptr;
  std::int64_t run_id = 0;
  std::string area_code;
  std::string area_name;
  std::string area_level;
  std::vector<double> births;
  std::vector<double> migration;
  std::vector<ForecastImport> imports;
};

/// Schema Forecast of api/openapi.yaml, of the area: everything in the history together. Pupils to a tenth.
///
/// Classes and places are the sums of those of the schools (forecast::SchoolNeed); what they leave out is named (`left_out`). They are null
/// where no school's are, and of forecasts without schools.
[[nodiscard]] std::string forecast_view_json(const ForecastView& view);

/// The same of one school of the history (position). Requires ForecastLevel::School.
[[nodiscard]] std::string forecast_view_json(const ForecastView& view, std::size_t school);

/// [{"id", "message", "hint"}, ...].
void write_page_findings(formats::JsonWriter& json, const std::vector<Issue>& findings, Lang lang);

}  // namespace junheng::report
