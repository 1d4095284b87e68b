#pragma once

#include <span>
#include <vector>

#include "junheng/stats/sample.h"

namespace junheng::stats {

/// A sample in ascending order of its values, for measures that go by rank. Where the input is in order already it is only looked at,
/// so that whoever needs several of them (or thousands of resamples) sorts once and pays O(n) from then on; otherwise it is copied and
/// sorted in O(n log n), ties by weight. Ties of input already in order stay as they are: the measures do not depend on their order but for
/// rounding.
///
/// Lifetime: the spans given must outlive the object.
class RankedSample {
 public:
  /// Requires: a sample that `check_sample` has passed.
  RankedSample(std::span<const double> values, std::span<const double> weights);

  RankedSample(const RankedSample&) = delete;
  RankedSample& operator=(const RankedSample&) = delete;

  [[nodiscard]] std::span<const double> values() const { return values_; }
  /// In the order of values(); empty where none were given: 1 each.
  [[nodiscard]] std::span<const double> weights() const { return weights_; }

 private:
  std::vector<double> own_values_;
  std::vector<double> own_weights_;
  std::span<const double> values_;
  std::span<const double> weights_;
};

}  // namespace junheng::stats
