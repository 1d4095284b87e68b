#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace junheng::ingest {

/// The value in the middle; of an even number the upper one of the two, which is near enough for finding what stands apart.
/// Reorders `values`. Requires: not empty.
[[nodiscard]] inline double upper_median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace junheng::ingest
