#pragma once

#include <optional>
#include <string>
#include <vector>

namespace junheng::report {

struct TrendPoint {
  int year = 0;
  double value = 0;
  /// The value as it is printed; what the pointer reads.
  std::string text;
  /// Drawn as a ring: worked out from something else that was published.
  bool is_inferred = false;
};

struct TrendChart {
  /// Ascending by year.
  std::vector<TrendPoint> points;
  /// Ends of dashed lines: what is to be reached, by year. Drawn as lozenges, joined from the point that the path starts from.
  std::vector<TrendPoint> targets;
  /// Start of the path to the first target; nullopt: no line.
  std::optional<TrendPoint> baseline;
  /// The axis of values spans so much at least, so that a difference that is not one does not fill the picture.
  double least_span = 0;
};

/// A line through the values by year, the path to the targets dashed, values written at the first and last point and at each target.
/// Years without a value are bridged by the line, without a mark. Empty without points.
[[nodiscard]] std::string trend_chart(const TrendChart& chart, const std::string& label);

}  // namespace junheng::report
