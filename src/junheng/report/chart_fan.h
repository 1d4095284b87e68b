#pragma once

#include <string>
#include <vector>

namespace junheng::report {

/// A number of a year, as it was or as it is forecast.
struct FanPoint {
  int year = 0;
  double middle = 0;
  /// Of forecasts; equal to the middle for what was.
  double low = 0;
  double high = 0;
  bool is_forecast = false;
};

/// What was as a line, what is forecast as a broken line in the band of its interval. First, last known and last value are written. Empty
/// without points.
[[nodiscard]] std::string fan_chart(const std::vector<FanPoint>& points, const std::string& label);

/// Numbers by row and column, each a field the darker the larger it is, with its number in it. `known_columns`: those before are as they
/// were; a line parts them from what is forecast. nullopt (not a number): an empty field.
struct HeatMap {
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  /// [row x columns + column].
  std::vector<double> values;
  std::size_t known_columns = 0;
};

[[nodiscard]] std::string heat_map(const HeatMap& map, const std::string& label);

}  // namespace junheng::report
