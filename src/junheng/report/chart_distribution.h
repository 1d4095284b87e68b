#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/report/svg_chart.h"

namespace junheng::report {

/// One school (or one county) on an axis of values.
struct Dot {
  double value = 0;
  /// Pupils: the area of the dot.
  double weight = 0;
  Symbol symbol = Symbol::Neutral;
  /// What the pointer reads: name, value, pupils.
  std::string title;
};

/// A vertical line with what stands beside it.
struct MarkedValue {
  double value = 0;
  std::string text;
};

struct Distribution {
  /// Says what the picture shows to those who do not see it.
  std::string label;
  std::vector<Dot> dots;
  std::optional<MarkedValue> standard;
  std::optional<MarkedValue> floor;
  std::optional<MarkedValue> mean;
  /// The axis begins at zero, for quantities of which the distance from zero matters.
  bool from_zero = false;
  /// "{count} beyond, up to {value}", for dots that lie far outside of all others and are drawn at the edge.
  std::string beyond;
  /// Histogram only: "{count} schools, {low} to {high}".
  std::string bin;
};

/// Each dot at its value, stacked so that none covers another, lines for standard, floor and mean; above kMostDots dots a histogram
/// with the same lines. Empty without dots.
[[nodiscard]] std::string distribution_chart(const Distribution& distribution);

inline constexpr std::size_t kMostDots = 240;

}  // namespace junheng::report
