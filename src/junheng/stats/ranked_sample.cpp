#include "junheng/stats/ranked_sample.h"

#include <algorithm>
#include <utility>

namespace junheng::stats {

RankedSample::RankedSample(std::span<const double> values, std::span<const double> weights) : values_(values), weights_(weights) {
  if (std::ranges::is_sorted(values)) return;
  own_values_.resize(values.size());
  values_ = own_values_;
  if (weights.empty()) {
    std::ranges::copy(values, own_values_.begin());
    std::ranges::sort(own_values_);
    return;
  }
  std::vector<std::pair<double, double>> pairs(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) pairs[i] = {values[i], weights[i]};
  std::ranges::sort(pairs);
  own_weights_.resize(values.size());
  weights_ = own_weights_;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    own_values_[i] = pairs[i].first;
    own_weights_[i] = pairs[i].second;
  }
}

}  // namespace junheng::stats
