#pragma once

#include <limits>

#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

/// Limits of a check, inclusive.
struct Limits {
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();

  [[nodiscard]] bool holds(double value) const { return value >= min && value <= max; }
  [[nodiscard]] double broken_by(double value) const { return value < min ? min : max; }
};

/// The keys `min` and `max`, of which one is required.
[[nodiscard]] Limits read_limits(CheckReader& reader);

}  // namespace junheng::ingest
