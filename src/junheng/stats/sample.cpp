#include "junheng/stats/sample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "junheng/core/codes.h"

namespace junheng::stats {

namespace {

/// Sums and least numbers of every fourth observation.
struct Lane {
  double weight_sum = 0;
  double value_sum = 0;
  double least_weight = std::numeric_limits<double>::infinity();
  double least_value = std::numeric_limits<double>::infinity();

  void take(double weight, double value) {
    weight_sum += weight;
    value_sum += weight * value;
    least_weight = std::min(least_weight, weight);
    least_value = std::min(least_value, value);
  }
};

/// This pass is made again for each of thousands of resamples: no branches, and four lanes side by side, so that an addition need not wait
/// for the one before.
template <typename WeightOf>
Lane scan(std::span<const double> values, WeightOf weight_of) {
  std::array<Lane, 4> lanes{};
  std::size_t i = 0;
  for (; i + lanes.size() <= values.size(); i += lanes.size())
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) lanes[lane].take(weight_of(i + lane), values[i + lane]);
  for (; i < values.size(); ++i) lanes[0].take(weight_of(i), values[i]);
  Lane all;
  for (const Lane& lane : lanes) {
    all.weight_sum += lane.weight_sum;
    all.value_sum += lane.value_sum;
    all.least_weight = std::min(all.least_weight, lane.least_weight);
    all.least_value = std::min(all.least_value, lane.least_value);
  }
  return all;
}

/// The least value that has weight.
double least_counted(std::span<const double> values, Weights weight) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (weight[i] > 0) least = std::min(least, values[i]);
  return least;
}

}  // namespace

Result<Totals> check_sample(std::span<const double> values, std::span<const double> weights, Domain domain) {
  if (values.empty()) return fail(Code::EmptyInput);
  if (!weights.empty() && values.size() != weights.size()) return fail(Code::SizeMismatch);
  const Lane all =
      weights.empty() ? scan(values, [](std::size_t) { return 1.0; }) : scan(values, [&](std::size_t i) { return weights[i]; });
  // A number that is not finite leaves a sum that is not: 0 * infinity is NaN.
  if (all.least_weight < 0 || !std::isfinite(all.weight_sum) || !std::isfinite(all.value_sum)) return fail(Code::NegativeWeight);
  if (all.weight_sum == 0) return fail(Code::NoWeight);
  if (domain != Domain::Any) {
    // Only a sample that holds a zero or less at all is looked at again.
    const double least = all.least_value <= 0 ? least_counted(values, Weights(weights)) : all.least_value;
    if (least < 0) return fail(Code::NegativeValue);
    if (domain == Domain::Positive && least == 0) return fail(Code::ZeroValue);
    if (all.value_sum == 0) return fail(Code::ZeroMean);
  }
  return Totals{all.weight_sum, all.value_sum};
}

}  // namespace junheng::stats
