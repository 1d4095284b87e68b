#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "junheng/report/forecast_report.h"

namespace junheng::formats {
class JsonWriter;
}

namespace junheng::report {

/// Schools of which a stage has no places, for one reason.
struct LeftOutStage {
  Stage stage = Stage::Primary;
  forecast::PlaceGap gap = forecast::PlaceGap::NoLimit;
  /// Positions in History::schools, each once.
  std::vector<std::size_t> schools;
};

/// What the places of the forecast leave out, by stage and reason; of one school where that is asked for. Empty without a standard.
/// Requires ForecastLevel::School.
[[nodiscard]] std::vector<LeftOutStage> left_out_stages(const ForecastInput& input, std::optional<std::size_t> school = {});

/// "Senior secondary, 5 schools: no class size is set".
[[nodiscard]] std::string left_out_words(const LeftOutStage& left_out, Lang lang);

/// The same with the names of the first schools.
[[nodiscard]] std::string left_out_note(const ForecastInput& input, const LeftOutStage& left_out);

/// What the limit of a breach is of, with the grade of an average class.
[[nodiscard]] std::string breach_words(const forecast::Breach& breach, Lang lang);

/// The members `left_out` and `breaches` of schema Forecast.
void write_left_out(formats::JsonWriter& json, const ForecastInput& input, std::optional<std::size_t> school);
void write_page_breaches(formats::JsonWriter& json, const ForecastInput& input, std::optional<std::size_t> school);

}  // namespace junheng::report
