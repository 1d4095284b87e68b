#include "junheng/stats/running_sums.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "junheng/stats/lorenz.h"

namespace junheng::stats {

namespace {

/// Relative to the weight sum: a step nearer to the share than this counts as met.
constexpr double kStepShare = 1e-12;

std::size_t count_until(std::span<const double> ascending, std::span<const double>::iterator place) {
  return static_cast<std::size_t>(place - ascending.begin());
}

}  // namespace

RunningSums::RunningSums(std::span<const double> ascending, std::span<const double> weights, const Totals& totals)
    : values_(ascending), totals_(totals), weight_(ascending.size()), deviation_(ascending.size()) {
  assert(!ascending.empty() && std::ranges::is_sorted(ascending));
  const Weights given(weights);
  const double mean = totals.mean();
  double weight_before = 0;
  double deviation = 0;
  // sum_i w_i x_i (S_(i-1) + S_i - W), S the running weight. The second factor adds up to zero over the sample, so the mean may be taken
  // off the values: near-equal values then lose no digits.
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    const double w = given[i];
    const double own = w * (ascending[i] - mean);
    half_differences_ += own * (2 * weight_before + w - totals.weight_sum);
    weight_before += w;
    deviation += own;
    weight_[i] = weight_before;
    deviation_[i] = deviation;
  }
}

double RunningSums::value_of_first(std::size_t count) const { return totals_.mean() * weight_of_first(count) + deviation_of_first(count); }

double RunningSums::shortfall_below_mean() const {
  return -deviation_of_first(count_until(values_, std::ranges::lower_bound(values_, totals_.mean())));
}

double RunningSums::quantile(double share) const {
  const double slack = kStepShare * weight_.back();
  const double target = share * weight_.back();
  // A running weight rises only where there is weight, so that observations without any are never found.
  const auto value_at = [this](auto place) { return values_[static_cast<std::size_t>(place - weight_.begin())]; };
  if (share == 0) return value_at(std::ranges::upper_bound(weight_, 0.0));
  if (share == 1) return value_at(std::ranges::lower_bound(weight_, weight_.back()));
  const auto step = std::ranges::lower_bound(weight_, target - slack);
  if (*step > target + slack) return value_at(step);
  const auto next = std::ranges::upper_bound(weight_, *step);
  return next == weight_.end() ? value_at(step) : (value_at(step) + value_at(next)) / 2;
}

double RunningSums::value_share(double share) const {
  const auto found = static_cast<std::size_t>(std::ranges::lower_bound(weight_, share * weight_.back()) - weight_.begin());
  const std::size_t before = std::min(found, weight_.size() - 1);
  const double total = value_of_first(weight_.size());
  const auto point = [&](std::size_t count) {
    return LorenzPoint{weight_of_first(count) / weight_.back(), count == weight_.size() ? 1 : value_of_first(count) / total};
  };
  return value_share_at(std::array{point(before), point(before + 1)}, share);
}

double RunningSums::mean_up_to(double limit) const {
  const std::size_t count = count_until(values_, std::ranges::upper_bound(values_, limit));
  return totals_.mean() + deviation_of_first(count) / weight_of_first(count);
}

double RunningSums::mean_from(double limit) const {
  const std::size_t before = count_until(values_, std::ranges::lower_bound(values_, limit));
  return totals_.mean() + (deviation_.back() - deviation_of_first(before)) / (weight_.back() - weight_of_first(before));
}

}  // namespace junheng::stats
