#pragma once

#include <string>
#include <vector>

#include "junheng/formats/json_writer.h"
#include "junheng/report/inequality_report.h"

namespace junheng::report {

/// Sentences on places, years, overlap and segregation, or why something is not known.
[[nodiscard]] std::vector<std::string> moran_lines(const monitor::Inequality& result, Lang lang);
[[nodiscard]] std::vector<std::string> convergence_lines(const monitor::Inequality& result, Lang lang);
[[nodiscard]] std::vector<std::string> dagum_lines(const monitor::Inequality& result, Lang lang);
[[nodiscard]] std::vector<std::string> segregation_lines(const monitor::Inequality& result, Lang lang);

/// "High, neighbours high".
[[nodiscard]] std::string quadrant_name(stats::MoranQuadrant quadrant, Lang lang);
/// Id in JSON: "high_high", "low_high", "low_low", "high_low", the area's own mean first.
[[nodiscard]] std::string_view quadrant_id(stats::MoranQuadrant quadrant);

/// Means of areas against those of their neighbours, with the line of slope I. Empty where Moran's I is not known.
[[nodiscard]] std::string moran_chart(const monitor::Inequality& result, Lang lang);

/// The members dagum, moran, convergence and segregation; null for what is not there.
void write_relations_json(formats::JsonWriter& json, const monitor::Inequality& result);

}  // namespace junheng::report
